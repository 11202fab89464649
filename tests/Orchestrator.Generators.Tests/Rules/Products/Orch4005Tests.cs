using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch4005Tests
{
    [Theory]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class P : ProductBlock { [EmailAddress] public string? {|ORCH4005:N|} { get; set; } }""",
        "is not checked"
    )]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class P : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int {|ORCH4005:N|} { get; set; } }""",
        "has no effect on it"
    )]
    public async Task It_is_reported_with_what_to_write_instead(string source, string text)
    {
        var found = await AnalyzerTest.VerifyAsync(GeneratorTest.Author("namespace App;\n" + source));

        Assert.Contains(text, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class P : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? N { get; set; } [Range(1, 2)] public int M { get; set; } }"""
    )]
    public async Task What_can_be_used_is_fine(string source) =>
        await AnalyzerTest.VerifyAsync(GeneratorTest.Author("namespace App;\n" + source));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            GeneratorTest.Author(
                "namespace App;\n#pragma warning disable ORCH4005\n"
                    + """[ProductBlock("p")] public sealed partial class P : ProductBlock { [EmailAddress] public string? N { get; set; } }"""
            )
        );
}
