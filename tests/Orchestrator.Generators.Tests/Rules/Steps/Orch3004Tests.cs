using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch3004Tests
{
    [Theory]
    [InlineData("""[Step("S")] static (string Reporter, int N) {|ORCH3004:S|}() => ("x", 1);""", "writes the state key 'reporter'")]
    [InlineData("""public sealed record R(Guid ProcessId); [Step("S")] static R {|ORCH3004:S|}() => new(Guid.Empty);""", "'process_id'")]
    [InlineData("""[Step("S")] static (int __mine, int N) {|ORCH3004:S|}() => (1, 1);""", "'__mine'")]
    [InlineData(
        """public sealed record Q : FormPage { public string? WorkflowName { get; init; } } [InputStep("I", "NOC")] static async Task<Q> {|ORCH3004:I|}(FormSession form) => await form.AskAsync<Q>();""",
        "Input step 'I'"
    )]
    [InlineData(
        """public sealed record Q : FormPage { public string? WorkflowTarget { get; init; } } static async Task<Q> {|ORCH3004:Form|}(FormSession form) => await form.AskAsync<Q>(); [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin;""",
        "Form 'Form'"
    )]
    [InlineData(
        """public sealed record Q : FormPage { public Guid SubscriptionId { get; init; } } static async Task<Q> {|ORCH3004:Form|}(FormSession form) => await form.AskAsync<Q>(); [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin;""",
        "Form 'Form' writes the state key 'subscription_id'"
    )]
    [InlineData(
        """public sealed record Q : FormPage { public Guid Product { get; init; } } static async Task<Q> {|ORCH3004:Form|}(FormSession form) => await form.AskAsync<Q>(); [Step("M")] static A Make(Guid product) => A.Create(product, "c"); [CreateWorkflow(typeof(A), "C", InputForm = nameof(Form))] public static StepList CreateA() => Begin >> Make >> StoreProcessSubscription;""",
        "Form 'Form' writes the state key 'product'"
    )]
    [InlineData(
        """[Step("S", Removes = {|ORCH3004:new[] { "n", "reporter" }|})] static void S() { }""",
        "Step 'S' removes the state key 'reporter', which is the engine's own. Take it out of Removes."
    )]
    [InlineData("""[RetryStep("S", Removes = {|ORCH3004:["__step_group"]|})] static void S() { }""", "'__step_group'")]
    [InlineData("""[Step("S", Removes = {|ORCH3004:["subscription_id"]|})] static void S() { }""", "'subscription_id'")]
    [InlineData(
        """[Step("S")] static void S(State state) { } static StepList Chain => Begin >> CallbackStep("C", S, S, resultKey: {|ORCH3004:"process_id"|});""",
        "The call 'CallbackStep' writes the state key 'process_id'"
    )]
    [InlineData(
        """const string Key = "__x"; [Step("S")] static void S(State state) { } static StepList Chain => Begin >> CallbackStep("C", S, S, routeKey: {|ORCH3004:Key|});""",
        "'__x'"
    )]
    [InlineData(
        """[Step("S")] static void S() { } static StepList Chain => Begin >> FocusSteps({|ORCH3004:"reporter"|}, Begin >> S);""",
        "'FocusSteps' writes the state key 'reporter'"
    )]
    public async Task A_key_of_the_engines_own_is_reported(string members, string fix)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

        Assert.Contains(fix, found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[Step("S")] static (string ReportedBy, int _n) S() => ("x", 1);""")]
    [InlineData("""[Step("S")] static State S() => State.Empty;""")]
    [InlineData(
        """public sealed record Q : FormPage { public Guid SubscriptionId { get; init; } } static async Task<Q> Form(FormSession form) => await form.AskAsync<Q>(); [Workflow(Target.System, "T", InputForm = nameof(Form))] public static StepList TaskA() => Begin >> Start >> Done;"""
    )]
    [InlineData("""static (string Reporter, int N) NoStep() => ("x", 1);""")]
    [InlineData(
        """[Step("S", Removes = ["reported_by", "subscription"])] static void S(State state) { } static StepList Chain => Begin >> CallbackStep("process_id", S, S, resultKey: "order", routeKey: "_route") >> FocusSteps("part", Begin >> S);"""
    )]
    public async Task Keys_of_the_authors_own_are_fine(string members) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                """
                #pragma warning disable ORCH3004
                [Step("S")] static (string Reporter, int N) S() => ("x", 1);
                """
            )
        );
}
