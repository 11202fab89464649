using System.Reflection;
using System.Text.RegularExpressions;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>What the page on forms shows compiles without a finding, and shows everything that an author can write.</summary>
public sealed class FormsPageTests
{
    private static readonly string Page = File.ReadAllText(
        Path.Combine(
            typeof(FormsPageTests)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(static attribute => attribute.Key == "RepositoryRoot")
                .Value!,
            "docs",
            "forms.md"
        )
    );

    public static TheoryData<string> Samples =>
        [.. Regex.Matches(Page, "```csharp\n(.*?)```", RegexOptions.Singleline).Select(static sample => sample.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_sample_compiles_and_no_rule_reports_anything(string sample)
    {
        var source = GeneratorTest.Author(sample);

        GeneratorTest.Run(source);
        Assert.Empty(await AnalyzerTest.FindAsync(RunOptions.Default, source));
    }

    [Fact]
    public void Everything_that_an_author_can_put_on_a_page_is_shown_in_a_sample()
    {
        var samples = string.Concat(
            Regex.Matches(Page, "```csharp\n(.*?)```", RegexOptions.Singleline).Select(static sample => sample.Value)
        );
        var names = typeof(FormPage)
            .Assembly.GetExportedTypes()
            .Where(static type =>
                (type.IsSubclassOf(typeof(FormElement)) && !type.IsAbstract)
                || (
                    type.IsSubclassOf(typeof(Attribute))
                    && type.GetCustomAttribute<AttributeUsageAttribute>()?.ValidOn
                        == (AttributeTargets.Property | AttributeTargets.Parameter)
                )
            )
            .Select(static type => type.Name.Split('`')[0].Replace("Attribute", "", StringComparison.Ordinal))
            .ToArray();

        Assert.Contains("ChooseFrom", names);
        Assert.Contains("FormSummary", names);
        Assert.All(names, name => Assert.Matches($@"\b{name}\b", samples));
    }
}
