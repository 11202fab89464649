using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch3007Tests
{
    [Theory]
    [InlineData(
        """static Task<int> Get() => Task.Delay(1).ContinueWith(static _ => 1); [Step("S")] static (int N, int M) S() => ({|ORCH3007:Get().Result|}, 1);""",
        "'.Result'"
    )]
    [InlineData("""static Task Get() => Task.Delay(1); [Step("S")] static void S() { {|ORCH3007:Get().Wait()|}; }""", "await the task")]
    public async Task It_is_reported_with_what_to_write_instead(string source, string text)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(source));

        Assert.Contains(text, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[Step("S")] static async Task S() { var one = Task.Delay(1); await one; one.Wait(); }""")]
    public async Task What_can_be_used_is_fine(string source) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(source));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                "\n#pragma warning disable ORCH3007\n"
                    + """static Task<int> Get() => Task.Delay(1).ContinueWith(static _ => 1); [Step("S")] static (int N, int M) S() => (Get().Result, 1);"""
            )
        );
}
