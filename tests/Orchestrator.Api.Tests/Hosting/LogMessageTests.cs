using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Api.Tests.Hosting;

/// <summary>
/// Who looks for an event by its id finds one message. The ranges are those that the contributors' guide gives to the projects.
/// </summary>
public sealed partial class LogMessageTests
{
    private const BindingFlags All =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    private static readonly string Root = typeof(LogMessageTests)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static data => data.Key == "RepositoryRoot")
        .Value!;

    private static readonly ILookup<string, (string Type, int Id)> Events = Directory
        .GetFiles(AppContext.BaseDirectory, "Orchestrator.*.dll")
        .Where(static file => !file.EndsWith(".Tests.dll", StringComparison.Ordinal))
        .Select(static file => Assembly.Load(Path.GetFileNameWithoutExtension(file)))
        .SelectMany(
            static assembly => assembly.GetTypes().SelectMany(static type => type.GetMethods(All)),
            static (assembly, method) => (assembly, method)
        )
        .Select(static found =>
            (
                Project: found.assembly.GetName().Name!,
                Type: found.method.DeclaringType!.FullName!,
                Id: found.method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId
            )
        )
        .Where(static found => found.Id is not null)
        .ToLookup(static found => found.Project, static found => (found.Type, Id: found.Id!.Value));

    [Fact]
    public void No_event_id_repeats()
    {
        var repeated = Events
            .SelectMany(static project => project)
            .GroupBy(static message => message.Id)
            .Where(static group => group.Count() > 1)
            .Select(static group => group.Key);

        Assert.Contains("Orchestrator.Runtime", Events.Select(static ids => ids.Key));
        Assert.Contains("Orchestrator.Api", Events.Select(static ids => ids.Key));
        Assert.Empty(repeated);
    }

    [Fact]
    public void The_ids_of_a_project_are_in_its_range()
    {
        var ranges = Range()
            .Matches(File.ReadAllText(Path.Combine(Root, "CONTRIBUTING.md")))
            .ToDictionary(
                static row => row.Groups["project"].Value,
                static row => (First: Read(row.Groups["first"]), Last: Read(row.Groups["last"]))
            );

        Assert.Equal(ranges.Count, ranges.Values.Select(static range => range.First / 1_000).Distinct().Count());
        foreach (var project in Events)
        {
            Assert.All(project, message => Assert.InRange(message.Id, ranges[project.Key].First, ranges[project.Key].Last));
        }
    }

    [Fact]
    public void The_messages_of_a_project_are_in_one_place() =>
        Assert.All(
            Events,
            static project =>
                Assert.Equal(
                    [$"{project.Key.Replace(".Runtime", "", StringComparison.Ordinal)}.Diagnostics.Log"],
                    project.Select(static message => message.Type).Distinct()
                )
        );

    private static int Read(Group number) => int.Parse(number.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| `(?<project>[\w.]+)` \| (?<first>\d+) to (?<last>\d+) \|$", RegexOptions.Multiline)]
    private static partial Regex Range();
}
