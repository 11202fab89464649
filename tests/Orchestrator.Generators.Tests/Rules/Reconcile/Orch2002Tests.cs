using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch2002Tests
{
    private const string Common = """
        public sealed record Page : FormPage { public int Size { get; init; } }
        static async Task<Page> Ask(FormSession form) => await form.AskAsync<Page>();
        [InputStep("Confirm", Assignee.Noc)] static async Task<Page> Confirm(FormSession form) => await form.AskAsync<Page>();
        [Step("S")] static void S(string callbackRoute = "") { }

        """;

    [Fact]
    public async Task An_input_form_on_a_reconcile_workflow_is_reported_with_workflow_product_and_fix()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + """
                    [ReconcileWorkflow(typeof(A), "R", {|ORCH2002:InputForm = nameof(Ask)|})] public static StepList ReconcileA() => Begin >> S;
                    """
            )
        );

        Assert.Equal(
            "Reconcile workflow 'reconcile_a' of product 'A' must not ask for input, but it declares the input form 'Ask'. Remove "
                + "InputForm; values that only a form would give can come from a step that is named by Defaults on the modify workflow.",
            Assert.Single(found).GetMessage()
        );
    }

    [Fact]
    public async Task An_input_step_in_a_written_reconcile_workflow_is_reported() =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + """
                    [ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Begin >> S >> {|ORCH2002:Confirm|};
                    """
            )
        );

    [Theory]
    [InlineData("StepGroup(\"G\", Begin >> S >> {|ORCH2002:Confirm|})")]
    [InlineData("Conditional(static state => true, Begin >> StepGroup(\"G\", Begin >> {|ORCH2002:Confirm|}))")]
    public async Task An_input_step_in_a_group_or_condition_is_reported(string operand) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + $$"""
                    [ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Begin >> {{operand}};
                    """
            )
        );

    [Fact]
    public async Task A_callback_step_waits_for_a_system_and_is_fine() =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + """
                    [ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Begin >> CallbackStep("C", S, S);
                    """
            )
        );

    [Fact]
    public async Task An_input_step_in_a_nested_chain_of_an_emitted_reconcile_workflow_is_reported_where_it_stands()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + """
                    static StepList Inner => Begin >> {|ORCH2002:Confirm|} >> S;
                    [ExternalSystemSteps] static StepList Chain => Begin >> S >> Inner;
                    [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;
                    """
            )
        );

        Assert.Contains(
            "'reconcile_a' of product 'A' must not ask for input, but it runs the input step 'Confirm'",
            Assert.Single(found).GetMessage(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_input_step_is_found_inside_conditions_and_on_parts_of_the_state() =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + """
                    [ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() =>
                        Begin >> Conditional(static state => true, Begin >> S >> FocusSteps("part", Begin >> {|ORCH2002:Confirm|}));
                    """
            )
        );

    [Theory]
    [InlineData("""[ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Begin >> S;""")]
    [InlineData("""[ReconcileWorkflow(typeof(A), "R", InputForm = null)] public static StepList ReconcileA() => Begin >> S;""")]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M", InputForm = nameof(Ask), Reconcile = false)] public static StepList ModifyA() => Begin >> Confirm >> S;"""
    )]
    [InlineData(
        """[ExternalSystemSteps] static StepList Chain => Begin >> S; [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Confirm >> Chain;"""
    )]
    [InlineData(
        """static StepList Computed(bool asks) => asks ? Begin >> Confirm : Begin; [ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Computed(false) >> S;"""
    )]
    public async Task A_reconcile_workflow_that_asks_nothing_is_fine_and_one_that_is_computed_is_not_judged(string member) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(Common + member));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + """
                    #pragma warning disable ORCH2002
                    [ReconcileWorkflow(typeof(A), "R", InputForm = nameof(Ask))] public static StepList ReconcileA() => Begin >> Confirm;
                    """
            )
        );

    [Fact]
    public async Task Generated_code_is_left_alone() =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            "// <auto-generated/>\n#nullable enable\n"
                + Sources.Workflows(
                    Common
                        + """
                        [ReconcileWorkflow(typeof(A), "R", InputForm = nameof(Ask))] public static StepList ReconcileA() => Begin >> Confirm;
                        """
                )
        );
}
