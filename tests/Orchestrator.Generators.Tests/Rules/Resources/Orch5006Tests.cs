using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch5006Tests
{
    [Theory]
    [InlineData("Begin >> Apply<First>() >> {|ORCH5006:Apply<First>()|}")]
    [InlineData("Begin >> Apply<First>() >> Log >> Apply<Second>() >> {|ORCH5006:Workflow.Apply<First>()|}")]
    [InlineData("Begin >> Chain >> {|ORCH5006:Apply<First>()|}")]
    [InlineData("Begin >> Apply<First>() >> {|ORCH5006:Chain|}")]
    [InlineData("Begin >> StepGroup(\"G\", Begin >> Apply<First>()) >> {|ORCH5006:Apply<First>()|}")]
    [InlineData("Begin >> Apply<First>() >> {|ORCH5006:Apply<First>()|} >> {|ORCH5006:Apply<First>()|}")]
    public async Task A_second_apply_of_what_cannot_have_changed_is_reported(string chain)
    {
        var found = await AnalyzerTest.VerifyAsync(ResourceSources.Model, Workflow(chain));

        Assert.All(
            found,
            static diagnostic =>
                Assert.Equal(
                    "Workflow 'modify_a' applies external resource 'First' a second time, although nothing in between can change "
                        + "what is desired. Remove one of the steps.",
                    diagnostic.GetMessage(null)
                )
        );
    }

    [Fact]
    public async Task Two_chains_that_the_modify_workflow_keeps_apart_follow_each_other_in_the_reconcile_workflow()
    {
        var found = await AnalyzerTest.VerifyAsync(
            ResourceSources.Model,
            ResourceSources.Workflows(
                """
                    [ExternalSystemSteps] static StepList Chain => Begin >> Apply<First>();
                    [ExternalSystemSteps] static StepList Again => Begin >> Apply<First>();
                    [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH5006:ModifyA|}() => Begin >> Chain >> Turn >> Again;
                """
            )
        );

        Assert.StartsWith("Workflow 'reconcile_a' applies", Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Begin >> Apply<First>() >> Apply<Second>()")]
    [InlineData("Begin >> Apply<First>() >> Turn >> Apply<First>()")]
    [InlineData("Begin >> Apply<First>() >> SetStatus(SubscriptionLifecycle.Active) >> Apply<First>()")]
    [InlineData("Begin >> Apply<First>() >> Compute >> Apply<First>()")]
    [InlineData("Begin >> Apply<First>() >> Remove<First>() >> Apply<First>()")]
    [InlineData("Begin >> Apply<First>() >> Compare<First>()")]
    [InlineData(
        "Begin >> Conditional(static state => state.ContainsKey(\"x\"), Begin >> Apply<First>()) >> Conditional(static state => "
            + "true, Begin >> Apply<First>())"
    )]
    [InlineData("Begin >> FocusSteps(\"part\", Begin >> Apply<First>()) >> FocusSteps(\"other\", Begin >> Apply<First>())")]
    [InlineData("Begin >> Computed() >> Apply<First>() >> Apply<First>()")]
    public async Task What_is_desired_again_or_may_be_is_fine(string chain) =>
        await AnalyzerTest.VerifyAsync(ResourceSources.Model, Workflow(chain));

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            ResourceSources.Model,
            "#pragma warning disable ORCH5006\n"
                + Workflow("Begin >> Apply<First>() >> Apply<First>()").Replace("{|ORCH5006:", "", StringComparison.Ordinal)
        );

    private static string Workflow(string chain) =>
        ResourceSources.Workflows(
            $$"""
                static StepList Chain => Begin >> Apply<First>();
                public static StepList Computed() { var steps = Begin; return steps >> Log; }
                [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => {{chain}};
            """
        );
}
