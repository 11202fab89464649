using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch1004Tests
{
    [Theory]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M", InputForm = {|ORCH1004:"Missing"|})] public static StepList ModifyA() => Begin;""",
        "class 'Workflows' has no such method"
    )]
    [InlineData(
        """static int Form() => 1; [ModifyWorkflow(typeof(A), "M", InputForm = {|ORCH1004:nameof(Form)|})] public static StepList ModifyA() => Begin;""",
        "does not name its state keys"
    )]
    [InlineData(
        """static int Form => 1; [ModifyWorkflow(typeof(A), "M", InputForm = {|ORCH1004:nameof(Form)|})] public static StepList ModifyA() => Begin;""",
        "it is not a method"
    )]
    [InlineData(
        """[Step("S")] static void S() { } [ModifyWorkflow(typeof(A), "M", InputForm = {|ORCH1004:nameof(S)|})] public static StepList ModifyA() => Begin;""",
        "it is a step"
    )]
    [InlineData(
        """static void F() { } static void F(int n) { } [ModifyWorkflow(typeof(A), "M", InputForm = {|ORCH1004:nameof(F)|})] public static StepList ModifyA() => Begin;""",
        "several members of this name"
    )]
    [InlineData(
        """static void F<T>() { } [ModifyWorkflow(typeof(A), "M", InputForm = {|ORCH1004:nameof(F)|})] public static StepList ModifyA() => Begin;""",
        "it is generic"
    )]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M", Defaults = {|ORCH1004:"Missing"|})] public static StepList ModifyA() => Begin;""",
        "class 'Workflows' has no such method"
    )]
    [InlineData(
        """static void D() { } [ModifyWorkflow(typeof(A), "M", Defaults = {|ORCH1004:nameof(D)|})] public static StepList ModifyA() => Begin;""",
        "it is not marked"
    )]
    [InlineData(
        """[Step("S")] static void S() { } [ValidateWorkflow(typeof(A), "V", Defaults = {|ORCH1004:nameof(S)|})] public static StepList ValidateA() => Begin;""",
        "only a modify workflow has Defaults"
    )]
    [InlineData("""[ModifyWorkflow({|ORCH1004:typeof(string)|}, "M")] public static StepList ModifyA() => Begin;""", "it is not a product")]
    [InlineData(
        """public sealed partial class Unmarked : SubscriptionModel { protected override void Map(Orchestrator.Products.Mapping.ModelMapper mapper) { } } [ModifyWorkflow({|ORCH1004:typeof(Unmarked)|}, "M")] public static StepList ModifyA() => Begin;""",
        "its class is not marked"
    )]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M", AlsoFor = {|ORCH1004:new[] { typeof(int) }|})] public static StepList ModifyA() => Begin;""",
        "AlsoFor 'int'"
    )]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M", Policy = {|ORCH1009:""|})] public static StepList ModifyA() => Begin;""",
        "it names nothing"
    )]
    [InlineData(
        """public sealed record P : FormPage { public int Size { get; init; } } public sealed record Q : FormPage { public int Size { get; init; } } static async Task<(P, Q)> Form(FormSession form) => (await form.AskAsync<P>(), await form.AskAsync<Q>()); [ModifyWorkflow(typeof(A), "M", InputForm = {|ORCH1004:nameof(Form)|})] public static StepList ModifyA() => Begin;""",
        "gives the state key 'size' twice"
    )]
    [InlineData(
        """[{|ORCH1004:Workflow(Target.Modify, "M")|}] public static StepList ModifyIt() => Begin >> Start >> Done;""",
        "Workflow 'modify_it' names no products, but a modify workflow runs on the subscriptions of a product"
    )]
    [InlineData(
        """[Step("S", RetryPolicy = {|ORCH1009:""|})] static void S() { }""",
        "Step 'S' names RetryPolicy '', but it names nothing"
    )]
    [InlineData(
        """[InputStep("S", "NOC", Policy = {|ORCH1009:" "|})] static Task S() => Task.CompletedTask;""",
        "Input step 'S' names Policy ' '"
    )]
    [InlineData("""[{|ORCH1009:InputStep("S", "")|}] static Task S() => Task.CompletedTask;""", "it names no one; write who is to answer")]
    [InlineData(
        """[{|ORCH1009:InputStep("S", "123456789 123456789 123456789 123456789 123456789 1")|}] static Task S() => Task.CompletedTask;""",
        "it is longer than the 50 characters"
    )]
    [InlineData(
        """[Step("S")] static void S() { } [InputStep("I", "NOC")] static Task I() => Task.CompletedTask; static StepList Chain => Begin >> CallbackStep("C", {|ORCH1009:I|}, S);""",
        "'CallbackStep' names action 'I', but it asks a person, and a callback step waits for another system"
    )]
    [InlineData(
        """static StepList Chain => Begin >> StepGroup("G", {|ORCH1009:Begin|});""",
        "'StepGroup' names steps 'Begin', but it has none"
    )]
    [InlineData(
        """static StepList Chain => Begin >> StepGroup({|ORCH1009:""|}, Begin >> SetStatus(SubscriptionLifecycle.Active));""",
        "'StepGroup' names name '', but it is empty"
    )]
    [InlineData(
        """[Step("S")] static void S() { } static StepList Chain => Begin >> FocusSteps({|ORCH1009:""|}, Begin >> S);""",
        "'FocusSteps' names key ''"
    )]
    [InlineData(
        """[Step("S")] static void S(State state) { } static StepList Chain => Begin >> CallbackStep("C", S, S, resultKey: {|ORCH1009:""|});""",
        "'CallbackStep' names resultKey ''"
    )]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M", Policy = "noc", RetryPolicy = {|ORCH1009:" "|})] public static StepList ModifyA() => Begin;""",
        "or remove RetryPolicy"
    )]
    [InlineData(
        """[TerminateWorkflow(typeof(A), "T", Reconcile = {|ORCH1004:false|})] public static StepList TerminateA() => Begin;""",
        "names Reconcile 'false', but it says whether a reconcile workflow is emitted"
    )]
    [InlineData(
        """[ReconcileWorkflow(typeof(A), "R", Reconcile = {|ORCH1004:true|})] public static StepList ReconcileA() => Begin;""",
        "remove Reconcile"
    )]
    [InlineData(
        """[Workflow(Target.Modify, "M", typeof(A), Reconcile = {|ORCH1004:true|})] public static StepList ModifyA() => Begin >> Start >> Done;""",
        "remove Reconcile"
    )]
    [InlineData(
        """[Step("S")] static void S() { } [Workflow(Target.Modify, "M", typeof(A), Defaults = {|ORCH1004:nameof(S)|})] public static StepList ModifyA() => Begin >> Start >> Done;""",
        "none is emitted for a plain workflow"
    )]
    [InlineData(
        """[Workflow(Target.System, "T", AlsoFor = {|ORCH1004:new[] { typeof(A) }|})] public static StepList Tidy() => Begin >> Start >> Done;""",
        "a system workflow runs on no subscription"
    )]
    public async Task What_an_attribute_names_must_be_there_and_have_its_shape(string members, string fix)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

        Assert.Contains(fix, found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "B subscription",
        "[ModifyWorkflow(typeof(A), \"M\", InputForm = {|ORCH1004:nameof(Ask)|}, Reconcile = false)] public static StepList "
            + "ModifyA() => Begin;",
        "its parameter 'subscription' is a 'B', and the workflow runs on 'A'; take what they have in common"
    )]
    [InlineData(
        "A subscription",
        "[ModifyWorkflow(typeof(A), \"M\", AlsoFor = new[] { typeof(B) }, InputForm = {|ORCH1004:nameof(Ask)|}, Reconcile = "
            + "false)] public static StepList ModifyA() => Begin;",
        "the workflow runs on 'B' too"
    )]
    [InlineData(
        "A subscription",
        "[Workflow(Target.System, \"W\", InputForm = {|ORCH1004:nameof(Ask)|})] public static StepList Tidy() => Begin >> Start >> Done;",
        "a system workflow has none while it asks"
    )]
    [InlineData(
        "A subscription",
        "[CreateWorkflow(typeof(A), \"C\", InputForm = {|ORCH1004:nameof(Ask)|})] public static StepList CreateA() => Begin >> "
            + "Make >> StoreProcessSubscription;",
        "it takes the subscription 'subscription', and a create workflow has none while it asks"
    )]
    public async Task A_form_that_takes_a_subscription_which_its_workflow_has_not_is_reported_at_its_name(
        string parameter,
        string workflow,
        string problem
    )
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                #pragma warning disable ORCH4003
                public sealed record Q : FormPage { public int Asked { get; init; } }
                static async Task<Q> Ask(FormSession form, {{parameter}}) => await form.AskAsync<Q>();
                [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
                {{workflow}}
                """
            )
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """public sealed record P : FormPage { public int N { get; init; } } static async Task<P> Form(FormSession form) => await form.AskAsync<P>(); [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin;"""
    )]
    [InlineData(
        """[Step("S")] static void S() { } [ModifyWorkflow(typeof(A), "M", Defaults = nameof(S), Policy = "noc", AlsoFor = new[] { typeof(B) })] public static StepList ModifyA() => Begin;"""
    )]
    [InlineData(
        """[RetryStep("S", FirstDelaySeconds = 0, Backoff = 0.5, MaxAttempts = 0, RetryPolicy = "noc")] static void S() { } [InputStep("I", Assignee.Noc, Policy = "noc")] static Task I() => Task.CompletedTask; static StepList Inner => Begin; static StepList Chain => Begin >> StepGroup("G", Inner) >> FocusSteps("k", Begin);"""
    )]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M", Reconcile = true)] public static StepList ModifyA() => Begin; [Workflow(Target.Validate, "V", typeof(A), AlsoFor = new[] { typeof(B) }, OneAtATime = true)] public static StepList ValidateIt() => Begin >> Start >> Done;"""
    )]
    public async Task What_is_there_and_has_its_shape_is_fine(string members) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                """
                #pragma warning disable ORCH1004
                [ModifyWorkflow(typeof(A), "M", InputForm = "Missing")] public static StepList ModifyA() => Begin;
                """
            )
        );
}
