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

    [Theory]
    [InlineData("[\"speed=fast\", \"site=new_york\"]", "'fast' is not a valid 'int'")]
    [InlineData("[\"speed=1\", \"site=London\"]", "'London' is not a valid 'Site'")]
    [InlineData("[\"speed=1\"]", "it has no value; write FixedInputs = [\"site=...\"]")]
    [InlineData("[\"speed=1\", \"site=amsterdam\", \"sped=1\"]", "its fixed inputs are 'site', 'speed'")]
    [InlineData("[\"speed=1\", \"site=amsterdam\", \"speed=2\"]", "it is given twice")]
    [InlineData("[\"speed=1\", \"site=amsterdam\", \"speed\"]", "it must be written as \"name=value\"")]
    public async Task The_fixed_inputs_of_a_product_must_be_those_of_its_class(string inputs, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(
            GeneratorTest.Author(
                $$"""namespace App; public enum Site { Amsterdam, NewYork } [{|ORCH4006:Product("p", FixedInputs = {{inputs}})|}] public sealed partial class P : SubscriptionModel { public int Speed { get; set; } public Site Site { get; set; } }"""
            )
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            GeneratorTest.Author(
                "namespace App;\n#pragma warning disable ORCH4006\n"
                    + """[Product("p")] public sealed partial class P : SubscriptionModel { public int Speed { get; set; } }"""
            )
        );
}
