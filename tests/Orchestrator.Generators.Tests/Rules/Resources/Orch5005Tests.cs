using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch5005Tests
{
    [Theory]
    [InlineData("Begin", "'First', which 'modify_a' applies; the object stays in the external system. Add 'Remove<First>()'.")]
    [InlineData("Begin >> Log >> Compare<First>()", "'First', which 'modify_a' applies")]
    [InlineData("Begin >> Remove<Second>()", "'First', which 'modify_a' applies")]
    public async Task A_resource_that_is_applied_and_never_removed_is_reported(string terminate, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(
            ResourceSources.Model,
            Workflows(
                $"""
                    [ExternalSystemSteps] static StepList Chain => Begin >> Apply<First>();
                    [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Chain;
                    [TerminateWorkflow(typeof(A), "T")] public static StepList {"{|ORCH5005:TerminateA|}"}() => {terminate};
                """
            )
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_left_is_named_at_one_workflow_the_last_one_first()
    {
        var found = await AnalyzerTest.VerifyAsync(
            ResourceSources.Model,
            Workflows(
                """
                    [CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> StoreProcessSubscription >> Apply<First>() >> Conditional(static state => true, Begin >> Apply<Second>());
                    [TerminateWorkflow(typeof(A), "T")] public static StepList {|ORCH5005:TerminateA|}() => Begin;
                    [TerminateWorkflow(typeof(A), "U")] public static StepList UndoA() => Begin;
                    [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
                """
            )
        );

        Assert.Equal(
            "Terminate workflow 'terminate_a' does not remove 'First', which 'create_a' applies and 'Second', which 'create_a' "
                + "applies; the object stays in the external system. Add 'Remove<Second>()' and 'Remove<First>()'.",
            Assert.Single(found).GetMessage(null)
        );
    }

    [Fact]
    public Task A_resource_that_one_of_the_products_leaves_is_reported_there() =>
        AnalyzerTest.VerifyAsync(
            ResourceSources.Model,
            Workflows(
                """
                    [ModifyWorkflow(typeof(A), "M", AlsoFor = new[] { typeof(B) }, Reconcile = false)] public static StepList Modify() => Begin >> Apply<Shared>();
                    [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin >> Remove<Shared>();
                    [TerminateWorkflow(typeof(B), "T")] public static StepList {|ORCH5005:TerminateB|}() => Begin;
                """
            )
        );

    [Theory]
    [InlineData("""[TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin >> Remove<First>();""")]
    [InlineData(
        """[TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin >> Clear; static StepList Clear => Begin >> Conditional(static state => true, Begin >> Remove<First>());"""
    )]
    [InlineData(
        """[TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin; [TerminateWorkflow(typeof(A), "U")] public static StepList UndoA() => Begin >> Remove<First>();"""
    )]
    [InlineData("""[TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin >> Chain;""")]
    [InlineData("""[TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() { var steps = Begin; return steps >> Log; }""")]
    [InlineData("""[TerminateWorkflow(typeof(B), "T")] public static StepList TerminateB() => Begin;""")]
    [InlineData("")]
    public async Task A_resource_that_is_removed_or_may_be_is_fine(string terminate) =>
        await AnalyzerTest.VerifyAsync(
            ResourceSources.Model,
            Workflows(
                $"""
                    [ExternalSystemSteps] static StepList Chain => Begin >> Apply<First>();
                    [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Chain;
                    {terminate}
                """
            )
        );

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            ResourceSources.Model,
            "#pragma warning disable ORCH5005\n"
                + Workflows(
                    """
                        [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> Apply<First>();
                        [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin;
                    """
                )
        );

    private static string Workflows(string members) => ResourceSources.Workflows(members);
}
