using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>
/// What holds for every rule: its page, its link, its release entry, its tests; and that the page's code does what the page says.
/// </summary>
public sealed class RulePagesTests
{
    private static readonly string Root = typeof(RulePagesTests)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static attribute => attribute.Key == "RepositoryRoot")
        .Value!;

    private static readonly ConcurrentDictionary<string, Lazy<Task<(Compilation, IReadOnlyList<Diagnostic>)>>> Bad = new(
        StringComparer.Ordinal
    );

    public static TheoryData<string> Ids => [.. AnalyzerTest.Descriptors.Select(static descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_a_help_link_a_page_a_release_entry_and_tests(string id)
    {
        var descriptor = Find(id);

        Assert.EndsWith($"/docs/rules/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.StartsWith($"# {id}: {descriptor.Title}", Page(id), StringComparison.Ordinal);
        Assert.Contains(
            $"{id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}",
            File.ReadAllText(Path.Combine(Root, "src", "Orchestrator.Generators", "AnalyzerReleases.Unshipped.md")),
            StringComparison.Ordinal
        );
        var tests = typeof(RulePagesTests).Assembly.GetType(
            $"{typeof(RulePagesTests).Namespace}.{id[0]}{id[1..4].ToLowerInvariant()}{id[4..]}Tests"
        );
        Assert.NotNull(tests);
        Assert.Contains(tests.GetMethods(), static method => method.Name == "A_pragma_suppresses_it");
    }

    // An id may have several descriptors, of which some wait for the end of the compilation: each of them counts.
    [Fact]
    public void Every_descriptor_has_a_help_link_a_page_a_release_entry_and_tests()
    {
        Assert.True(AnalyzerTest.AllDescriptors.Count > AnalyzerTest.Descriptors.Count);
        Assert.All(
            AnalyzerTest.AllDescriptors,
            static descriptor =>
            {
                var rule = Find(descriptor.Id);
                Assert.Equal(
                    (rule.Title, rule.Category, rule.DefaultSeverity, rule.HelpLinkUri),
                    // ORCH2005 is a suggestion, and a warning where external resources are applied.
                    (
                        descriptor.Title,
                        descriptor.Category,
                        descriptor.Id == "ORCH2005" ? rule.DefaultSeverity : descriptor.DefaultSeverity,
                        descriptor.HelpLinkUri
                    )
                );
                Assert.NotEmpty(descriptor.Description.ToString(CultureInfo.InvariantCulture));
                Assert.Contains("\n## Known limitations\n\n", Page(descriptor.Id), StringComparison.Ordinal);
                Assert.Contains("\n## Configure\n", Page(descriptor.Id), StringComparison.Ordinal);

                // How it is switched off, and what happens then.
                Assert.True(Regex.Count(Page(descriptor.Id).Split("\n## Configure\n")[1], @"\.(\s|$)") >= 2, descriptor.Id);
                Assert.Contains($"dotnet_diagnostic.{descriptor.Id}.severity", Page(descriptor.Id), StringComparison.Ordinal);
            }
        );
    }

    /// <summary>
    /// A build does not run an analyzer all of whose descriptors are suggestions. For those that an editor only shows, the reason is here.
    /// </summary>
    [Fact]
    public void A_rule_that_a_build_does_not_run_is_one_that_advises()
    {
        Dictionary<string, string> advises = new(StringComparer.Ordinal)
        {
            ["ORCH4010"] = "An answer that no step takes is still kept in the state, and shown to operators.",
            ["ORCH5003"] = "A chain of plain steps works; a plan shows less of it.",
            ["ORCH5010"] = "The first reconcile creates what a create workflow leaves out, and an author may want that.",
        };

        Assert.Equal(
            advises.Keys,
            AnalyzerTest
                .DescriptorsByAnalyzer.Where(static rule =>
                    rule.All(static descriptor => descriptor.DefaultSeverity < DiagnosticSeverity.Warning)
                )
                .SelectMany(static rule => rule)
                .Select(static descriptor => descriptor.Id)
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
        Assert.All(
            AnalyzerTest.AllDescriptors,
            descriptor =>
                Assert.True(
                    descriptor.DefaultSeverity >= DiagnosticSeverity.Warning
                        || descriptor.Id == "ORCH2005"
                        || advises.ContainsKey(descriptor.Id)
                )
        );
    }

    [Fact]
    public void Every_descriptor_that_waits_for_the_end_of_the_compilation_says_why()
    {
        string[] lines =
        [
            .. Directory
                .GetFiles(Path.Combine(Root, "src", "Orchestrator.Generators", "Diagnostics"), "DiagnosticDescriptors.*.cs")
                .SelectMany(File.ReadAllLines),
        ];
        var waiting = Enumerable
            .Range(0, lines.Length)
            .Where(index => lines[index].Contains("WellKnownDiagnosticTags.CompilationEnd", StringComparison.Ordinal))
            .ToArray();

        Assert.Equal(
            AnalyzerTest.AllDescriptors.Count(static descriptor => descriptor.CustomTags.Contains(WellKnownDiagnosticTags.CompilationEnd)),
            waiting.Length
        );
        Assert.All(
            waiting,
            index =>
            {
                var declaration = Array.FindLastIndex(
                    lines,
                    index,
                    static line => line.Contains("public static readonly", StringComparison.Ordinal)
                );
                Assert.Contains("//", lines[declaration - 1], StringComparison.Ordinal);
                Assert.Contains("end", lines[declaration - 1], StringComparison.Ordinal);
            }
        );
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_is_tested_where_it_reports_where_it_does_not_and_where_it_is_suppressed(string id)
    {
        var tests = typeof(RulePagesTests)
            .Assembly.GetType($"{typeof(RulePagesTests).Namespace}.Orch{id[4..]}Tests")!
            .GetMethods()
            .Select(static method => method.Name)
            .ToArray();

        var source = File.ReadAllText(
            Assert.Single(
                Directory.GetFiles(
                    Path.Combine(Root, "tests", "Orchestrator.Generators.Tests", "Rules"),
                    $"Orch{id[4..]}Tests.cs",
                    SearchOption.AllDirectories
                )
            )
        );
        Assert.Contains($"{{|{id}:", source, StringComparison.Ordinal);
        Assert.Contains(tests, static name => name.EndsWith("fine", StringComparison.Ordinal));
        Assert.Contains("A_pragma_suppresses_it", tests);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_code_on_a_rules_page_does_what_the_page_says(string id)
    {
        var samples = Regex
            .Matches(Page(id), "```csharp\n(// (?:bad|good)\n.*?)```", RegexOptions.Singleline)
            .Select(static match => match.Groups[1].Value)
            .ToArray();
        Assert.Contains(samples, static sample => sample.StartsWith("// bad", StringComparison.Ordinal));
        Assert.Contains(samples, static sample => sample.StartsWith("// good", StringComparison.Ordinal));

        foreach (var sample in samples)
        {
            if (sample.StartsWith("// bad", StringComparison.Ordinal))
            {
                var (_, found) = await AnalyzeBadAsync(id, sample);
                Assert.NotEmpty(found);
                Assert.All(found, diagnostic => Assert.Equal(id, diagnostic.Id));
            }
            else
            {
                Assert.Empty(await AnalyzerTest.FindAsync(Options(id), GeneratorTest.Author(sample)));
                GeneratorTest.Run(GeneratorTest.Author(sample));
            }
        }
    }

    // Several tests look at the same.
    private static Task<(Compilation Output, IReadOnlyList<Diagnostic> Found)> AnalyzeBadAsync(string id, string sample) =>
        Bad.GetOrAdd(
            sample,
            _ =>
                new(async () =>
                {
                    var options = WithLanguage(Options(id), id);
                    GeneratorTest
                        .CreateDriver(options)
                        .RunGeneratorsAndUpdateCompilation(
                            GeneratorTest.Compile(options, GeneratorTest.Author(sample)),
                            out var output,
                            out var _,
                            CancellationToken.None
                        );
                    return (output, await AnalyzerTest.AnalyzeAsync(output, options));
                })
        ).Value;

    /// <summary>An editor runs a rule that waits for the end only on demand, and tells so by the tag.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public async Task What_is_said_at_the_end_of_the_compilation_only_has_the_tag_that_says_so(string id)
    {
        foreach (
            var sample in Regex
                .Matches(Page(id), "```csharp\n(// bad\n.*?)```", RegexOptions.Singleline)
                .Select(static match => match.Groups[1].Value)
        )
        {
            var (output, found) = await AnalyzeBadAsync(id, sample);
            var open = await AnalyzerTest.AnalyzeOpenAsync(output, WithLanguage(Options(id), id));

            Assert.All(
                found.Where(static diagnostic => diagnostic.Location.IsInSource),
                diagnostic =>
                    Assert.Equal(
                        diagnostic.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.CompilationEnd),
                        !open.Any(said => said.Id == diagnostic.Id && said.Location == diagnostic.Location)
                    )
            );
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_rule_leaves_generated_code_alone(string id)
    {
        foreach (
            var sample in Regex
                .Matches(Page(id), "```csharp\n(// bad\n.*?)```", RegexOptions.Singleline)
                .Select(static match => match.Groups[1].Value)
        )
        {
            var found = await AnalyzerTest.FindAsync(
                Options(id),
                "// <auto-generated/>\n#nullable enable\n" + GeneratorTest.Author(sample)
            );

            Assert.DoesNotContain(found, static diagnostic => diagnostic.Location.IsInSource);
        }
    }

    /// <summary>Words for which the field has others: is not a, cannot, fix, after, no one.</summary>
    [Fact]
    public void Messages_and_pages_use_the_words_of_the_field()
    {
        var unwanted = new Regex(
            @"\bis no \p{L}|\bcan not\b|\b[Mm]end\b|\bbehind\b|\banew\b|\b[Nn]obody\b|\b[Ss]omebody\b|\bfor ever\b|\bis no '"
        );
        var texts = AnalyzerTest
            .AllDescriptors.SelectMany(static rule =>
                (string[])[rule.Title.ToString(null), rule.MessageFormat.ToString(null), rule.Description.ToString(null)]
            )
            .Concat(AnalyzerTest.Descriptors.SelectMany(static rule => Page(rule.Id).Split('\n')))
            .Concat(
                Directory
                    .GetFiles(Path.Combine(Root, "src", "Orchestrator.Generators", "Rules"), "*.cs", SearchOption.AllDirectories)
                    .SelectMany(static file =>
                        CSharpSyntaxTree
                            .ParseText(File.ReadAllText(file), cancellationToken: TestContext.Current.CancellationToken)
                            .GetRoot(TestContext.Current.CancellationToken)
                            .DescendantTokens()
                            .Where(static token =>
                                token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken)
                            )
                            .Select(static token => token.ValueText)
                    )
            );

        Assert.DoesNotContain(
            texts,
            text =>
                unwanted.IsMatch(
                    text.Replace("is no longer", "", StringComparison.Ordinal).Replace("is no one", "", StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public void Every_page_is_of_a_rule() =>
        Assert.Equal(
            AnalyzerTest.Descriptors.Select(static descriptor => descriptor.Id),
            Directory
                .GetFiles(Path.Combine(Root, "docs", "rules"), "ORCH*.md")
                .Select(Path.GetFileNameWithoutExtension)
                .Order(StringComparer.Ordinal)
        );

    /// <summary>How a page's code is compiled, with the file that the page shows beside it.</summary>
    private static RunOptions Options(string id) =>
        Files(id) with
        {
            Kind = Page(id).Contains("reports applications only", StringComparison.Ordinal)
                ? OutputKind.ConsoleApplication
                : OutputKind.DynamicallyLinkedLibrary,
        };

    private static RunOptions Files(string id) =>
        Regex.Match(Page(id), "```text\n(.*?)```", RegexOptions.Singleline) is { Success: true } file
            ? new RunOptions
            {
                AdditionalFiles = ImmutableDictionary<string, string>.Empty.Add("Workflows.Shipped.txt", file.Groups[1].Value),
            }
            : RunOptions.Default;

    /// <summary>The language version that a page shows beside its bad code.</summary>
    private static RunOptions WithLanguage(RunOptions options, string id) =>
        Regex.Match(Page(id), "<LangVersion>(.*?)</LangVersion>") is { Success: true } version
        && LanguageVersionFacts.TryParse(version.Groups[1].Value, out var language)
            ? options with
            {
                Language = language,
            }
            : options;

    private static DiagnosticDescriptor Find(string id) => AnalyzerTest.Descriptors.Single(descriptor => descriptor.Id == id);

    private static string Page(string id) => File.ReadAllText(Path.Combine(Root, "docs", "rules", $"{id}.md"));
}
