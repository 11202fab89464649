using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests.Analyzers;

public sealed class Orch1009Tests
{
    [Theory]
    [InlineData("""[Step("S", RetryPolicy = {|ORCH1009:""|})] static void S() { }""", "it names nothing")]
    [InlineData("""[Step({|ORCH1009:null!|})] static void S() { }""", "write a name")]
    [InlineData("""[InputStep("S", {|ORCH1009:null!|})] static Task S() => Task.CompletedTask;""", "write who is to answer")]
    [InlineData("""[Workflow({|ORCH1009:(Target)99|}, "W")] public static StepList W() => Begin >> Start >> Done;""", "is not one of the targets")]
    [InlineData("""[ValidateWorkflow(typeof(A), {|ORCH1009:null!|})] public static StepList ValidateA() => Begin;""", "write a description")]
    public async Task It_is_reported_with_what_to_write_instead(string source, string text)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(source));

        Assert.Contains(text, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[RetryStep("S", FirstDelaySeconds = 0, Backoff = 0.5, RetryPolicy = "noc")] static void S() { }""")]
    public async Task What_can_be_used_is_fine(string source) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(source));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(Sources.Products, Sources.Workflows("\n#pragma warning disable ORCH1009\n" + """[Step("S", RetryPolicy = "")] static void S() { }"""));
}
