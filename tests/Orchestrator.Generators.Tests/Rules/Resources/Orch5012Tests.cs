using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch5012Tests
{
    [Theory]
    [InlineData("Begin >> Turn >> {|ORCH5012:Apply<Second>()|} >> Chain", "Begin >> Apply<First>()")]
    [InlineData("Begin >> Turn >> Chain >> {|ORCH5012:Apply<Second>()|}", "Begin >> Apply<First>()")]
    [InlineData("Begin >> Turn >> {|ORCH5012:More|} >> Chain", "Begin >> Apply<First>()")]
    [InlineData("Begin >> StepGroup(\"G\", Begin >> {|ORCH5012:Apply<Second>()|}) >> Chain", "Begin >> Apply<First>()")]
    public async Task A_resource_that_a_modify_workflow_applies_outside_of_its_chain_is_reported(string modify, string chain)
    {
        var found = await AnalyzerTest.VerifyAsync(ResourceSources.Model, Workflows(modify, chain));

        Assert.Equal(
            "Workflow 'modify_a' applies external resource 'Second', but 'reconcile_a' does not: no check compares its object, and no "
                + "reconcile corrects it. Move it into the chain 'Chain'.",
            Assert.Single(found).GetMessage(null)
        );
    }

    [Fact]
    public async Task A_resource_that_only_a_create_workflow_applies_is_reported()
    {
        var found = await AnalyzerTest.VerifyAsync(
            ResourceSources.Model,
            Workflows(
                "Begin >> Turn >> Chain",
                "Begin >> Apply<First>()",
                """
                [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
                [CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> StoreProcessSubscription >> Chain >> {|ORCH5012:Apply<Second>()|};
                """
            )
        );

        Assert.Contains("Apply it in 'Chain' too", Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_written_reconcile_workflow_is_named()
    {
        var found = await AnalyzerTest.VerifyAsync(
            ResourceSources.Model,
            ResourceSources.Workflows(
                Rest
                    + """
                    [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> {|ORCH5012:Apply<Second>()|} >> Turn;
                    [ReconcileWorkflow(typeof(A), "R")] public static StepList RepairA() => Begin >> Apply<First>();
                    """
            )
        );

        Assert.Contains("but 'repair_a' does not", Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
        Assert.Contains("Apply it in 'repair_a' too", found[0].GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Begin >> Turn >> Chain", "Begin >> Apply<First>() >> Apply<Second>()")]
    [InlineData("Begin >> Turn >> Chain >> Other", "Begin >> Apply<First>()")]
    [InlineData(
        "Begin >> Turn >> Chain",
        "Begin >> Apply<First>() >> Conditional(static state => state.ContainsKey(\"x\"), Apply<Second>())"
    )]
    [InlineData("Begin >> Turn >> Remove<Second>() >> Chain", "Begin >> Apply<First>()")]
    [InlineData(
        "Begin >> Turn >> Conditional(static state => state.ContainsKey(\"x\"), Apply<Second>()) >> Chain",
        "Begin >> Apply<First>()"
    )]
    [InlineData("Begin >> Turn >> Apply<Second>() >> Chain", "Computed()")]
    [InlineData("Begin >> Turn >> Apply<Second>() >> Computed()", "Begin >> Apply<First>()")]
    public async Task What_is_reconciled_removed_on_a_condition_or_not_readable_is_fine(string modify, string chain) =>
        Assert.DoesNotContain(
            await AnalyzerTest.FindAsync(RunOptions.Default, ResourceSources.Model, Workflows(modify, chain)),
            static diagnostic => diagnostic.Id == "ORCH5012"
        );

    [Theory]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "N", Reconcile = false)] public static StepList RenameA() => Begin >> Turn >> Apply<Second>();"""
    )]
    [InlineData("""[ModifyWorkflow(typeof(B), "N")] public static StepList ModifyB() => Begin >> Log >> Apply<Shared>();""")]
    public async Task A_workflow_that_opts_out_and_one_whose_product_nothing_reconciles_are_fine(string members) =>
        Assert.DoesNotContain(
            await AnalyzerTest.FindAsync(
                RunOptions.Default,
                ResourceSources.Model,
                Workflows("Begin >> Turn >> Chain", "Begin >> Apply<First>()", members)
            ),
            static diagnostic => diagnostic.Id == "ORCH5012"
        );

    // The plain step may write what the resource is about.
    [Fact]
    public async Task A_create_workflow_beside_a_reconcile_workflow_with_a_plain_step_is_fine() =>
        Assert.DoesNotContain(
            await AnalyzerTest.FindAsync(
                RunOptions.Default,
                ResourceSources.Model,
                Workflows(
                    "Begin >> Turn >> Chain",
                    "Begin >> Put",
                    """
                    [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
                    [CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> StoreProcessSubscription >> Apply<Second>();
                    """
                )
            ),
            static diagnostic => diagnostic.Id == "ORCH5012"
        );

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            ResourceSources.Model,
            "#pragma warning disable ORCH5012\n" + Workflows("Begin >> Turn >> Chain >> Apply<Second>()", "Begin >> Apply<First>()")
        );

    private const string Rest = """
        [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> Compare<First>() >> Compare<Second>();
        [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin >> Remove<Second>() >> Remove<First>();

        """;

    private static string Workflows(string modify, string chain, string more = "") =>
        ResourceSources.Workflows(
            Rest
                + $$"""
                public interface IClient { Task PutAsync(Guid id, CancellationToken cancellationToken); }
                [Step("Put")] static Task Put(A subscription, IClient client, CancellationToken cancellationToken) =>
                    client.PutAsync(subscription.SubscriptionId, cancellationToken);
                static StepList More => Begin >> Apply<Second>();
                public static StepList Computed() { var steps = Begin; return steps >> Log; }
                [ExternalSystemSteps] static StepList Chain => {{chain}};
                [ExternalSystemSteps] static StepList Other => Begin >> Apply<Second>();
                [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => {{modify}};
                {{more}}
                """
        );
}
