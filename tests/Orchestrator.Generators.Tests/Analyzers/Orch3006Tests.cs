using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests.Analyzers;

public sealed class Orch3006Tests
{
    [Theory]
    [InlineData("""[Step("S")] static void S(CancellationToken {|ORCH3006:cancellationToken|}) { }""", "it never uses 'cancellationToken'")]
    [InlineData("""[Step("S")] static (int N, int M) S() => ({|ORCH3006:Task.FromResult(1).Result|}, 1);""", "'.Result'")]
    [InlineData("""[Step("S")] static void S() { {|ORCH3006:Task.CompletedTask.Wait()|}; }""", "'.Wait()'")]
    [InlineData("""[Step("S")] static void S() { {|ORCH3006:Task.WaitAll(Task.CompletedTask)|}; }""", "'Task.WaitAll()'")]
    [InlineData("""[Step("S")] static void S() { {|ORCH3006:Task.FromResult(1).GetAwaiter().GetResult()|}; }""", "'.GetAwaiter().GetResult()'")]
    [InlineData("""[Step("S")] static void S() { {|ORCH3006:new ValueTask<int>(1).GetAwaiter().GetResult()|}; }""", "await the task")]
    public async Task A_step_that_swallows_its_token_or_blocks_is_reported(string members, string mend)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

        Assert.Contains(mend, found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[Step("S")] static async Task S(CancellationToken cancellationToken) => await Task.Delay(1, cancellationToken);""")]
    [InlineData("""[Step("S")] static void S() { }""")]
    [InlineData("""static int NoStep(CancellationToken cancellationToken) => Task.FromResult(1).Result;""")]
    public async Task A_step_that_hands_its_token_on_is_fine(string members) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows("""
            #pragma warning disable ORCH3006
            [Step("S")] static void S(CancellationToken cancellationToken) { }
            """));
}
