using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch2003Tests
{
    [Theory]
    [InlineData(
        """[ExternalSystemSteps] static StepList Chain => Begin >> {|ORCH2003:SetStatus(SubscriptionLifecycle.Active)|};""",
        "The chain 'Chain' must not change"
    )]
    [InlineData(
        """[Step("S")] static A S(A subscription) => subscription; [ExternalSystemSteps] static StepList Chain => Begin >> {|ORCH2003:S|};""",
        "its step 'S' returns the subscription"
    )]
    [InlineData(
        """[Step("S")] static async Task<(A Subscription, int N)> S(A subscription) { await Task.Yield(); return (subscription, 1); } [ExternalSystemSteps] static StepList Chain() => Begin >> {|ORCH2003:S|};""",
        "its step 'S' returns the subscription"
    )]
    [InlineData(
        """static StepList Inner => Begin >> SetStatus(SubscriptionLifecycle.Active); [ExternalSystemSteps] static StepList Chain => Begin >> {|ORCH2003:Inner|};""",
        "it sets the subscription"
    )]
    [InlineData(
        """[ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Begin >> {|ORCH2003:SetStatus(SubscriptionLifecycle.Active)|};""",
        "Reconcile workflow 'reconcile_a'"
    )]
    [InlineData(
        """static StepList Compute(StepList list) => list; [ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Compute(Begin) >> {|ORCH2003:SetStatus(SubscriptionLifecycle.Active)|};""",
        "Reconcile workflow 'reconcile_a'"
    )]
    [InlineData(
        """[Step("S")] static A S(A subscription) => subscription; [ExternalSystemSteps] static StepList Chain => Begin >> StepGroup("G", Begin >> {|ORCH2003:S|});""",
        "its step 'S' returns the subscription"
    )]
    [InlineData(
        """[Step("S")] static A S(A subscription) => subscription; [Step("T")] static void T(string callbackRoute) { } [ExternalSystemSteps] static StepList Chain => Begin >> CallbackStep("C", T, {|ORCH2003:S|});""",
        "its step 'S' returns the subscription"
    )]
    public async Task A_change_of_the_subscription_is_reported_in_what_a_reconcile_runs(string members, string fix)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

        Assert.Contains(fix, found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[Step("S")] static (int N, bool Done) S(A subscription) => (1, true); [ExternalSystemSteps] static StepList Chain => Begin >> S; [ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Begin >> S;"""
    )]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> SetStatus(SubscriptionLifecycle.Active);"""
    )]
    [InlineData("""[Step("S")] static State S() => State.Empty; [ExternalSystemSteps] static StepList Chain => Begin >> S;""")]
    public async Task What_changes_nothing_and_what_no_reconcile_runs_is_fine(string members) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

    [Theory]
    [InlineData("[Step(\"D\")] static A D(A subscription) => subscription;")]
    [InlineData("[Step(\"D\")] static (A Subscription, int N) D(A subscription) => (subscription, 1);")]
    public async Task A_Defaults_step_that_returns_the_subscription_is_part_of_the_emitted_reconcile_and_is_reported(string step)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                {{step}}
                [Step("S")] static void S() { }
                [ExternalSystemSteps] static StepList Chain => Begin >> S;
                [ModifyWorkflow(typeof(A), "M", Defaults = {|ORCH2003:nameof(D)|})] public static StepList ModifyA() => Begin >> Chain;
                """
            )
        );

        Assert.StartsWith(
            "Reconcile workflow 'reconcile_a', which is emitted from 'modify_a', must not change the subscription in the core "
                + "database, but its step 'D' returns the subscription",
            Assert.Single(found).GetMessage(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("(int N, bool Done)", "(1, true)", "")]
    [InlineData("A", "subscription", ", Reconcile = false")]
    public async Task A_Defaults_step_that_changes_nothing_or_that_no_reconcile_runs_is_fine(string result, string value, string more) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                [Step("D")] static {{result}} D(A subscription) => {{value}};
                [Step("S")] static void S() { }
                [ExternalSystemSteps] static StepList Chain => Begin >> S;
                [ModifyWorkflow(typeof(A), "M", Defaults = nameof(D){{more}})] public static StepList ModifyA() => Begin >> Chain;
                """
            )
        );

    [Fact]
    public async Task A_marked_chain_is_judged_once_where_it_is_declared() =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                """
                [ExternalSystemSteps] static StepList Chain => Begin >> {|ORCH2003:SetStatus(SubscriptionLifecycle.Active)|};
                [ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Begin >> Chain;
                """
            )
        );

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                """
                #pragma warning disable ORCH2003
                [ExternalSystemSteps] static StepList Chain => Begin >> SetStatus(SubscriptionLifecycle.Active);
                """
            )
        );
}
