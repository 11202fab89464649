using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests;

/// <summary>The README and the page on emitted code: what they show is what is there, and what is to be typed does what is said.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public async Task Every_line_of_the_walk_runs_as_written_and_prints_what_is_shown()
    {
        await using var example = new Example();
        await example.InitializeAsync();
        var blocks = WalkBlocks()
            .Matches(Readme)
            .Select(static block => (Typed: block.Groups["typed"].Value, Shown: block.Groups["shown"].Value))
            .ToArray();
        var script = new StringBuilder("set -eu\n");
        foreach (var (typed, _) in blocks)
        {
            script.Append(
                typed
                    .Replace("http://127.0.0.1:5000", example.Http.BaseAddress!.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
                    .Replace("http://127.0.0.1:5101", example.Nrm.BaseAddress!.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
            );
            script.Append("printf '\\0'\n");
        }

        var (exitCode, printed, errors) = await RunAsync(script.ToString());

        Assert.True(exitCode == 0, $"{printed}\n{errors}\n{example.Output}");
        Assert.Equal(Regex.Count(Readme, "```sh\n"), blocks.Length);
        var printedBlocks = printed.Split('\0');
        Assert.All(blocks, (block, index) => Assert.Equal(Shown.WithoutIds(block.Shown), Shown.WithoutIds(printedBlocks[index])));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/generated-code.md")]
    public void The_code_that_is_shown_is_the_examples_and_what_the_build_emits_for_it(string page)
    {
        var sample = Path.Combine(Repository.Root, "samples", "ExampleOrchestrator");
        var emitted = Path.Combine(sample, "obj", Repository.Configuration, "net10.0", "generated");
        string[] sources =
        [
            .. Directory
                .GetFiles(Path.Combine(sample, "Workflows"), "*.cs", SearchOption.AllDirectories)
                .Concat(Directory.GetFiles(Path.Combine(sample, "Nrm"), "*.cs"))
                .Concat(Directory.GetFiles(emitted, "*.cs", SearchOption.AllDirectories))
                .Select(static file => WithoutIndentation(File.ReadAllText(file))),
        ];
        var declarations = CodeBlocks()
            .Matches(File.ReadAllText(Path.Combine(Repository.Root, page)))
            .SelectMany(static block => block.Groups[1].Value.Split("\n\n"))
            .ToArray();

        Assert.NotEmpty(declarations);
        Assert.All(
            declarations,
            declaration => Assert.Contains(sources, source => source.Contains(WithoutIndentation(declaration), StringComparison.Ordinal))
        );
    }

    [Fact]
    public void The_catalogue_beside_the_example_is_what_the_build_emits()
    {
        var sample = Path.Combine(Repository.Root, "samples", "ExampleOrchestrator");
        var emitted = Directory
            .GetFiles(
                Path.Combine(sample, "obj", Repository.Configuration, "net10.0", "generated"),
                "*.WorkflowCatalogue.g.cs",
                SearchOption.AllDirectories
            )
            .Single();

        Assert.Equal(
            Regex.Replace(File.ReadAllText(emitted), "(?m)^// ?", "").Trim(),
            File.ReadAllText(Path.Combine(sample, "workflows.md")).Trim()
        );
        Assert.Contains("### reconcile_l2vpn", File.ReadAllText(Path.Combine(sample, "workflows.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void It_has_exactly_two_commands_for_a_new_machine() =>
        Assert.Equal(
            ["dotnet run --project samples/ExampleOrchestrator\ndotnet test\n"],
            Regex.Matches(Readme, "```console\n(.*?)```", RegexOptions.Singleline).Select(static block => block.Groups[1].Value)
        );

    /// <summary>Runs a script as a user's shell would, in a folder of its own.</summary>
    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string script)
    {
        using var shell = Process.Start(
            new ProcessStartInfo("bash", ["-c", script])
            {
                WorkingDirectory = Path.GetTempPath(),
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var errors = shell.StandardError.ReadToEndAsync(deadline.Token);
        var output = await shell.StandardOutput.ReadToEndAsync(deadline.Token);
        await shell.WaitForExitAsync(deadline.Token);
        return (shell.ExitCode, output, await errors);
    }

    private static string WithoutIndentation(string code) => string.Join('\n', code.Split('\n').Select(static line => line.Trim())).Trim();

    [GeneratedRegex("```sh\n(?<typed>.*?)```\n(\n```text\n(?<shown>.*?)```\n)?", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex WalkBlocks();

    // The host is compiled and started by the tests of the API.
    [GeneratedRegex("```csharp\n(?!// Program.cs\n)(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlocks();
}
