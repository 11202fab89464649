using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orchestrator.Catalog;
using Orchestrator.Diagnostics;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Webhooks;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

public sealed partial class OperatingPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operating.md"));

    [Fact]
    public void Every_setting_is_listed_with_its_default()
    {
        var options = new OrchestratorOptions();
        var listed = Rows()
            .Matches(Page)
            .ToDictionary(
                static row => row.Groups["name"].Value.Split(':')[0],
                static row => row.Groups["default"].Value.Trim(),
                StringComparer.Ordinal
            );
        var properties = typeof(OrchestratorOptions).GetProperties();

        Assert.Empty(properties.Select(static property => property.Name).Except(listed.Keys));
        foreach (
            var property in properties.Where(static property =>
                property.PropertyType == typeof(string) || property.PropertyType.IsValueType
            )
        )
        {
            // What depends on the database has no default that is the same everywhere.
            if (property.GetValue(options) is { } standard)
            {
                var value = TypeDescriptor
                    .GetConverter(property.PropertyType)
                    .ConvertToString(null, CultureInfo.InvariantCulture, standard);
                Assert.Equal($"`{value}`", listed[property.Name], ignoreCase: true);
            }
        }

        Assert.Equal(string.Join(", ", options.Queues.Select(static queue => $"`{queue.Key}` {queue.Value}")), listed["Queues"]);
    }

    [Fact]
    public async Task Every_instrument_and_health_check_is_listed_with_its_unit_and_its_tags()
    {
        var published = new ConcurrentDictionary<string, string?>(StringComparer.Ordinal);
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => Note(instrument) };
        listener.Start();
        using var database = new SqliteTestDatabase();
        await using var host = await EngineHost.StartAsync(
            database,
            services: static services => services.AddHealthChecks().AddOrchestrator()
        );
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);

        Assert.Equal(published.Select(static instrument => $"{instrument.Key} {instrument.Value}").Order(), Listed(Instruments()));
        Assert.Equal(
            report.Entries.Select(static check => $"{check.Key} {string.Join("`, `", check.Value.Tags)}").Order(),
            Listed(Checks())
        );

        void Note(Instrument instrument)
        {
            if (instrument.Meter.Name == OrchestratorTelemetry.MeterName)
            {
                published[instrument.Name] = instrument.Unit;
            }
        }

        static IEnumerable<string> Listed(Regex rows) =>
            rows.Matches(Page).Select(static row => $"{row.Groups["name"].Value} {row.Groups["what"].Value}").Order();
    }

    [Fact]
    public async Task Every_action_task_and_event_is_listed()
    {
        using var database = new SqliteTestDatabase();
        await using var host = await EngineHost.StartAsync(database);
        var tasks = host.Services.GetRequiredService<WorkflowCatalog>().Workflows.Select(static workflow => workflow.Name);

        Assert.Equal(Enum.GetNames<WorkflowAction>().Order(), NamesIn("Authorization", @"\w+").Order());
        Assert.Equal(
            tasks.Where(static name => name.StartsWith("task_", StringComparison.Ordinal)).Order(),
            NamesIn("Schedules", @"task_\w+").Order()
        );
        Assert.Equal(NotificationType.All.Order(), NamesIn("Webhooks", @"\w+\.\w+").Order());

        // The names in the first column of the table of a section.
        static IEnumerable<string> NamesIn(string section, string name)
        {
            var begin = Page.IndexOf($"\n## {section}\n", StringComparison.Ordinal);
            var text = Page[begin..Page.IndexOf("\n## ", begin + 1, StringComparison.Ordinal)];
            return Regex
                .Matches(text, @"^\| (`[^|]+) \|", RegexOptions.Multiline)
                .SelectMany(row => Regex.Matches(row.Groups[1].Value, $"`({name})`").Select(static found => found.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"^\| `(?<name>orchestrator\.[\w.]+)` \| `(?<what>[^`]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Instruments();

    [GeneratedRegex(@"^\| `(?<name>orchestrator-\w+)` \| `(?<what>[^|]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Checks();

    [GeneratedRegex(@"^\| `(?<name>\w+(:<?\w+>?)?)` \| (?<default>[^|]+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Rows();
}
