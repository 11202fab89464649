using System.Text.RegularExpressions;
using ExampleOrchestrator.Tests.Support;

namespace ExampleOrchestrator.Tests;

/// <summary>The README and the page on emitted code: what they show is what is there, and what is to be typed does what is said.</summary>
public sealed partial class ReadmeTests
{
    private const string Minimal = "What you write, and what the build emits\n";

    private static readonly string ReadmeFile = Path.Combine(Repository.Root, "README.md");
    private static readonly string Readme = File.ReadAllText(ReadmeFile);
    private static readonly string[] Chapters = Readme.Split("\n## ");

    [Fact]
    public async Task Every_line_of_the_walk_runs_as_written_and_prints_what_is_shown()
    {
        await using var example = new Example();
        await example.InitializeAsync();

        await TypedPage.AssertAsync(
            ReadmeFile,
            string.Concat(Chapters.Where(static chapter => !chapter.StartsWith(Minimal, StringComparison.Ordinal))),
            new Dictionary<string, string>
            {
                ["http://127.0.0.1:5000"] = example.Http.BaseAddress!.GetLeftPart(UriPartial.Authority),
                ["http://127.0.0.1:5101"] = example.Nrm.BaseAddress!.GetLeftPart(UriPartial.Authority),
            },
            () => example.Output
        );
    }

    [Fact]
    public void The_walk_has_at_most_15_commands_and_no_command_takes_a_text_apart()
    {
        var blocks = Regex.Matches(Readme, "```sh\n(.*?)```", RegexOptions.Singleline).Select(static block => block.Groups[1].Value);
        var walk = Regex.Matches(
            Chapters.Single(static chapter => chapter.StartsWith("Walkthrough\n", StringComparison.Ordinal)),
            "```sh\n(.*?)```",
            RegexOptions.Singleline
        );

        Assert.InRange(walk.Sum(static block => block.Groups[1].Value.Count(static character => character == '\n')), 5, 15);
        Assert.DoesNotMatch(@"\b(grep|sed|cut|awk|jq|head|tail|until|while)\b", string.Concat(blocks));
    }

    [Fact]
    public async Task The_first_code_is_the_minimal_sample_whose_commands_print_what_is_shown()
    {
        var chapter = Chapters.Single(static chapter => chapter.StartsWith(Minimal, StringComparison.Ordinal));
        var sample = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "Minimal", "Program.cs"));
        Assert.Equal(sample, CodeBlocks().Match(chapter).Groups[1].Value);
        Assert.InRange(sample.Split('\n').Length, 1, 60);
        var folder = Directory.CreateTempSubdirectory("orchestrator-minimal-");
        var address = $"http://127.0.0.1:{LoopbackPorts.Next()}";
        using var http = new HttpClient { BaseAddress = new(address) };
        await using (var host = OperatingSystemProcess.Start("Minimal", "--urls", address, "--contentRoot", folder.FullName))
        {
            await host.UntilAnswersAsync(http, "/api/health");

            await TypedPage.AssertAsync(
                ReadmeFile,
                chapter,
                new Dictionary<string, string> { ["http://127.0.0.1:5000"] = address },
                () => host.Output
            );
        }

        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/generated-code.md")]
    public void The_code_that_is_shown_is_the_examples_and_what_the_build_emits_for_it(string page)
    {
        string[] sources = [.. SourcesOf("ExampleOrchestrator"), .. SourcesOf("Minimal")];
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
    public void It_has_one_command_for_each_sample_and_one_for_the_tests() =>
        Assert.Equal(
            ["dotnet run --project samples/Minimal\n", "dotnet run --project samples/ExampleOrchestrator\ndotnet test\n"],
            Regex.Matches(Readme, "```console\n(.*?)```", RegexOptions.Singleline).Select(static block => block.Groups[1].Value)
        );

    /// <summary>The sources of a sample, and what the build emits from them.</summary>
    private static IEnumerable<string> SourcesOf(string sample)
    {
        var folder = Path.Combine(Repository.Root, "samples", sample);
        return Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !Path.GetRelativePath(folder, file).StartsWith("obj", StringComparison.Ordinal)
                || file.Contains(Path.Combine("obj", Repository.Configuration, "net10.0", "generated"), StringComparison.Ordinal)
            )
            .Select(static file => WithoutIndentation(File.ReadAllText(file)));
    }

    private static string WithoutIndentation(string code) => string.Join('\n', code.Split('\n').Select(static line => line.Trim())).Trim();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlocks();
}
