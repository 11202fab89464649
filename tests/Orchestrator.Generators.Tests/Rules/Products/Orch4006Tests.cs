using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch4006Tests
{
    [Theory]
    [InlineData(
        """[{|ORCH4006:Product("p", FixedInputs = ["speed=fast"])|}] public sealed partial class P : SubscriptionModel { public int Speed { get; set; } }""",
        "'fast'"
    )]
    [InlineData(
        """[{|ORCH4006:Product("p")|}] public sealed partial class P : SubscriptionModel { public int Speed { get; set; } }""",
        "it has no value"
    )]
    public async Task It_is_reported_with_what_to_write_instead(string source, string text)
    {
        var found = await AnalyzerTest.VerifyAsync(GeneratorTest.Author("namespace App;\n" + source));

        Assert.Contains(text, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[Product("p", FixedInputs = ["speed=1"])] public sealed partial class P : SubscriptionModel { public int Speed { get; set; } }"""
    )]
    public async Task What_can_be_used_is_fine(string source) =>
        await AnalyzerTest.VerifyAsync(GeneratorTest.Author("namespace App;\n" + source));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            GeneratorTest.Author(
                "namespace App;\n#pragma warning disable ORCH4006\n"
                    + """[Product("p")] public sealed partial class P : SubscriptionModel { public int Speed { get; set; } }"""
            )
        );
}
