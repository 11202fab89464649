using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch1010Tests
{
    [Theory]
    [InlineData("""private static partial class Inner { [Step("S")] static void {|ORCH1010:S|}() { } }""", "hidden from the registry")]
    [InlineData(
        """internal static partial class Inner { class OrchestratorBindings; [Step("S")] static void {|ORCH1010:S|}() { } }""",
        "rename it"
    )]
    [InlineData(
        """[Obsolete("no", true)] internal static partial class Inner { [Step("S")] static void {|ORCH1010:S|}() { } }""",
        "[Obsolete] makes its use an error"
    )]
    [InlineData("""static void M() { Inner(); [Step("S")] static void {|ORCH1010:Inner|}() { } }""", "make it a method of the class")]
    [InlineData("""static readonly Action A = {|ORCH1010:[Step("S")] static () => { }|};""", "[Step] 'lambda expression' cannot")]
    public async Task It_is_reported_with_what_to_write_instead(string source, string text)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(source));

        Assert.Contains(text, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""internal static partial class Inner { [Step("S")] static void S() { } }""")]
    [InlineData("""[Obsolete] internal static partial class Inner { [Step("S")] static void S() { } }""")]
    public async Task What_can_be_used_is_fine(string source) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(source));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                "\n#pragma warning disable ORCH1010\n" + """private static partial class Inner { [Step("S")] static void S() { } }"""
            )
        );
}
