using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests.Analyzers;

public sealed class Orch3003Tests
{
    private const string Common = """
        public sealed record P : FormPage { public int Size { get; init; } public string? Note { get; init; } }
        static async Task<P> Form(FormSession form) => await form.AskAsync<P>();
        [Step("Give")] static (int Given, bool Done) Give() => (1, true);
        [Step("Open")] static State Open() => State.Empty;
        [Step("Make")] static A Make(Guid product) => A.Create(product, "c");

        """;

    [Theory]
    [InlineData("""[Step("S")] static void S(int other) { }""", "Begin >> Give >> {|ORCH3003:S|}", "the state key 'other', which nothing before it provides")]
    [InlineData("""[Step("S")] static void S(int given) { }""", "Begin >> {|ORCH3003:S|} >> Give", "'given'")]
    [InlineData("""[Step("S")] static void S(string given) { }""", "Begin >> Give >> {|ORCH3003:S|}", "as 'string', but 'Give' provides it as 'int'")]
    [InlineData("""[Step("S")] static void S(List<int> given) { }""", "Begin >> Give >> {|ORCH3003:S|}", "as 'List<int>'")]
    [InlineData("""[Step("S")] static void S(string note) { }""", "Begin >> {|ORCH3003:S|}", "'Form' may provide null")]
    [InlineData("""[Step("S")] static void S(bool size = true) { }""", "Begin >> {|ORCH3003:S|}", "'Form' provides it as 'int'")]
    [InlineData("""[Step("S")] static void S(B subscription) { }""", "Begin >> {|ORCH3003:S|}", "needs a 'B', but the workflow is for 'A'")]
    [InlineData("""[Step("S")] static void S(int version, string missing) { } static StepList Inner => Begin >> S;""", "Begin >> {|ORCH3003:Inner|}", "'missing'")]
    [InlineData("""[Step("S")] static void S(int missing) { }""", "Begin >> Conditional(static state => true, Begin >> Give >> {|ORCH3003:S|})", "'missing'")]
    [InlineData("""[Step("S")] static void S(string missing) { } static StepList Inner => Begin >> S;""", "Begin >> Conditional(steps: {|ORCH3003:Inner|}, condition: static state => true)", "'missing'")]
    [InlineData("""[InputStep("S", "NOC")] static async Task<P> S(FormSession form, int missing) => await form.AskAsync<P>();""", "Begin >> {|ORCH3003:S|}", "'missing'")]
    [InlineData("""[Step("S")] static void S(int missing) { }""", "Begin >> StepGroup(\"G\", Begin >> Give >> {|ORCH3003:S|})", "'missing'")]
    [InlineData("""[Step("S")] static void S(string missing) { } [Step("T")] static void T(P order) { }""", "Begin >> CallbackStep(\"C\", {|ORCH3003:S|}, T, resultKey: \"order\")", "'missing'")]
    [InlineData("""[Step("S")] static void S(P order) { } [Step("T")] static void T(P order) { }""", "Begin >> CallbackStep(\"C\", {|ORCH3003:S|}, T, resultKey: \"order\")", "'order'")]
    [InlineData("""[Step("S")] static void S(int callbackRoute) { } [Step("T")] static void T() { }""", "Begin >> CallbackStep(\"C\", {|ORCH3003:S|}, T)", "as 'int', but a callback step provides it as 'string'")]
    [InlineData("""[RetryStep("S")] static void S(int missing) { }""", "Begin >> {|ORCH3003:S|}", "'missing'")]
    public async Task A_key_that_is_missing_or_does_not_fit_is_reported_where_the_step_comes_in(string step, string chain, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(Common + step + $"""
            [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form), Reconcile = false)] public static StepList ModifyA() => {chain};
            """));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[Step("S")] static void S(int given, long size, string? note, Guid subscriptionId, string customerId, int version, Guid product, string reporter) { }""", "Begin >> Give >> S")]
    [InlineData("""[Step("S")] static void S(int other = 1, string? missing = null) { }""", "Begin >> S")]
    [InlineData("""[Step("S")] static void S(int anything) { }""", "Begin >> Open >> S")]
    [InlineData("""[Step("S")] static void S(A subscription, A? another, SubscriptionModel any) { }""", "Begin >> S")]
    [InlineData("""[Step("S")] static void S(B port) { } [Step("T")] static (Guid Port, int N) T() => (Guid.Empty, 1);""", "Begin >> T >> S")]
    [InlineData("""[Step("S")] static void S(int missing) { } static StepList Compute(StepList list) => list;""", "Begin >> Compute(Begin) >> S")]
    [InlineData("""[Step("S")] static void S(decimal given, object done) { }""", "Begin >> Give >> S")]
    [InlineData("""[Step("S")] static void S(int anything) { } static StepList Inner => Begin >> S;""", "Begin >> FocusSteps(\"part\", Begin >> S >> Inner)")]
    [InlineData("""[Step("S")] static void S(int given) { }""", "Begin >> Conditional(static state => true, Begin >> Give) >> ObsoleteStep(\"x\") >> S")]
    [InlineData("""[Step("S")] static void S(int given) { }""", "Begin >> StepGroup(\"G\", Begin >> Give) >> S")]
    [InlineData("""[Step("S")] static void S(string callbackRoute) { } [Step("T")] static void T(P callbackResult) { }""", "Begin >> CallbackStep(\"C\", S, T) >> T")]
    [InlineData("""[Step("S")] static void S(string route) { } [Step("T")] static void T(P order, string callbackRoute = "") { }""", "Begin >> CallbackStep(\"C\", validate: T, action: S, routeKey: \"route\", resultKey: \"order\")")]
    [InlineData("""static string Key => "k"; [Step("S")] static void S() { } [Step("T")] static void T(P anything) { }""", "Begin >> CallbackStep(\"C\", S, T, resultKey: Key)")]
    public async Task A_key_that_is_there_or_may_be_is_fine(string step, string chain) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(Common + step + $"""
            [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form), Reconcile = false)] public static StepList ModifyA() => {chain};
            """));

    [Fact]
    public async Task A_create_workflow_has_no_subscription_before_a_step_returns_one()
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(Common + """
            [Step("S")] static void S(A subscription, string productName) { }
            #pragma warning disable ORCH4003
            [CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> {|ORCH3003:S|} >> Make >> StoreProcessSubscription >> S;
            """));

        Assert.Contains("no step before it has returned one", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows("""
            [Step("S")] static void S(int missing) { }
            #pragma warning disable ORCH3003
            [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> S;
            """));

    [Fact]
    public async Task A_plain_system_workflow_has_no_subscription_and_no_product()
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(Common + """
            [Step("S")] static void S(Guid product, string reporter) { }
            [Step("T")] static void T(A subscription) { }
            [Workflow(Target.System, "W")] public static StepList Tidy() => Begin >> Start >> {|ORCH3003:S|} >> {|ORCH3003:T|} >> Done;
            """));

        Assert.Contains("'product'", found[0].GetMessage(), StringComparison.Ordinal);
        Assert.Contains("no step before it has returned one", found[1].GetMessage(), StringComparison.Ordinal);
    }
}
