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

    /// <summary>Whatever is wrong, the message is about all of them.</summary>
    [Theory]
    [InlineData(
        "[Step(\"X\")] static void X(int amuont = 1) { } [Step(\"Y\")] static void Y(int amuont = 1) { }",
        "Give >> {|ORCH3003:X|} >> Y",
        "the steps 'X' and 'Y' take the state key 'amuont', which nothing before them provides, so that they always get the default; did"
    )]
    [InlineData(
        "[Step(\"Remove\", Removes = [\"amount\"])] static void Remove() { } "
            + "[Step(\"X\")] static void X(int amount) { } [Step(\"Y\")] static void Y(int amount) { }",
        "Give >> Remove >> {|ORCH3003:X|} >> Y",
        "the steps 'X' and 'Y' need the state key 'amount', which 'Remove' has removed; put the steps before it, or remove"
    )]
    [InlineData(
        "[Step(\"X\")] static void X(int missing) { } [Step(\"Y\")] static void Y(int missing) { }",
        "{|ORCH3003:X|} >> Y",
        "the steps 'X' and 'Y' need the state key 'missing', which nothing before them provides; let a step before them or the form "
            + "return it, or give the parameters a default"
    )]
    [InlineData(
        "[Step(\"Maybe\", Gives = \"note\")] static string? Maybe() => null; "
            + "[Step(\"X\")] static void X(string note) { } [Step(\"Y\")] static void Y(string note) { }",
        "Maybe >> {|ORCH3003:X|} >> Y",
        "the steps 'X' and 'Y' need the state key 'note', but 'Maybe' may provide null; make the parameters nullable, or give them "
            + "a default"
    )]
    public async Task A_message_about_several_steps_is_in_the_plural(string members, string chain, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + "[Step(\"Give\", Gives = \"amount\")] static int Give() => 1; "
                    + members
                    + $"[ValidateWorkflow(typeof(A), \"V\")] public static StepList ValidateA() => Begin >> {chain};"
            )
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_of_one_name_are_different_steps_and_are_named_with_their_classes()
    {
        const string classes = """
            public static partial class First
            {
                [Step("Put")] internal static void Put(int one) { }
                [Step("Add")] internal static void Add(int same) { }
            }
            public static partial class Second
            {
                [Step("Put two")] internal static void Put(int two) { }
                [Step("Add again")] internal static void Add(int same) { }
            }

            """;

        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                classes
                    + """
                    [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() =>
                        Begin >> {|ORCH3003:First.Put|} >> {|ORCH3003:Second.Put|} >> {|ORCH3003:First.Add|} >> Second.Add;
                    """
            )
        );

        string[] messages = [.. found.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture))];
        Assert.Contains("the step 'Put' needs the state key 'one'", messages[0], StringComparison.Ordinal);
        Assert.Contains("the step 'Put' needs the state key 'two'", messages[1], StringComparison.Ordinal);
        Assert.Contains(
            "the steps 'Workflows.First.Add' and 'Workflows.Second.Add' need the state key 'same'",
            messages[2],
            StringComparison.Ordinal
        );
    }

    /// <summary>What it would ask is of another workflow, or it could not run there.</summary>
    [Theory]
    [InlineData(
        "[CreateWorkflow(typeof(A), \"C\", InputForm = nameof(Ask))] public static StepList CreateA() => "
            + "Begin >> Make >> StoreProcessSubscription >> Set;",
        "FormSession form, Guid product"
    )]
    [InlineData("", "FormSession form, string productName")]
    [InlineData("", "FormSession form, B port")]
    public async Task A_form_that_another_workflow_names_or_that_takes_what_this_one_lacks_is_not_advised(string other, string parameters)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                public sealed record P : FormPage { public required int Mtu { get; init; } }
                static async Task<P> Ask({{parameters}}) => await form.AskAsync<P>();
                [Step("Set")] static void Set(A subscription, int mtu) { }
                [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
                {{other}}
                [ModifyWorkflow(typeof(A), "M", Reconcile = false)]
                public static StepList Change() => Begin >> {|ORCH3003:Set|};
                """
            )
        );

        Assert.Contains(
            "the state key 'mtu', which nothing before it provides; let a step before it or the form return it",
            Assert.Single(found).GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_dropped_answer_hides_no_other_one()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + """
                    public sealed record Named : FormPage { public required string Name { get; init; } }
                    static async Task AskTwo(FormSession form)
                    {
                        await {|ORCH4012:form.AskAsync<Named>()|};
                        var page = await form.AskAsync<Small>();
                        ArgumentOutOfRangeException.ThrowIfZero(page.Size);
                    }
                    [ModifyWorkflow(typeof(A), "M", InputForm = nameof(AskTwo), Reconcile = false)]
                    public static StepList Change() => Begin >> SetName >> {|ORCH3003:SetSize|};
                    """
            )
        );

        Assert.Contains(
            "the step 'SetSize' needs the state key 'size', which nothing before it provides: the form 'AskTwo' asks for that and does",
            found[^1].GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
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
