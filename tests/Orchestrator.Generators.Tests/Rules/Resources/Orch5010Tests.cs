using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch5010Tests
{
    // Each of the resources describes an object in any case.
    private static readonly string Model = ResourceSources.Model.Replace(
        "public override S? Describe(TModel subscription) => null;",
        "public override S Describe(TModel subscription) => new(1);",
        StringComparison.Ordinal
    );

    [Theory]
    [InlineData("Begin >> Make >> StoreProcessSubscription", "Begin >> Apply<First>()")]
    [InlineData("Begin >> Make >> StoreProcessSubscription >> Apply<Second>()", "Begin >> Apply<First>() >> Apply<Second>()")]
    [InlineData("Begin >> Make >> StoreProcessSubscription >> Log", "Begin >> Apply<First>()")]
    public async Task A_resource_that_only_a_reconcile_would_write_is_reported_at_the_create_workflow(string create, string chain)
    {
        var found = await AnalyzerTest.FindAsync(RunOptions.Default, Model, Workflow(create, chain));

        Assert.Equal(
            "Create workflow 'create_a' does not apply external resource 'First', which 'reconcile_a' applies, so the first reconcile "
                + "creates the object. Run the same steps in 'create_a'.",
            Assert.Single(found, static diagnostic => diagnostic.Id == "ORCH5010").GetMessage(null)
        );
    }

    [Fact]
    public Task A_written_reconcile_workflow_counts() =>
        AnalyzerTest.VerifyAsync(
            Model,
            ResourceSources.Workflows(
                """
                    [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
                    [CreateWorkflow(typeof(A), "C")] public static StepList {|ORCH5010:CreateA|}() => Begin >> Make >> StoreProcessSubscription;
                    [ReconcileWorkflow(typeof(A), "R")] public static StepList RepairA() => Begin >> Apply<First>();
                """
            )
        );

    [Theory]
    [InlineData("Begin >> Make >> StoreProcessSubscription >> Chain", "Begin >> Apply<First>()")]
    [InlineData("Begin >> Make >> StoreProcessSubscription >> Apply<First>()", "Begin >> Apply<First>()")]
    [InlineData("Begin >> Make >> StoreProcessSubscription >> Put", "Begin >> Apply<First>()")]
    [InlineData("Computed()", "Begin >> Apply<First>()")]
    [InlineData(
        "Begin >> Make >> StoreProcessSubscription",
        "Begin >> Conditional<A>(static a => a.SubscriptionId != Guid.Empty, Apply<First>())"
    )]
    [InlineData("Begin >> Make >> StoreProcessSubscription", "Begin >> Apply<Absent>()")]
    [InlineData("Begin >> Make >> StoreProcessSubscription", "Begin >> Log")]
    public async Task What_the_create_workflow_writes_or_may_and_what_need_not_exist_is_fine(string create, string chain) =>
        Assert.DoesNotContain(
            await AnalyzerTest.FindAsync(RunOptions.Default, Model, Workflow(create, chain)),
            static diagnostic => diagnostic.Id == "ORCH5010"
        );

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            Model,
            "#pragma warning disable ORCH5010\n" + Workflow("Begin >> Make >> StoreProcessSubscription", "Begin >> Apply<First>()")
        );

    private static string Workflow(string create, string chain) =>
        ResourceSources.Workflows(
            $$"""
                public interface IClient { Task PutAsync(Guid id, CancellationToken cancellationToken); }
                [ExternalResource("absent")] public sealed partial class Absent : Resource<A> { public override S? Describe(A subscription) => null; }
                [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
                [Step("Put")] static Task Put(A subscription, IClient client, CancellationToken cancellationToken) =>
                    client.PutAsync(subscription.SubscriptionId, cancellationToken);
                public static StepList Computed() { var steps = Begin; return steps >> Make; }
                [ExternalSystemSteps] static StepList Chain => {{chain}};
                [CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => {{create}};
                [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Turn >> Chain;
            """
        );
}
