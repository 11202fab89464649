using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>Keys that conditions and steps read from a state by a literal name.</summary>
public sealed class StateReadTests
{
    private const string Common = """
        public sealed record P : FormPage { public int Size { get; init; } public bool Signed { get; init; } }
        static async Task<P> Form(FormSession form) => await form.AskAsync<P>();
        [Step("Push")] static void Push() { }
        [Step("Use")] static void Use(int later) { }
        [Step("Open")] static State Open(State state) => state;
        static bool IsBig(State state) => state.Get<int>("size") > 5;
        static bool IsNamed(State state) => state.Get<string>("name") == "x";

        """;

    [Theory]
    [InlineData(
        "Begin >> Conditional({|ORCH3003:static state => state.Get<bool>(\"named\")|}, Push)",
        "the condition needs the state key 'named'"
    )]
    [InlineData(
        "Begin >> Conditional({|ORCH3003:state => state[\"named\"].GetBoolean()|}, Begin >> Push >> Push)",
        "'named', which nothing"
    )]
    [InlineData("Begin >> Conditional({|ORCH3003:static (State s) => { return s.Get<int>(\"named\") > 1; }|}, Push)", "'named'")]
    [InlineData("Begin >> Conditional({|ORCH3003:IsNamed|}, Push)", "'name'")]
    [InlineData(
        "Begin >> Conditional({|ORCH3003:static state => state.Get<string>(\"size\") == \"\"|}, Push)",
        "'Form' provides it as 'int'; read it"
    )]
    [InlineData("Begin >> Conditional({|ORCH3003:static state => state.Get<bool>(\"sined\")|}, Push)", "did you mean 'signed'?")]
    [InlineData(
        "Begin >> {|ORCH3003:ReadSize|}",
        "needs the state key 'size' as 'Guid', but 'Form' provides it as 'int'; read it as that type"
    )]
    [InlineData(
        "Begin >> Conditional({|ORCH3003:static state => state.ContainsKey(\"size\") && state.Get<string>(\"size\") == \"\"|}, Push)",
        "needs the state key 'size' as 'string', but 'Form' provides it as 'int'; read it as that type"
    )]
    [InlineData(
        "Begin >> Conditional({|ORCH3003:static state => state.ContainsKey(\"size\") ? state.Get<bool>(\"size\") : true|}, Push)",
        "as 'bool'"
    )]
    [InlineData(
        "Begin >> Conditional({|ORCH3003:static s => { if (s.ContainsKey(\"size\")) { return s.Get<bool>(\"size\"); } "
            + "return true; }|}, Push)",
        "as 'bool'"
    )]
    [InlineData("Begin >> {|ORCH3003:Inner|}", "'later'")]
    [InlineData("Begin >> {|ORCH3003:Read|}", "the step 'Read' needs the state key 'later'")]
    [InlineData(
        "Begin >> StepGroup(\"G\", Begin >> Conditional({|ORCH3003:static state => state.Get<bool>(\"named\")|}, Push))",
        "'named'"
    )]
    public async Task A_key_that_is_read_and_that_nothing_gives_is_reported_once_and_where_it_is_read(string chain, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Workflow(chain));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Begin >> Conditional(static state => state.Get<bool>(\"signed\") && state.Get<int>(\"size\") > 1, Push)")]
    [InlineData("Begin >> Conditional(IsBig, Push)")]
    [InlineData("Begin >> Conditional(static state => state.ContainsKey(\"later\") && state.Get<int>(\"later\") > 1, Use)")]
    [InlineData("Begin >> Conditional(static state => !state.TryGetValue(\"later\", out _), Push)")]
    [InlineData("Begin >> Conditional(static state => state.ContainsKey(\"later\") && state.Get<bool>(\"size\"), Push)")]
    [InlineData("Begin >> Conditional(static state => !state.ContainsKey(\"size\") && state.Get<bool>(\"size\"), Push)")]
    [InlineData("Begin >> Conditional(static state => state.ContainsKey(\"size\") ? true : state.Get<bool>(\"size\"), Push)")]
    [InlineData("Begin >> Conditional(static state => state.Get<bool>(\"signed\") && state.Get<int>(\"later\") > 1, Push)")]
    [InlineData("Begin >> Conditional(static state => state.Get<bool>(\"signed\") ? state.Get<bool>(\"later\") : true, Push)")]
    [InlineData("Begin >> Conditional(static state => { state = State.Empty; return state.Get<bool>(\"later\"); }, Push)")]
    [InlineData("Begin >> Open >> Conditional(static state => state.Get<bool>(\"later\"), Push)")]
    [InlineData("Begin >> FocusSteps(\"part\", Begin >> Conditional(static state => state.Get<bool>(\"later\"), Push))")]
    [InlineData("Begin >> Conditional(static state => true, Begin >> Conditional(static state => state.Get<bool>(\"later\"), Push))")]
    [InlineData("Begin >> Conditional(static state => state.Get<string>(\"process\" + \"_id\") == \"\", Push)")]
    public Task A_key_that_is_there_or_that_the_code_can_do_without_is_fine(string chain) =>
        AnalyzerTest.VerifyAsync(Sources.Products, Workflow(chain));

    [Fact]
    public async Task A_condition_of_the_chain_counts_in_the_reconcile_workflow_that_is_emitted()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + """
                    [ExternalSystemSteps] static StepList Chain => Begin >> Conditional(static state => state.Get<bool>("signed"), Push);
                    [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))]
                    public static StepList {|ORCH2006:ModifyA|}() => Begin >> Chain;
                    """
            )
        );

        Assert.Contains("lacks 'signed' (of 'Form', for a condition)", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_of_a_chain_of_another_assembly_counts_too()
    {
        var library = GeneratorTest.Run(
            RunOptions.Default with
            {
                AssemblyName = "Library",
            },
            GeneratorTest.Author(
                """
                namespace Library;
                public static partial class Steps
                {
                    [Step("Push")] internal static void Push() { }
                    public static StepList Chain => Begin >> Conditional(static state => state.Get<bool>("signed"), Push);
                }
                """
            )
        );
        var found = await AnalyzerTest.VerifyAsync(
            RunOptions.Default with
            {
                MoreReferences = [library.ToReference()],
            },
            Sources.Products,
            Sources.Workflows(
                """[ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> {|ORCH3003:Library.Steps.Chain|};"""
            )
        );

        Assert.Contains("the condition needs the state key 'signed'", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_catalogue_lists_what_conditions_and_steps_read()
    {
        var run = GeneratorTest.Run(
            new RunOptions { Properties = new(("OrchestratorCatalogue", "workflows.md")) },
            Sources.Products,
            Workflow("Begin >> Conditional(static state => state.Get<bool>(\"signed\"), Push) >> Read")
        );

        var catalogue = run.File("WorkflowCatalogue.g.cs");
        Assert.Contains("| Push (on a condition) | `signed` |", catalogue, StringComparison.Ordinal);
        Assert.Contains("| Read | `later` |", catalogue, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Begin >> Conditional<A>(static model => model.Description.Length > 1, Push)", "")]
    [InlineData("Begin >> Conditional<SubscriptionModel>(static model => model.InSync, Begin >> Push >> Push)", "")]
    [InlineData("Begin >> Conditional((SubscriptionModel model) => model is B, Conditional<B>(static model => true, Push))", "")]
    [InlineData(
        "Begin >> Conditional<B>({|ORCH3003:static model => true|}, Push)",
        "the condition needs a 'B', but the workflow is for 'A'"
    )]
    public async Task A_condition_on_the_subscription_asks_for_its_product(string chain, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Workflow(chain));

        Assert.Equal(problem.Length > 0, found.Any(diagnostic => diagnostic.GetMessage().Contains(problem, StringComparison.Ordinal)));
    }

    [Fact]
    public Task A_condition_on_the_subscription_needs_nothing_of_the_state_in_a_reconcile_workflow() =>
        AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + """
                    [ExternalSystemSteps] static StepList Chain => Begin >> Conditional<A>(static model => model.Description.Length > 1, Push);
                    [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin >> Chain;
                    """
            )
        );

    private static string Workflow(string chain) =>
        Sources.Workflows(
            Common
                + $$"""
                [Step("Read")] static void Read(State state) { var later = state.Get<int>("later"); }
                [Step("Read size")] static void ReadSize(State state) { var size = state.Get<Guid>("size"); }
                static StepList Inner => Begin >> Conditional(static state => state.Get<int>("later") > 1, Begin >> Use);
                [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form), Reconcile = false)] public static StepList ModifyA() => {{chain}};
                """
        );
}
