using System.Globalization;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>ORCH3003: what several steps lack, or several keys that are missing, for one reason is one diagnostic.</summary>
public sealed class Orch3003JoinedTests
{
    private const string Common = """
        public sealed record P : FormPage { public required string Name { get; init; } public required int Size { get; init; } }
        public sealed record Small : FormPage { public required int Size { get; init; } }
        static async Task<Small> AskSmall(FormSession form) => await form.AskAsync<Small>();
        [Step("Set name")] static void SetName(A subscription, string name) { }
        [Step("Set size")] static void SetSize(A subscription, int size) { }
        [Step("Set both")] static void SetBoth(A subscription, string name, int size) { }
        [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
        #pragma warning disable ORCH4003

        """;

    private const string Form = "static async Task<P> AskBoth(FormSession form) => await form.AskAsync<P>(); ";

    [Theory]
    [InlineData(
        "[ModifyWorkflow(typeof(A), \"M\", Reconcile = false)]",
        "{|ORCH3003:SetBoth|}",
        "the step 'SetBoth' needs the state keys 'name' and 'size', which nothing before it provides; the form 'AskBoth' asks for that: "
            + "write 'InputForm = nameof(AskBoth)' in the attribute"
    )]
    [InlineData(
        "[ModifyWorkflow(typeof(A), \"M\", Reconcile = false)]",
        "{|ORCH3003:SetName|} >> SetSize >> SetBoth",
        "the steps 'SetName', 'SetSize' and 'SetBoth' need the state keys 'name' and 'size', which nothing before them provides; the form "
            + "'AskBoth'"
    )]
    [InlineData(
        "[CreateWorkflow(typeof(A), \"C\")]",
        "Make >> StoreProcessSubscription >> {|ORCH3003:SetBoth|}",
        "write 'InputForm = nameof(AskBoth)' in the attribute"
    )]
    [InlineData("[TerminateWorkflow(typeof(A), \"T\")]", "{|ORCH3003:SetSize|}", "nameof(AskSmall)")]
    public async Task A_form_that_a_workflow_does_not_name_is_reported_once(string attribute, string chain, string problem)
    {
        var form = problem.Contains("AskSmall", StringComparison.Ordinal) ? "" : Form;

        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(Common + form + $"{attribute} public static StepList Change() => Begin >> {chain};")
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_form_would_give_is_reported_beside_it()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + Form
                    + """
                    [Step("Other")] static void Other(Guid port, Guid site) { }
                    [ModifyWorkflow(typeof(A), "M", Reconcile = false)]
                    public static StepList Change() => Begin >> {|ORCH3003:SetBoth|} >> {|ORCH3003:Other|};
                    """
            )
        );

        Assert.Contains(
            "the step 'Other' needs the state keys 'port' and 'site', which nothing before it provides; let a step before it or the form "
                + "return them, or give the parameters a default",
            found[1].GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
    }

    /// <summary>ORCH4012 says it of an answer that is dropped.</summary>
    [Fact]
    public async Task The_answers_that_a_form_drops_are_not_missed_as_well() =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + """
                    static async Task AskNothing(FormSession form) => await {|ORCH4012:form.AskAsync<P>()|};
                    [ModifyWorkflow(typeof(A), "M", InputForm = nameof(AskNothing), Reconcile = false)]
                    public static StepList Change() => Begin >> SetName >> SetBoth;
                    """
            )
        );

    [Fact]
    public async Task The_answers_that_a_form_reads_and_does_not_return_are_one()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + """
                    static async Task AskNothing(FormSession form) { var page = await form.AskAsync<P>(); ArgumentNullException.ThrowIfNull(page.Name); }
                    [ModifyWorkflow(typeof(A), "M", InputForm = nameof(AskNothing), Reconcile = false)]
                    public static StepList Change() => Begin >> {|ORCH3003:SetName|} >> SetBoth;
                    """
            )
        );

        Assert.Contains(
            "the steps 'SetName' and 'SetBoth' need the state keys 'name' and 'size', which nothing before them provides: the form "
                + "'AskNothing' asks for that and does not return it; return the page from the form",
            Assert.Single(found).GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(
        "[Step(\"X\")] static void X(int missing) { } [Step(\"Y\")] static void Y(int missing) { }",
        "{|ORCH3003:X|} >> Y",
        "the steps 'X' and 'Y' need the state key 'missing', which nothing before them provides"
    )]
    [InlineData(
        "[Step(\"Give\", Gives = \"amount\")] static int Give() => 1; [Step(\"X\")] static void X(int amuont) { } "
            + "[Step(\"Y\")] static void Y(int amuont) { }",
        "Give >> {|ORCH3003:X|} >> Y",
        "the steps 'X' and 'Y' need the state key 'amuont', which nothing before them provides; did you mean 'amount'?"
    )]
    [InlineData(
        "[Step(\"Give\", Gives = \"amount\")] static int Give() => 1; [Step(\"X\")] static void X(Guid amount) { } "
            + "[Step(\"Y\")] static void Y(Guid amount) { }",
        "Give >> {|ORCH3003:X|} >> Y",
        "the steps 'X' and 'Y' need the state key 'amount' as 'Guid', but 'Give' provides it as 'int'"
    )]
    [InlineData(
        "[Step(\"X\")] static void X(int one) { } [Step(\"Y\")] static void Y(int two) { }",
        "{|ORCH3003:X|} >> {|ORCH3003:Y|}",
        "the step 'X' needs the state key 'one'"
    )]
    public async Task A_key_that_several_steps_lack_is_reported_once_and_another_key_of_another_step_beside_it(
        string members,
        string chain,
        string problem
    )
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common + members + $"[ValidateWorkflow(typeof(A), \"V\")] public static StepList ValidateA() => Begin >> {chain};"
            )
        );

        Assert.Contains(problem, found[0].GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("B prot", "needs a 'B' as 'prot', but the workflow is for 'A'; did you mean 'port'?")]
    [InlineData("B uplink", "needs a 'B' as 'uplink', but the workflow is for 'A'; did you mean 'port'?")]
    [InlineData(
        "A othre",
        "takes the subscription of the workflow as 'othre', because nothing before it provides the state key 'othre'; did"
    )]
    public async Task A_subscription_under_a_name_that_nothing_gives_names_the_only_key_that_has_one(string parameter, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                References
                    + $$"""
                    [Step("Use")] static void Use({{parameter}}) { }
                    {{Modify}} public static StepList Change() => Begin >> {|ORCH3003:Use|};
                    """
            )
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("B port, A other")]
    [InlineData("A subscription, A other")]
    [InlineData("A node")]
    [InlineData("B? uplink")]
    public Task A_subscription_that_is_given_or_that_is_the_workflows_own_is_fine(string parameters) =>
        AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                References
                    + $$"""
                    [Step("Use")] static void Use({{parameters}}) { }
                    {{Modify}} public static StepList Change() => Begin >> Use;
                    """
            )
        );

    [Fact]
    public async Task A_subscription_that_a_step_gives_under_another_name_is_named_too()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                """
                [Step("Split")] static (A Subscription, B NewPort) Split(A subscription, Guid product) => (subscription, B.Create(product, "c"));
                [Step("Use")] static void Use(B uplink) { }
                [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList Change() => Begin >> Split >> {|ORCH3003:Use|};
                """
            )
        );

        Assert.Contains(
            "did you mean 'new_port'?",
            Assert.Single(found).GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
    }

    private const string References = """
        public sealed record Refs : FormPage
        {
            [SubscriptionOf(typeof(B))] public required Guid Port { get; init; }
            [SubscriptionOf(typeof(A))] public required Guid Other { get; init; }
        }
        static async Task<Refs> Ask(FormSession form) => await form.AskAsync<Refs>();

        """;

    private const string Modify = "[ModifyWorkflow(typeof(A), \"M\", InputForm = nameof(Ask), Reconcile = false)]";
}
