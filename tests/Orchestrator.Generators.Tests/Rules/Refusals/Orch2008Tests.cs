using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch2008Tests
{
    [Theory]
    [InlineData(
        """[ExternalSystemSteps(Workflow = "not a name")] static StepList {|ORCH2008:Chain|} => Begin;""",
        "is not a valid method name"
    )]
    [InlineData(
        """[Step("S")] static void S() { } [ExternalSystemSteps(Workflow = "One")] static StepList First => Begin >> S; [ExternalSystemSteps(Workflow = "Two")] static StepList Second => Begin >> S; [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH2008:ModifyA|}() => Begin >> First >> Second;""",
        "'One' and 'Two'"
    )]
    [InlineData(
        """static int ReconcileA => 1; [Step("S")] static void S() { } [ExternalSystemSteps] static StepList Chain => Begin >> S; [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH2008:ModifyA|}() => Begin >> Chain;""",
        "rename it"
    )]
    public async Task It_is_reported_with_what_to_write_instead(string source, string text)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(source));

        Assert.Contains(text, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[Step("S")] static void S() { } [ExternalSystemSteps(Workflow = "One")] static StepList First => Begin >> S; [ExternalSystemSteps(Workflow = "One")] static StepList Second => Begin >> S; [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> First >> Second;"""
    )]
    public async Task What_can_be_used_is_fine(string source) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(source));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                "\n#pragma warning disable ORCH2008\n"
                    + """[ExternalSystemSteps(Workflow = "not a name")] static StepList Chain => Begin;"""
            )
        );
}
