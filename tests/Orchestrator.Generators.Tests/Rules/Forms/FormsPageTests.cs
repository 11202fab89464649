using System.Reflection;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>What the page on forms shows compiles without a finding, and shows everything that an author can write.</summary>
public sealed class FormsPageTests
{
    public static TheoryData<string> Samples => [.. DocumentationPage.SamplesOf("forms.md")];

    [Theory]
    [MemberData(nameof(Samples))]
    public Task A_sample_compiles_and_no_rule_reports_anything(string sample) => DocumentationPage.AssertIsRightAsync(sample);

    [Fact]
    public void Everything_that_an_author_can_put_on_a_page_is_shown_in_a_sample()
    {
        var samples = string.Concat(DocumentationPage.SamplesOf("forms.md"));
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
