using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>What the page on drift shows compiles without a finding, and shows every attribute of a resource and its state.</summary>
public sealed class DriftPageTests
{
    public static TheoryData<string> Samples => [.. DocumentationPage.SamplesOf("drift.md")];

    [Theory]
    [MemberData(nameof(Samples))]
    public Task A_sample_compiles_and_no_rule_reports_anything(string sample) => DocumentationPage.AssertIsRightAsync(sample);

    [Fact]
    public void Every_attribute_of_a_state_is_shown_in_a_sample()
    {
        var samples = string.Concat(DocumentationPage.SamplesOf("drift.md"));
        Type[] attributes =
        [
            typeof(ExternalResourceAttribute),
            typeof(ElementKeyAttribute),
            typeof(UnorderedAttribute),
            typeof(NotComparedAttribute),
            typeof(WriteOnlyAttribute),
            typeof(SensitiveAttribute),
        ];

        Assert.All(
            attributes,
            attribute => Assert.Matches($@"\b{attribute.Name.Replace("Attribute", "", StringComparison.Ordinal)}\b", samples)
        );
    }
}
