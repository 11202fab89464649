using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch4010Tests
{
    [Theory]
    [InlineData("Begin >> Push")]
    [InlineData("Begin >> Push >> StepGroup(\"G\", Begin >> Other)")]
    [InlineData("Begin >> Conditional(static state => state.Get<int>(\"size\") > 1, Push)")]
    public async Task An_answer_that_no_step_takes_is_reported_at_its_property(string chain)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Workflow(chain));

        Assert.Equal(
            "Page 'P' asks for 'Name', but no step of 'modify_a' takes the state key 'name', and the form does not read it. Take it in a "
                + "step, or remove it from the page.",
            Assert.Single(found).GetMessage(null)
        );
    }

    [Fact]
    public async Task A_page_of_two_workflows_is_reported_once_when_neither_takes_the_answer()
    {
        const string Other =
            "[ModifyWorkflow(typeof(A), \"N\", InputForm = nameof(Form), Reconcile = false)] public static StepList MoveA() => Begin >> ";

        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Workflow("Begin >> Push", more: Other + "Push;"));

        Assert.Contains("no step of 'modify_a' and 'move_a' takes", Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
        await AnalyzerTest.VerifyAsync(Sources.Products, AnalyzerTest.Unmark(Workflow("Begin >> Push", more: Other + "Push >> Take;")));
    }

    [Theory]
    [InlineData("Begin >> Push >> Take", "")]
    [InlineData("Begin >> Push >> Misspelt", "")]
    [InlineData("Begin >> Push >> Conditional(static state => state.ContainsKey(\"name\"), Other)", "")]
    [InlineData("Begin >> Push >> Conditional(s_ask, Other)", "static Func<State, bool> s_ask = static state => true;")]
    [InlineData("Begin >> Push >> Whole", "")]
    [InlineData("Begin >> Push >> FocusSteps(\"name\", Other)", "")]
    [InlineData("Computed()", "")]
    [InlineData("Begin >> Push >> TakeOther", "[Step(\"Take other\")] static void TakeOther(B? name) { }")]
    [InlineData("Begin >> Push", "static string Show(P page) => page.Name;")]
    [InlineData("Begin >> Push", "static bool Has(P page) => page is { Name: \"x\" };")]
    public Task An_answer_that_is_taken_or_may_be_is_fine(string chain, string more) =>
        AnalyzerTest.VerifyAsync(
            Sources.Products,
            AnalyzerTest.Unmark(Workflow(chain, more)).Replace(">> Misspelt;", ">> {|ORCH3003:Misspelt|};", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData(OutputKind.DynamicallyLinkedLibrary)]
    [InlineData(OutputKind.ConsoleApplication)]
    public Task A_page_of_a_library_that_others_may_ask_is_fine(OutputKind kind)
    {
        var workflow = Workflow("Begin >> Push", access: "public");
        return AnalyzerTest.VerifyAsync(
            new RunOptions { Kind = kind },
            Sources.Products,
            kind == OutputKind.ConsoleApplication ? workflow : AnalyzerTest.Unmark(workflow)
        );
    }

    [Theory]
    [InlineData("{ var page = await form.AskAsync<P>(); Keep(page); return page; }")]
    [InlineData("{ var page = await form.AskAsync<P>(); Console.WriteLine($\"{page}\"); return page; }")]
    [InlineData("=> await AskInside(form);")]
    public Task A_page_that_the_form_passes_on_is_fine(string form) =>
        AnalyzerTest.VerifyAsync(
            Sources.Products,
            AnalyzerTest
                .Unmark(
                    Workflow(
                        "Begin >> Push",
                        "static void Keep(object page) { } static async Task<P> AskInside(FormSession form) => await form.AskAsync<P>();"
                    )
                )
                .Replace("=> await form.AskAsync<P>(page => page with { Name = \"n\" });", form, StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("[Hidden] public string Name")]
    [InlineData("[System.ComponentModel.ReadOnly(true)] public string Name")]
    public Task What_is_not_asked_is_fine(string property) =>
        AnalyzerTest.VerifyAsync(
            Sources.Products,
            AnalyzerTest.Unmark(Workflow("Begin >> Push")).Replace("public string Name", property, StringComparison.Ordinal)
        );

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            "#pragma warning disable ORCH4010\n" + AnalyzerTest.Unmark(Workflow("Begin >> Push"))
        );

    private static string Workflow(string chain, string more = "", string access = "internal") =>
        Sources.Workflows(
            $$"""
                {{access}} sealed record P : FormPage { public int Size { get; init; } public string {|ORCH4010:Name|} { get; init; } = ""; }
                static async Task<P> Form(FormSession form) => await form.AskAsync<P>(page => page with { Name = "n" });
                [Step("Push")] static void Push(int size) { }
                [Step("Take")] static void Take(string name) { }
                [Step("Other")] static void Other() { }
                [Step("Misspelt")] static void Misspelt(string nam) { }
                [Step("Whole")] static void Whole(State state) => Console.WriteLine(state.Count);
                internal const string Used = nameof(Computed);
                static StepList Computed() { var steps = Begin; return steps >> Push; }
                [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form), Reconcile = false)] public static StepList ModifyA() => {{chain}};
                {{more}}
            """
        );
}
