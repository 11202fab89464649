using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests.Analyzers;

/// <summary>What holds for every rule: its page, its link, its release entry, its tests; and that the page's code does what the page says.</summary>
public sealed class RulePagesTests
{
    private static readonly string Root = typeof(RulePagesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "RepositoryRoot").Value!;

    public static TheoryData<string> Ids => [.. AnalyzerTest.Descriptors.Select(static descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_a_help_link_a_page_a_release_entry_and_tests(string id)
    {
        var descriptor = Find(id);

        Assert.EndsWith($"/docs/rules/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.StartsWith($"# {id}: {descriptor.Title}", Page(id), StringComparison.Ordinal);
        Assert.Contains($"{id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}", File.ReadAllText(Path.Combine(Root, "src", "Orchestrator.Generators", "AnalyzerReleases.Unshipped.md")), StringComparison.Ordinal);
        var tests = typeof(RulePagesTests).Assembly.GetType($"{typeof(RulePagesTests).Namespace}.{id[0]}{id[1..4].ToLowerInvariant()}{id[4..]}Tests");
        Assert.NotNull(tests);
        Assert.Contains(tests.GetMethods(), static method => method.Name == "A_pragma_suppresses_it");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_code_on_a_rules_page_does_what_the_page_says(string id)
    {
        var samples = Regex.Matches(Page(id), "```csharp\n(// (?:bad|good)\n.*?)```", RegexOptions.Singleline).Select(static match => match.Groups[1].Value).ToArray();
        Assert.Contains(samples, static sample => sample.StartsWith("// bad", StringComparison.Ordinal));
        Assert.Contains(samples, static sample => sample.StartsWith("// good", StringComparison.Ordinal));

        foreach (var sample in samples)
        {
            var source = GeneratorTest.Author(sample);
            var found = await AnalyzerTest.FindAsync(Options(id), source);
            if (sample.StartsWith("// bad", StringComparison.Ordinal))
            {
                Assert.NotEmpty(found);
                Assert.All(found, diagnostic => Assert.Equal(id, diagnostic.Id));
            }
            else
            {
                Assert.Empty(found);
                GeneratorTest.Run(source);
            }
        }
    }

    [Fact]
    public void Every_page_is_of_a_rule() =>
        Assert.Equal(
            AnalyzerTest.Descriptors.Select(static descriptor => descriptor.Id),
            Directory.GetFiles(Path.Combine(Root, "docs", "rules"), "ORCH*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    /// <summary>The file that a page shows beside its code.</summary>
    private static RunOptions Options(string id) => Regex.Match(Page(id), "```text\n(.*?)```", RegexOptions.Singleline) is { Success: true } file
        ? new RunOptions { AdditionalFiles = ImmutableDictionary<string, string>.Empty.Add("Workflows.Shipped.txt", file.Groups[1].Value) }
        : RunOptions.Default;

    private static DiagnosticDescriptor Find(string id) => AnalyzerTest.Descriptors.Single(descriptor => descriptor.Id == id);

    private static string Page(string id) => File.ReadAllText(Path.Combine(Root, "docs", "rules", $"{id}.md"));
}
