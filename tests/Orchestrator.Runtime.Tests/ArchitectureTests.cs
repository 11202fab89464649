using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Orchestrator.Operations;

namespace Orchestrator.Tests;

public sealed class ArchitectureTests
{
    private static readonly string Source = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "src"));

    [Theory]
    [InlineData("Orchestrator.Runtime", @"\bILogger<(?!T>)|\bPeriodicTimer\(")]
    [InlineData("Orchestrator.Runtime", @"(typeof\(\w+\)|GetType\(\))\.Name\b|\{\w*[tT]ype\.Name\}")] // TypeText writes types.
    [InlineData("Orchestrator.Testing", @"(typeof\(\w+\)|GetType\(\))\.Name\b|\{\w*[tT]ype\.Name\}")]
    [InlineData("Orchestrator.Api", @"DbContext|Orchestrator\.Storage\b|Microsoft\.EntityFrameworkCore")]
    [InlineData("Orchestrator.Dashboard", @"DbContext|Orchestrator\.Storage\b|Microsoft\.EntityFrameworkCore|MarkupString|PeriodicTimer")]
    public void A_project_does_not_use_what_is_forbidden_to_it(string project, string forbidden)
    {
        var lines = LinesOf(project).ToArray();

        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, line => Regex.IsMatch(line, forbidden));
    }

    [Fact]
    public void Every_event_of_the_log_has_an_id_of_its_own()
    {
        int[] ids =
        [
            .. typeof(IProcesses)
                .Assembly.GetTypes()
                .SelectMany(static type =>
                    type.GetMethods(
                        BindingFlags.Static
                            | BindingFlags.Instance
                            | BindingFlags.NonPublic
                            | BindingFlags.Public
                            | BindingFlags.DeclaredOnly
                    )
                )
                .Select(static method => method.GetCustomAttribute<LoggerMessageAttribute>())
                .OfType<LoggerMessageAttribute>()
                .Select(static message => message.EventId),
        ];

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct().Order(), ids.Order());
    }

    [Fact]
    public void Every_background_service_of_the_engine_continues_after_an_iteration_that_throws()
    {
        var services = Directory
            .GetFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Where(static file => File.ReadAllText(file).Contains(": BackgroundService", StringComparison.Ordinal))
            .ToArray();

        Assert.NotEmpty(services);
        Assert.All(services, static file => Assert.Contains("BackgroundLoop.RunAsync(", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Orchestrator.Runtime")]
    [InlineData("Orchestrator.PostgreSql")]
    public void Every_wait_of_a_host_is_one_that_a_timer_takes(string project)
    {
        // What the host waits for can be a setting or a value of an author, and a timer throws when it is told to wait for more than 49
        // days.
        var waits = LinesOf(project)
            .Where(static line =>
                Regex.IsMatch(
                    line,
                    @"Task\.Delay\(|\.CancelAfter\(|new PeriodicTimer\(|CreateTimer\(|new Timer\("
                        + @"|new CancellationTokenSource\(\w|WaitAsync\([^)]*TimeSpan"
                )
            )
            .ToArray();

        Assert.NotEmpty(waits);
        Assert.All(waits, static line => Assert.Contains("Timers.Of(", line, StringComparison.Ordinal));
    }

    /// <summary>The lines of code below a folder, each with its file.</summary>
    private static IEnumerable<string> LinesOf(string project) =>
        Directory
            .GetFiles(Path.Combine(Source, project), "*", SearchOption.AllDirectories)
            .Where(static file => Path.GetExtension(file) is ".cs" or ".razor")
            .Where(static file =>
                !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            )
            .SelectMany(static file =>
                File.ReadLines(file)
                    .Where(static line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
                    .Select(line => $"{Path.GetRelativePath(Source, file)}: {line.Trim()}")
            );

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
