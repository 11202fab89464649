using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch3008Tests
{
    [Theory]
    [InlineData("""[Step("S")] static int {|ORCH3008:S|}() => 1;""", "a tuple with named elements")]
    [InlineData("""[Step("S")] static (int NrmId, int nrmId) {|ORCH3008:S|}() => (1, 2);""", "twice")]
    [InlineData(
        """public sealed record R(int A) { [Obsolete("no", true)] public int B => 1; } [Step("S")] static R {|ORCH3008:S|}() => new(1);""",
        "'B' cannot be read, because [Obsolete]"
    )]
    [InlineData(
        """public sealed class Later { public int Size { get; set; } public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() => default; } [Step("S")] static Later {|ORCH3008:S|}() => new();""",
        "only Task and ValueTask"
    )]
    public async Task It_is_reported_with_what_to_write_instead(string source, string text)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(source));

        Assert.Contains(text, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[Step("S")] static (int A, int B) S() => (1, 2);""")]
    [InlineData("""[Step("S")] static ValueTask<(int A, int B)> S() => new((1, 2));""")]
    public async Task What_can_be_used_is_fine(string source) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(source));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows("\n#pragma warning disable ORCH3008\n" + """[Step("S")] static int S() => 1;""")
        );
}
