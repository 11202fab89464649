using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>ORCH3003: which steps have the subscription, and that of which product.</summary>
public sealed class Orch3003SubscriptionTests
{
    [Fact]
    public async Task A_product_of_the_same_name_in_another_namespace_is_another_one()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            GeneratorTest.Author("""namespace Other; [Product("other a")] public sealed partial class A : SubscriptionModel;"""),
            Sources.Workflows(
                """
                [Step("S")] static void S(Other.A subscription) { }
                [Step("Make")] static Other.A Make(Guid product) => Other.A.Create(product, "c");
                [Step("T")] static void T(A subscription) { }
                [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> {|ORCH3003:S|} >> T;
                [ValidateWorkflow(typeof(Other.A), "V")] public static StepList ValidateOther() => Begin >> S >> {|ORCH3003:T|};
                """
            )
        );

        Assert.Contains("needs a 'Other.A', but the workflow is for 'App.A'", found[0].GetMessage(), StringComparison.Ordinal);
        Assert.Contains("needs a 'App.A', but the workflow is for 'Other.A'", found[1].GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_create_workflow_has_no_subscription_before_a_step_returns_one()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                StateKeySources.Common
                    + """
                    [Step("S")] static void S(A subscription, string productName) { }
                    #pragma warning disable ORCH4003
                    [CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> {|ORCH3003:S|} >> Make >> StoreProcessSubscription >> S;
                    """
            )
        );

        Assert.Contains("no step before it has returned one", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_system_workflow_has_no_subscription_and_no_product()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                StateKeySources.Common
                    + """
                    [Step("S")] static void S(Guid product, string reporter) { }
                    [Step("T")] static void T(A subscription) { }
                    [Workflow(Target.System, "W")] public static StepList Tidy() => Begin >> Start >> {|ORCH3003:S|} >> {|ORCH3003:T|} >> Done;
                    """
            )
        );

        Assert.Contains("'product'", found[0].GetMessage(), StringComparison.Ordinal);
        Assert.Contains("no step before it has returned one", found[1].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[ModifyWorkflow(typeof(A), \"M\", AlsoFor = new[] { typeof(B) }, Reconcile = false)]", "Begin >> {|ORCH3003:S|}")]
    [InlineData(
        "[ModifyWorkflow(typeof(B), \"M\", AlsoFor = new[] { typeof(A) }, Reconcile = false)]",
        "Begin >> StepGroup(\"G\", Begin >> {|ORCH3003:S|})"
    )]
    [InlineData("[ValidateWorkflow(typeof(A), \"M\", AlsoFor = new[] { typeof(B) })]", "Begin >> {|ORCH3003:Inner|}")]
    public async Task A_step_that_does_not_take_every_product_of_its_workflow_is_reported(string attribute, string chain)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                [Step("S")] static void S(A subscription) { }
                static StepList Inner => Begin >> S;
                {{attribute}} public static StepList Change() => {{chain}};
                """
            )
        );

        Assert.Contains("needs a 'A', but the workflow is for 'B' too", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "[ModifyWorkflow(typeof(A), \"M\", AlsoFor = new[] { typeof(B) }, Reconcile = false)]",
        "Begin >> Conditional(static state => true, Begin >> S)"
    )]
    [InlineData("[ModifyWorkflow(typeof(A), \"M\", AlsoFor = new[] { typeof(B) }, Reconcile = false)]", "Begin >> Any")]
    [InlineData("[ModifyWorkflow(typeof(A), \"M\", AlsoFor = new[] { typeof(D) }, Reconcile = false)]", "Begin >> S")]
    public async Task A_step_that_takes_them_all_or_may_be_skipped_is_fine(string attribute, string chain) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products.Replace("sealed partial class A", "partial class A", StringComparison.Ordinal),
            Sources.Workflows(
                $$"""
                [Product("d")] public sealed partial class D : A;
                [Step("S")] static void S(A subscription) { }
                [Step("Any")] static void Any(SubscriptionModel subscription) { }
                {{attribute}} public static StepList Change() => {{chain}};
                """
            )
        );

    [Theory]
    [InlineData(
        "[CreateWorkflow(typeof(A), \"C\")]",
        "Begin >> {|ORCH3003:SetStatus(SubscriptionLifecycle.Provisioning)|} >> Make >> StoreProcessSubscription",
        "the step 'SetStatus' needs the subscription"
    )]
    [InlineData(
        "[CreateWorkflow(typeof(A), \"C\")]",
        "Begin >> {|ORCH3003:StoreProcessSubscription|} >> Make",
        "the step 'StoreProcessSubscription' needs the subscription"
    )]
    [InlineData(
        "[Workflow(Target.System, \"W\")]",
        "Begin >> Start >> {|ORCH3003:SetStatus(SubscriptionLifecycle.Active)|} >> Done",
        "no step before it has returned one"
    )]
    [InlineData(
        "[Workflow(Target.Create, \"W\", typeof(A))]",
        "Begin >> Start >> {|ORCH3003:Inner|} >> Make >> StoreProcessSubscription >> Done",
        "'SetStatus'"
    )]
    public async Task A_step_of_the_engine_that_needs_the_subscription_before_there_is_one_is_reported(
        string attribute,
        string chain,
        string problem
    )
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                StateKeySources.Common
                    + $$"""
                    #pragma warning disable ORCH4003
                    static StepList Inner => Begin >> StepGroup("G", Begin >> SetStatus(SubscriptionLifecycle.Active));
                    {{attribute}} public static StepList Change() => {{chain}};
                    """
            )
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "[CreateWorkflow(typeof(A), \"C\")]",
        "Begin >> Make >> StoreProcessSubscription >> SetStatus(SubscriptionLifecycle.Provisioning)"
    )]
    [InlineData("[CreateWorkflow(typeof(A), \"C\")]", "Begin >> Open >> StoreProcessSubscription")]
    [InlineData("[CreateWorkflow(typeof(A), \"C\")]", "Begin >> Find >> StoreProcessSubscription")]
    [InlineData("[ModifyWorkflow(typeof(A), \"M\")]", "Begin >> SetStatus(SubscriptionLifecycle.Active)")]
    [InlineData("[Workflow(Target.Modify, \"W\", typeof(A))]", "Begin >> Start >> StoreProcessSubscription >> Done")]
    public async Task A_step_of_the_engine_after_the_subscription_is_fine(string attribute, string chain) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                StateKeySources.Common
                    + $$"""
                    #pragma warning disable ORCH4003
                    [Step("Find")] static (Guid SubscriptionId, int N) Find() => (Guid.Empty, 1);
                    {{attribute}} public static StepList Change() => {{chain}};
                    """
            )
        );
}
