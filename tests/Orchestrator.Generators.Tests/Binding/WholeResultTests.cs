using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>A result that is one value, under the key that <c>Gives</c> names.</summary>
public sealed class WholeResultTests
{
    [Theory]
    [InlineData("int Do() => 7;", "7")]
    [InlineData("Task<string> Do() => Task.FromResult(\"x\");", "\"x\"")]
    [InlineData("ValueTask<Guid> Do() => new(Guid.Empty);", "\"00000000-0000-0000-0000-000000000000\"")]
    [InlineData("int? Do() => null;", "null")]
    [InlineData("string? Do() => null;", "null")]
    [InlineData("System.Collections.Generic.List<int> Do() => [1, 2];", "[1,2]")]
    [InlineData("Point Do() => new(1, 2);", """{"x":1,"y":2}""")]
    public async Task The_whole_result_is_the_value_of_the_key(string method, string json)
    {
        using var loaded = GeneratorTest
            .Run(
                Sources.Products,
                Sources.Workflows($"""public sealed record Point(int X, int Y); [Step("S", Gives = "serial")] static {method}""")
            )
            .Load();

        var output = await loaded.RunStepAsync("App.Workflows", "Do", new TestStepCall());

        Assert.Equal($$"""{"serial":{{json}}}""", output.State.ToJson());
    }

    [Fact]
    public async Task The_key_is_there_for_the_steps_after_it_with_its_type()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                """
                [Step("Count", Gives = "serial")] static int Count() => 1;
                [Step("Use")] static void Use(int serial) { }
                [Step("Read")] static void Read(string serial) { }
                [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> Count >> Use >> {|ORCH3003:Read|};
                """
            )
        );

        Assert.Contains("'Count' provides it as 'int'", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[Step("S", Gives = {|ORCH1009:"n"|})] static void S() { }""", "remove Gives")]
    [InlineData("""[Step("S", Gives = {|ORCH1009:"n"|})] static Task S() => Task.CompletedTask;""", "remove Gives")]
    [InlineData("""[Step("S", Gives = {|ORCH1009:"n"|})] static A S(A subscription) => subscription;""", "remove Gives")]
    [InlineData("""[Step("S", Gives = {|ORCH1009:"n"|})] static State S() => State.Empty;""", "remove Gives")]
    [InlineData("""[RetryStep("S", Gives = {|ORCH1009:" "|})] static int S() => 1;""", "it is empty")]
    [InlineData("""[Step("S", Gives = "reporter")] static int {|ORCH3004:S|}() => 1;""", "'reporter'")]
    public async Task A_key_without_a_value_and_one_that_cannot_be_are_reported(string step, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(step));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }
}
