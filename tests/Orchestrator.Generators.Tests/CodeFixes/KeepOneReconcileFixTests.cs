using Orchestrator.Generators.Tests.Analyzers;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests.CodeFixes;

public sealed class KeepOneReconcileFixTests
{
    private const string Steps = """
            [Step("One")] static void One() { }
            [ExternalSystemSteps] static StepList Chain => Begin >> One;

        """;

    private const string Written = """    [ReconcileWorkflow(typeof(A), "Reconcile a")] public static StepList RepairA() => Begin >> Chain;""";

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task A_modify_workflow_gives_no_second_reconcile_workflow()
    {
        var before = Sources.Workflows(Steps + """
                [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;

            """ + Written);

        await CodeFixTest.VerifyAsync("ORCH2001", [before, Sources.Products], before.Replace("\"Modify a\")", "\"Modify a\", Reconcile = false)", StringComparison.Ordinal), Sources.Products);
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task A_modify_workflow_whose_attribute_has_another_name_here_is_kept()
    {
        var before = "using Mod = Orchestrator.ModifyWorkflowAttribute;\n" + Sources.Workflows(Steps + """
                [Mod(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;

            """ + Written);

        await CodeFixTest.VerifyAsync("ORCH2001", [before, Sources.Products], before.Replace("\"Modify a\")", "\"Modify a\", Reconcile = false)", StringComparison.Ordinal), Sources.Products);
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task A_written_one_is_removed()
    {
        var before = Sources.Workflows(Steps + Written + """

                [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;
            """);

        await CodeFixTest.VerifyAsync("ORCH2001", [before, Sources.Products], before.Replace(Written + "\n", "", StringComparison.Ordinal), Sources.Products);
    }

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task Of_all_reconcile_workflows_of_a_product_the_first_is_kept()
    {
        var before = Sources.Workflows(Steps + """
                [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;
                [ModifyWorkflow(typeof(A), "Move a", Reconcile = true)] public static StepList MoveA() => Begin >> Chain;

            """ + Written + "\n");
        var after = before.Replace("Reconcile = true", "Reconcile = false", StringComparison.Ordinal).Replace(Written + "\n", "", StringComparison.Ordinal);

        await CodeFixTest.VerifyAllAsync("ORCH2001", [before, Sources.Products], after, Sources.Products);
    }

    [Fact]
    [FixTest(FixTestKind.NotOffered)]
    public Task A_written_one_in_two_parts_is_left_to_its_author() => CodeFixTest.VerifyNoneAsync(
        "ORCH2001",
        Sources.Workflows(Steps + """
                [ReconcileWorkflow(typeof(A), "Reconcile a")] public static partial StepList RepairA();
                public static partial StepList RepairA() => Begin >> Chain;
                [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;
            """),
        Sources.Products);
}
