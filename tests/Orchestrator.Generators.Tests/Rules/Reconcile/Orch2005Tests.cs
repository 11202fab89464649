using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch2005Tests
{
    [Theory]
    [InlineData(
        """[Step("One")] static void One() { } [Step("Two")] static void Two() { } [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH2005:ModifyA|}() => Begin >> SetStatus(SubscriptionLifecycle.Active) >> One >> Two;""",
        "no reconcile workflow is emitted for 'A'"
    )]
    public async Task A_modify_workflow_that_ends_in_steps_without_a_chain_is_shown_how_to_get_one(string members, string fix)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

        Assert.Contains(fix, found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[Step("S")] static A S(A subscription) => subscription; [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> S;"""
    )]
    [InlineData(
        """[Step("One")] static void One() { } [Step("Two")] static void Two() { } [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> One;"""
    )]
    [InlineData(
        """[Step("One")] static void One() { } [Step("Two")] static void Two() { } [ExternalSystemSteps] static StepList Chain => Begin >> One; [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Chain >> Two;"""
    )]
    [InlineData(
        """[Step("One")] static void One() { } [Step("Two")] static void Two() { } static StepList Compute() { return Begin >> One; } [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Compute();"""
    )]
    [InlineData(
        """[TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin >> One; [Step("One")] static void One() { } [Step("Two")] static void Two() { } """
    )]
    public async Task A_modify_workflow_without_external_steps_or_with_a_chain_is_fine(string members) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

    [Fact]
    public async Task A_workflow_without_a_product_is_not_suggested_one() =>
        Assert.DoesNotContain(
            await AnalyzerTest.FindAsync(
                RunOptions.Default,
                Sources.Workflows(
                    """[Step("One")] static void One() { } [ModifyWorkflow(null!, "M")] public static StepList ModifyIt() => Begin >> One;"""
                )
            ),
            static diagnostic => diagnostic.Id == "ORCH2005"
        );

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                """
                [Step("One")] static void One() { } [Step("Two")] static void Two() { }
                #pragma warning disable ORCH2005
                [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> One;
                """
            )
        );
}
