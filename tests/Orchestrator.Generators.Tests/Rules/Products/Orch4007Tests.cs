using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch4007Tests
{
    [Theory]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class P : ProductBlock { public new string? {|ORCH4007:Map|} { get; set; } }""",
        "a member 'Map'"
    )]
    [InlineData("""[{|ORCH4007:ProductBlock("")|}] public sealed partial class P : ProductBlock;""", "its name is empty")]
    [InlineData("""[ProductBlock("p")] public sealed partial class {|ORCH4007:BlockName|} : ProductBlock;""", "its own name")]
    public async Task It_is_reported_with_what_to_write_instead(string source, string text)
    {
        var found = await AnalyzerTest.VerifyAsync(GeneratorTest.Author("namespace App;\n" + source));

        Assert.Contains(text, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[ProductBlock("p")] public sealed partial class P : ProductBlock { public static void Map(int size) { } public int? Size { get; set; } }"""
    )]
    [InlineData("""[Product("p")] public sealed partial class P : SubscriptionModel { public string AsActive() => "mine"; }""")]
    public async Task What_can_be_used_is_fine(string source) =>
        await AnalyzerTest.VerifyAsync(GeneratorTest.Author("namespace App;\n" + source));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            GeneratorTest.Author(
                "namespace App;\n#pragma warning disable ORCH4007\n"
                    + """[ProductBlock("")] public sealed partial class P : ProductBlock;"""
            )
        );
}
