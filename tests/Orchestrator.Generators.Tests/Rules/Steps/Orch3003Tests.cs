using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch3003Tests
{
    [Theory]
    [InlineData(
        """[Step("S")] static void S(int other) { }""",
        "Begin >> Give >> {|ORCH3003:S|}",
        "the state key 'other', which nothing before it provides"
    )]
    [InlineData("""[Step("S")] static void S(int given) { }""", "Begin >> {|ORCH3003:S|} >> Give", "'given'")]
    [InlineData(
        """[Step("S")] static void S(int gievn = 5) { }""",
        "Begin >> Give >> {|ORCH3003:S|}",
        "takes the state key 'gievn', which nothing before it provides, so that it always gets the default; did you mean 'given', which no "
            + "step takes?"
    )]
    [InlineData("""[Step("S")] static void S(string? noote) { }""", "Begin >> {|ORCH3003:S|}", "did you mean 'note'")]
    [InlineData(
        """[Step("S")] static void S(string given) { }""",
        "Begin >> Give >> {|ORCH3003:S|}",
        "as 'string', but 'Give' provides it as 'int'"
    )]
    [InlineData("""[Step("S")] static void S(List<int> given) { }""", "Begin >> Give >> {|ORCH3003:S|}", "as 'List<int>'")]
    [InlineData("""[Step("S")] static void S(string note) { }""", "Begin >> {|ORCH3003:S|}", "'Form' may provide null")]
    [InlineData("""[Step("S")] static void S(bool size = true) { }""", "Begin >> {|ORCH3003:S|}", "'Form' provides it as 'int'")]
    [InlineData("""[Step("S")] static void S(B subscription) { }""", "Begin >> {|ORCH3003:S|}", "needs a 'B', but the workflow is for 'A'")]
    [InlineData(
        """[Step("S")] static void S(int version, string missing) { } static StepList Inner => Begin >> S;""",
        "Begin >> {|ORCH3003:Inner|}",
        "'missing'"
    )]
    [InlineData(
        """[Step("S")] static void S(int missing) { }""",
        "Begin >> Conditional(static state => true, Begin >> Give >> {|ORCH3003:S|})",
        "'missing'"
    )]
    [InlineData(
        """[Step("S")] static void S(string missing) { } static StepList Inner => Begin >> S;""",
        "Begin >> Conditional(steps: {|ORCH3003:Inner|}, condition: static state => true)",
        "'missing'"
    )]
    [InlineData(
        """[InputStep("S", "NOC")] static async Task<P> S(FormSession form, int missing) => await form.AskAsync<P>();""",
        "Begin >> {|ORCH3003:S|}",
        "'missing'"
    )]
    [InlineData(
        """[Step("S")] static void S(int missing) { }""",
        "Begin >> StepGroup(\"G\", Begin >> Give >> {|ORCH3003:S|})",
        "'missing'"
    )]
    [InlineData(
        """[Step("S")] static void S(string missing, string callbackRoute) { } [Step("T")] static void T(P order) { }""",
        "Begin >> CallbackStep(\"C\", {|ORCH3003:S|}, T, resultKey: \"order\")",
        "'missing'"
    )]
    [InlineData(
        """[Step("S")] static void S(P order, string callbackRoute) { } [Step("T")] static void T(P order) { }""",
        "Begin >> CallbackStep(\"C\", {|ORCH3003:S|}, T, resultKey: \"order\")",
        "'order'"
    )]
    [InlineData(
        """[Step("S")] static void S(int callbackRoute) { } [Step("T")] static void T() { }""",
        "Begin >> CallbackStep(\"C\", {|ORCH3003:S|}, T)",
        "as 'int', but a callback step provides it as 'string'"
    )]
    [InlineData(
        """[Step("S")] static void S(int part) { }""",
        "Begin >> FocusSteps(\"part\", Begin >> Give) >> {|ORCH3003:S|}",
        "'FocusSteps' provides it as 'object'; take that type"
    )]
    [InlineData(
        """[Step("S")] static void S(P other) { }""",
        "Begin >> FocusSteps(\"part\", Begin >> FocusSteps(\"other\", Begin >> Give)) >> {|ORCH3003:S|}",
        "'other'"
    )]
    [InlineData(
        """[Step("S")] static void S(B subscription) { }""",
        "Begin >> Conditional(static state => true, Begin >> {|ORCH3003:S|})",
        "the workflow is for 'A'; take what they have in common"
    )]
    [InlineData("""[RetryStep("S")] static void S(int missing) { }""", "Begin >> {|ORCH3003:S|}", "'missing'")]
    public async Task A_key_that_is_missing_or_does_not_fit_is_reported_where_the_step_comes_in(string step, string chain, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                StateKeySources.Common
                    + step
                    + $"""
                    [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form), Reconcile = false)] public static StepList ModifyA() => {chain};
                    """
            )
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[Step("S")] static void S(int given, long size, string? note, Guid subscriptionId, string customerId, int version, Guid product, string reporter) { }""",
        "Begin >> Give >> S"
    )]
    [InlineData("""[Step("S")] static void S(int other = 1, string? missing = null) { }""", "Begin >> S")]
    [InlineData("""[Step("S")] static void S(int anything) { }""", "Begin >> Open >> S")]
    [InlineData("""[Step("S")] static void S(A subscription, A? another, SubscriptionModel any) { }""", "Begin >> S")]
    [InlineData(
        """[Step("S")] static void S(B port) { } [Step("T")] static (Guid Port, int N) T() => (Guid.Empty, 1);""",
        "Begin >> T >> S"
    )]
    [InlineData(
        """[Step("S")] static void S(int missing) { } static StepList Compute(StepList list) => list;""",
        "Begin >> Compute(Begin) >> S"
    )]
    [InlineData("""[Step("S")] static void S(decimal given, object done) { }""", "Begin >> Give >> S")]
    [InlineData(
        """[Step("S")] static void S(int anything) { } static StepList Inner => Begin >> S;""",
        "Begin >> FocusSteps(\"part\", Begin >> S >> Inner)"
    )]
    [InlineData(
        """[Step("S")] static void S(int given) { }""",
        "Begin >> Give >> Conditional(static state => true, Begin >> Give) >> ObsoleteStep(\"x\") >> S"
    )]
    [InlineData("""[Step("S")] static void S(int given) { }""", "Begin >> StepGroup(\"G\", Begin >> Give) >> S")]
    [InlineData("""[Step("S")] static void S(P part) { }""", "Begin >> FocusSteps(\"part\", Begin >> Give) >> S")]
    [InlineData(
        """[Step("S")] static void S(P part) { }""",
        "Begin >> StepGroup(\"G\", Begin >> FocusSteps(\"part\", Begin >> FocusSteps(\"deeper\", Begin >> Give))) >> S"
    )]
    [InlineData(
        """[Step("S")] static void S(P part) { } static StepList Inner => Begin >> Give;""",
        "Begin >> FocusSteps(key: \"part\", steps: Inner) >> S"
    )]
    [InlineData("""[Step("S")] static void S(P part) { } static string Key => "part";""", "Begin >> FocusSteps(Key, Begin >> Give) >> S")]
    [InlineData("""[Step("S")] static void S(B subscription, B port) { }""", "Begin >> Open >> S")]
    [InlineData(
        """[Step("S")] static void S(B subscription) { } [Step("T")] static B T(B? other, Guid product) => other ?? B.Create(product, "c");""",
        "Begin >> T >> S"
    )]
    [InlineData(
        """[Step("S")] static void S(string callbackRoute) { } [Step("T")] static void T(P callbackResult) { }""",
        "Begin >> CallbackStep(\"C\", S, T) >> T"
    )]
    [InlineData(
        """[Step("S")] static void S(string route) { } [Step("T")] static void T(P order, string callbackRoute = "") { }""",
        "Begin >> CallbackStep(\"C\", validate: T, action: S, routeKey: \"route\", resultKey: \"order\")"
    )]
    [InlineData(
        """static string Key => "k"; [Step("S")] static void S(string callbackRoute) { } [Step("T")] static void T(P anything) { }""",
        "Begin >> CallbackStep(\"C\", S, T, resultKey: Key)"
    )]
    [InlineData("""[Step("S")] static void S(int gievn = 5) { } [Step("T")] static void T(int given) { }""", "Begin >> Give >> S >> T")]
    [InlineData("""[Step("S")] static void S(int gievn = 5) { } [Step("T")] static void T(State state) { }""", "Begin >> Give >> S >> T")]
    [InlineData(
        """[Step("S")] static void S(int gievn = 5) { }""",
        "Begin >> Give >> Conditional(static state => state.Get<int>(\"given\") > 1, S)"
    )]
    [InlineData("""[Step("S")] static void S(string gievn = "") { }""", "Begin >> Give >> S")]
    [InlineData("""[Step("S")] static void S(int givens = 5) { }""", "Begin >> Give >> S")]
    [InlineData("""[Step("S")] static void S(int gievn = 5) { }""", "Begin >> Give >> Open >> S")]
    [InlineData("""[Step("S")] static void S(string? reportr, int versionn = 1) { }""", "Begin >> S")]
    public async Task A_key_that_is_there_or_may_be_is_fine(string step, string chain) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                StateKeySources.Common
                    + step
                    + $"""
                    [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form), Reconcile = false)] public static StepList ModifyA() => {chain};
                    """
            )
        );

    [Theory]
    [InlineData("Begin >> Give >> Forget >> {|ORCH3003:Use|}")]
    [InlineData("Begin >> Open >> Give >> Forget >> {|ORCH3003:Use|}")]
    [InlineData("Begin >> Give >> StepGroup(\"G\", Begin >> Forget) >> Conditional(static state => true, Begin >> {|ORCH3003:Use|})")]
    public async Task A_key_that_a_step_before_has_removed_is_reported_with_that_step(string chain)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                StateKeySources.Common
                    + $$"""
                    [RetryStep("Forget", Removes = new[] { "given", "never_there" })] static void Forget(int given) { }
                    [Step("Use")] static void Use(int given) { }
                    [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => {{chain}};
                    """
            )
        );

        Assert.Contains(
            "the step 'Use' needs the state key 'given', which 'Forget' has removed; put the step before it",
            Assert.Single(found).GetMessage(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Begin >> Give >> Use >> Forget")]
    [InlineData("Begin >> Give >> Forget >> Give >> Use")]
    [InlineData("Begin >> Give >> Forget >> Open >> Use")]
    [InlineData("Begin >> Give >> Conditional(static state => true, Begin >> Forget) >> Use")]
    [InlineData("Begin >> Give >> FocusSteps(\"part\", Begin >> Give >> Forget) >> Use")]
    [InlineData("Begin >> Give >> Replace >> Use")]
    public async Task A_key_that_is_given_again_or_may_not_have_been_removed_is_fine(string chain) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                StateKeySources.Common
                    + $$"""
                    [Step("Forget", Removes = ["given"])] static void Forget(int given) { }
                    [Step("Replace", Removes = ["given"])] static (int Given, int N) Replace(int given) => (given, 1);
                    [Step("Use")] static void Use(int given) { }
                    [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => {{chain}};
                    """
            )
        );

    [Fact]
    public async Task A_value_that_is_given_and_then_asked_of_the_services_is_reported()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                """
                public interface IAnswer;
                public sealed record Answer(string Text, int Code) : IAnswer;
                public interface INrm;
                [Step("Ask")] static (Answer Answer, string Nrm) Ask(INrm nrm) => (new("x", 1), "x");
                [Step("Use")] static void Use(IAnswer answer) { }
                [Step("Serve")] static void Serve([FromServices] IAnswer answer, INrm nrm) { }
                [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> Ask >> {|ORCH3003:Use|} >> Serve;
                [ValidateWorkflow(typeof(B), "V")] public static StepList ValidateB() => Begin >> Use;
                """
            )
        );

        Assert.Contains(
            "takes 'answer' from the services, because a 'IAnswer' cannot be read from the state, where 'Ask' puts one under that name",
            Assert.Single(found).GetMessage(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("string name")]
    [InlineData("int name")]
    [InlineData("Guid name")]
    [InlineData("DateTime name")]
    [InlineData("DayOfWeek name")]
    [InlineData("Kind name")]
    [InlineData("System.Net.IPAddress name")]
    [InlineData("List<string> name")]
    public async Task Of_a_plain_value_nothing_is_said_about_services(string parameter)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                [System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter))]
                public enum Kind { One }
                [Step("S")] static void S({{parameter}}) { }
                [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> {|ORCH3003:S|};
                """
            )
        );

        Assert.DoesNotContain("service", Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                """
                [Step("S")] static void S(int missing) { }
                #pragma warning disable ORCH3003
                [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> S;
                """
            )
        );

    [Theory]
    [InlineData(
        "int missing",
        "[ModifyWorkflow(typeof(A), \"M\", InputForm = {|ORCH3003:nameof(Ask)|}, Reconcile = false)] public static StepList "
            + "ModifyA() => Begin;",
        "the form 'Ask' needs the state key 'missing', which the first page does not give"
    )]
    [InlineData(
        "Names names",
        "public sealed class Names; [ModifyWorkflow(typeof(A), \"M\", InputForm = {|ORCH3003:nameof(Ask)|}, Reconcile = false)] public "
            + "static StepList ModifyA() => Begin;",
        "or give the parameter a default; if it is a service, mark it [FromServices] or take its interface"
    )]
    [InlineData(
        "Guid subscriptionId",
        "[Workflow(Target.System, \"W\", InputForm = {|ORCH3003:nameof(Ask)|})] public static StepList Tidy() => Begin >> Start >> Done;",
        "'subscription_id'"
    )]
    [InlineData(
        "bool version",
        "[ValidateWorkflow(typeof(A), \"V\", InputForm = {|ORCH3003:nameof(Ask)|})] public static StepList ValidateA() => Begin;",
        "as 'bool', but the engine provides it as 'int'"
    )]
    public async Task A_form_that_needs_what_no_first_page_gives_is_reported_at_its_name(string parameter, string workflow, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                public sealed record Q : FormPage { public int Asked { get; init; } }
                static async Task<Q> Ask(FormSession form, {{parameter}}) => await form.AskAsync<Q>();
                {{workflow}}
                """
            )
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "A subscription, Guid subscriptionId, string customerId, int version, Guid product, string reporter",
        "ModifyWorkflow",
        "ModifyA() => Begin"
    )]
    [InlineData(
        "Guid product, string productName, int other = 1",
        "CreateWorkflow",
        "CreateA() => Begin >> Make >> StoreProcessSubscription"
    )]
    [InlineData("SubscriptionModel subscription, A? another", "TerminateWorkflow", "TerminateA() => Begin")]
    public async Task A_form_that_takes_what_the_first_page_gives_is_fine(string parameters, string attribute, string workflow) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                #pragma warning disable ORCH4003
                public sealed record Q : FormPage { public int Asked { get; init; } }
                static async Task<Q> Ask(FormSession form, {{parameters}}) => await form.AskAsync<Q>();
                [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
                [{{attribute}}(typeof(A), "W", InputForm = nameof(Ask))] public static StepList {{workflow}};
                """
            )
        );
}
