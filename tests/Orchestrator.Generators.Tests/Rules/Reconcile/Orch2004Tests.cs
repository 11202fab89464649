using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch2004Tests
{
    [Theory]
    [InlineData(
        """[Step("One")] static void One() { } [Step("Two")] static void Two() { } [ExternalSystemSteps] static StepList Chain => Begin >> One >> Two; [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> SetStatus(SubscriptionLifecycle.Active) >> {|ORCH2004:One|} >> Two;""",
        "Write '>> Chain' in their place"
    )]
    [InlineData(
        """[Step("One")] static void One() { } [Step("Two")] static void Two() { } [ExternalSystemSteps] static StepList Chain() => Begin >> Two; [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> One >> {|ORCH2004:Two|};""",
        "repeats the steps of the chain 'Chain'"
    )]
    [InlineData(
        """[Step("One")] static void One() { } [Step("Two")] static void Two() { } [ExternalSystemSteps] static StepList Chain => Begin >> One >> Two; [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> StepGroup("G", Begin >> {|ORCH2004:One|} >> Two);""",
        "Write '>> Chain' in their place"
    )]
    [InlineData(
        """internal static partial class Other { [Step("One")] internal static void One() { } [Step("Two")] internal static void Two() { } [ExternalSystemSteps] internal static StepList Chain() => Begin >> One >> Two; } [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> {|ORCH2004:Other.One|} >> Other.Two;""",
        "Write '>> Workflows.Other.Chain' in their place"
    )]
    public async Task A_copy_of_a_chain_is_reported_with_the_chain_to_use(string members, string fix)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

        Assert.Contains(fix, found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[Step("One")] static void One() { } [Step("Two")] static void Two() { } [ExternalSystemSteps] static StepList Chain => Begin >> One >> Two; [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Chain;"""
    )]
    [InlineData(
        """[Step("One")] static void One() { } [Step("Two")] static void Two() { } [ExternalSystemSteps] static StepList Chain => Begin >> One >> Two; [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> One >> Two;"""
    )]
    [InlineData(
        """[Step("One")] static void One() { } [Step("Two")] static void Two() { } [ExternalSystemSteps] static StepList Chain => Begin >> One >> Two; [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Two >> One >> SetStatus(SubscriptionLifecycle.Active);"""
    )]
    [InlineData(
        """[Step("One")] static void One() { } [Step("Two")] static void Two() { } [ExternalSystemSteps] static StepList Chain => Begin >> One >> Two; [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> StepGroup("G", Begin >> One) >> StepGroup("G", Begin >> Two) >> SetStatus(SubscriptionLifecycle.Active);"""
    )]
    [InlineData(
        """[Step("One")] static void One(string callbackRoute = "") { } [ExternalSystemSteps] static StepList Chain => Begin >> One; [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Conditional(static state => true, Begin >> One) >> FocusSteps("k", Begin >> One) >> CallbackStep("C", One, One) >> SetStatus(SubscriptionLifecycle.Active);"""
    )]
    [InlineData(
        """internal static partial class Other { [Step("One")] internal static void One() { } [ExternalSystemSteps] private static StepList Chain => Begin >> One; } [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Other.One >> SetStatus(SubscriptionLifecycle.Active);"""
    )]
    public async Task A_use_of_the_chain_and_other_steps_are_fine(string members) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                """
                [Step("One")] static void One() { } [Step("Two")] static void Two() { }
                [ExternalSystemSteps] static StepList Chain => Begin >> One;
                #pragma warning disable ORCH2004
                [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> One;
                """
            )
        );
}
