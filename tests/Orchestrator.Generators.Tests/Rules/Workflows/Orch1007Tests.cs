using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch1007Tests
{
    [Theory]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList {|ORCH1007:CreateA|}() => Begin >> Make; [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin; [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin; [Step("Make")] static A Make(Guid product) => A.Create(product, "c");""",
        "write 'StoreProcessSubscription' after 'Make'"
    )]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList {|ORCH1007:CreateA|}() => Begin; [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin; [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin; [Step("Make")] static A Make(Guid product) => A.Create(product, "c");""",
        "no step of it returns a subscription"
    )]
    [InlineData(
        """static StepList Inner => Begin >> Make; [CreateWorkflow(typeof(A), "C")] public static StepList {|ORCH1007:CreateA|}() => Begin >> Inner >> SetStatus(SubscriptionLifecycle.Active); [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin; [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin; [Step("Make")] static A Make(Guid product) => A.Create(product, "c");""",
        "after 'Make'"
    )]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> Conditional(static state => true, Begin >> {|ORCH1007:StoreProcessSubscription|}); [Step("Make")] static A Make(Guid product) => A.Create(product, "c");""",
        "only on a condition; write 'StoreProcessSubscription' outside of 'Conditional', after 'Make'"
    )]
    [InlineData(
        """static StepList Link => Begin >> Conditional(static state => true, Begin >> StoreProcessSubscription); [CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> {|ORCH1007:Link|}; [Step("Make")] static A Make(Guid product) => A.Create(product, "c");""",
        "only on a condition"
    )]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList {|ORCH1007:CreateA|}() => Begin >> Pick >> StoreProcessSubscription; [Step("Pick")] static B Pick(Guid product) => B.Create(product, "c");""",
        "no step of it returns a 'A', so its process would be linked to the subscription that 'Pick' returns, and change that one; "
            + "construct a 'A'"
    )]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList {|ORCH1007:CreateA|}() => Begin >> Pick >> StoreProcessSubscription; [Step("Pick")] static (B Subscription, int Size) Pick(Guid product) => (B.Create(product, "c"), 1);""",
        "no step of it returns a 'A'"
    )]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList {|ORCH1007:CreateA|}() => Begin >> Pick; [Step("Pick")] static B Pick(Guid product) => B.Create(product, "c");""",
        "no step of it returns a 'A'"
    )]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList {|ORCH1007:CreateA|}() => Begin >> Change >> SetStatus(SubscriptionLifecycle.Active); [Step("Change")] static A Change(A subscription) => subscription;""",
        "no step of it makes a subscription, and 'Change' takes one; construct one in a step before it"
    )]
    public async Task A_create_workflow_that_is_not_linked_is_reported_with_the_place_for_the_link(string members, string fix)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

        Assert.Contains(fix, found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> StoreProcessSubscription; [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin; [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin; [Step("Make")] static A Make(Guid product) => A.Create(product, "c");"""
    )]
    [InlineData(
        """static StepList Inner => Begin >> Make >> StoreProcessSubscription; [CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Inner; [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin; [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin; [Step("Make")] static A Make(Guid product) => A.Create(product, "c");"""
    )]
    [InlineData(
        """[Step("Any")] static State Any() => State.Empty; [CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Any; [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin; [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin; [Step("Make")] static A Make(Guid product) => A.Create(product, "c");"""
    )]
    [InlineData(
        """static StepList Compute(StepList list) => list; [CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Compute(Begin >> Make); [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin; [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin; [Step("Make")] static A Make(Guid product) => A.Create(product, "c");"""
    )]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Conditional(static state => true, Begin >> Make >> StoreProcessSubscription); [Step("Make")] static A Make(Guid product) => A.Create(product, "c");"""
    )]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> Conditional(static state => true, Begin >> StoreProcessSubscription) >> StoreProcessSubscription; [Step("Make")] static A Make(Guid product) => A.Create(product, "c");"""
    )]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> Conditional(static state => state.ContainsKey("x"), Begin >> StoreProcessSubscription) >> Conditional(static state => !state.ContainsKey("x"), Begin >> StoreProcessSubscription); [Step("Make")] static A Make(Guid product) => A.Create(product, "c");"""
    )]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> StoreProcessSubscription; [Step("Make")] static (A Subscription, B Other) Make(Guid product) => (A.Create(product, "c"), B.Create(product, "c"));"""
    )]
    [InlineData(
        """[CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> StoreProcessSubscription; [Step("Make")] static SubscriptionModel Make(Guid product) => A.Create(product, "c");"""
    )]
    [InlineData(
        """[Product("wide")] public sealed partial class Wide : Base; public abstract class Base : SubscriptionModel; [CreateWorkflow(typeof(Wide), "C", AlsoFor = new[] { typeof(B) })] public static StepList CreateAny() => Begin >> Make >> StoreProcessSubscription; [Step("Make")] static B Make(Guid product) => B.Create(product, "c");"""
    )]
    public async Task A_create_workflow_that_is_linked_or_cannot_be_read_is_fine(string members) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

    [Theory]
    [InlineData("Begin >> Make", "no 'Start' and no 'Done'")]
    [InlineData("Begin >> Start >> Make", "no 'Done'")]
    [InlineData("Begin >> Make >> Done", "no 'Start'")]
    [InlineData("Begin", "no 'Start' and no 'Done'")]
    [InlineData("Begin >> Start >> Make >> Conditional(static state => true, Begin >> Done)", "no 'Done'")]
    public async Task A_plain_workflow_without_its_first_or_last_step_is_reported(string chain, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                [Step("Make")] static void Make() { }
                [Workflow(Target.System, "T")] public static StepList {|ORCH1007:Tidy|}() => {{chain}};
                """
            )
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Begin >> Start >> Make >> Done")]
    [InlineData("Begin >> Opening >> Make >> Closing")]
    [InlineData("Compute(Begin >> Make)")]
    [InlineData("Begin >> Beginning() >> Make >> Beginning()")]
    public async Task A_plain_workflow_with_both_or_that_cannot_be_read_is_fine(string chain) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                static StepList Opening => Begin >> Start;
                static StepList Closing => Begin >> Done;
                static Step Beginning() => Start;
                static StepList Compute(StepList list) => list;
                [Step("Make")] static void Make() { }
                [Workflow(Target.System, "T")] public static StepList Tidy() => {{chain}};
                """
            )
        );

    [Theory]
    [InlineData("Begin >> {|ORCH1007:Start|} >> Make", "it lists 'Start', which the engine puts around its steps itself; remove it")]
    [InlineData("Begin >> Make >> {|ORCH1007:Done|}", "it lists 'Done'")]
    [InlineData("Begin >> {|ORCH1007:Closing|} >> Make", "it lists 'Done'")]
    [InlineData("Begin >> StepGroup(\"G\", Begin >> {|ORCH1007:Done|}) >> Make", "it lists 'Done'")]
    [InlineData("Begin >> Conditional(static state => true, Begin >> {|ORCH1007:Done|}) >> Make", "it lists 'Done'")]
    public async Task A_workflow_that_is_not_plain_and_lists_its_own_first_or_last_step_is_reported(string chain, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                static StepList Closing => Begin >> Done;
                [Step("Make")] static void Make() { }
                [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => {{chain}};
                """
            )
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_workflow_with_steps_after_its_end_is_reported_at_that_place()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                """
                [Step("Make")] static void Make() { }
                [Workflow(Target.System, "T")] public static StepList Tidy() => Begin >> Start >> {|ORCH1007:Done|} >> Make >> Done;
                [Workflow(Target.System, "T")] public static StepList Early() => Begin >> Start >> Conditional(static state => true, Begin >> Done) >> Make >> Done;
                """
            )
        );

        Assert.Contains(
            "'Done' stands before other steps, which then never run",
            Assert.Single(found).GetMessage(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_plain_workflow_may_begin_and_end_with_chains_of_another_assembly()
    {
        var library = GeneratorTest.Run(
            new RunOptions { AssemblyName = "Library" },
            Sources.Workflows(
                """
                [Step("Make")] static void Make() { }
                public static StepList First => Begin >> Start >> Make;
                public static StepList Last => Begin >> Make >> Done;
                """,
                "Shared"
            )
        );

        await AnalyzerTest.VerifyAsync(
            new RunOptions { MoreReferences = [library.ToReference()] },
            Sources.Workflows(
                """
                [Workflow(Target.System, "T")] public static StepList Tidy() => Begin >> Shared.First >> Shared.Last;
                [Workflow(Target.System, "T")] public static StepList {|ORCH1007:Late|}() => Begin >> Shared.First;
                """
            )
        );
    }

    [Fact]
    public async Task A_plain_reconcile_workflow_takes_no_lock_and_is_reported()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                """
                [Workflow(Target.Reconcile, "R", typeof(A))] public static StepList {|ORCH1007:ReconcileA|}() => Begin >> Start >> Done;
                """
            )
        );

        Assert.Contains("[ReconcileWorkflow(...)]", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                """
                #pragma warning disable ORCH1007
                [CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin;
                [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin; [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin; [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
                """
            )
        );
}
