using System.Globalization;
using Microsoft.CodeAnalysis.CodeFixes;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class KeepOneReconcileFixTests
{
    private const string Steps = """
            [Step("One")] static void One() { }
            [ExternalSystemSteps] static StepList Chain => Begin >> One;

        """;

    private const string Written =
        """    [ReconcileWorkflow(typeof(A), "Reconcile a")] public static StepList RepairA() => Begin >> Chain;""";

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task A_modify_workflow_gives_no_second_reconcile_workflow()
    {
        var before = Sources.Workflows(
            Steps
                + """
                    [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;

                """
                + Written
        );

        await CodeFixTest.VerifyAsync(
            "ORCH2001",
            [before, Sources.Products],
            before.Replace("\"Modify a\")", "\"Modify a\", Reconcile = false)", StringComparison.Ordinal),
            Sources.Products
        );
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task A_modify_workflow_whose_attribute_has_another_name_here_is_kept()
    {
        var before =
            "using Mod = Orchestrator.ModifyWorkflowAttribute;\n"
            + Sources.Workflows(
                Steps
                    + """
                        [Mod(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;

                    """
                    + Written
            );

        await CodeFixTest.VerifyAsync(
            "ORCH2001",
            [before, Sources.Products],
            before.Replace("\"Modify a\")", "\"Modify a\", Reconcile = false)", StringComparison.Ordinal),
            Sources.Products
        );
    }

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task A_written_one_is_kept_before_all_emitted_ones()
    {
        var before = Sources.Workflows(
            Steps
                + Written
                + """

                    [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;
                    [ModifyWorkflow(typeof(A), "Move a")] public static StepList MoveA() => Begin >> Chain;
                """
        );

        await CodeFixTest.VerifyAllAsync(
            "ORCH2001",
            [before, Sources.Products],
            before
                .Replace("\"Modify a\")", "\"Modify a\", Reconcile = false)", StringComparison.Ordinal)
                .Replace("\"Move a\")", "\"Move a\", Reconcile = false)", StringComparison.Ordinal),
            Sources.Products
        );
    }

    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData("{0}", "")]
    [InlineData("    // ---- reconcile\n\n    /// <summary>Repairs.</summary>\n{0}\n\n", "    // ---- reconcile\n\n")]
    [InlineData("    // ---- reconcile\n{0} // by hand\n", "    // ---- reconcile\n     // by hand\n")]
    public async Task A_written_one_is_removed_and_leaves_the_comments_around_it(string written, string left)
    {
        var before = Sources.Workflows(
            Steps
                + string.Format(CultureInfo.InvariantCulture, written.TrimEnd('\n') == "{0}" ? "{0}\n" : written, Written)
                + """
                    [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;
                """
        );
        var after = Sources.Workflows(
            Steps
                + left
                + """
                    [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;
                """
        );

        await CodeFixTest.VerifyAsync(
            "ORCH2001",
            new ProjectText(before, Sources.Products),
            new ProjectText(after, Sources.Products),
            kind: "one by one: Reconcile"
        );
    }

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task Of_all_that_are_emitted_the_first_is_kept()
    {
        var before = Sources.Workflows(
            Steps
                + """
                    [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;
                    [ModifyWorkflow(typeof(A), "Move a", Reconcile = true)] public static StepList MoveA() => Begin >> Chain;

                """
        );

        await CodeFixTest.VerifyAllAsync(
            "ORCH2001",
            [before, Sources.Products],
            before.Replace("Reconcile = true", "Reconcile = false", StringComparison.Ordinal),
            Sources.Products
        );
    }

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task Every_product_of_a_workflow_of_several_keeps_one()
    {
        var before = Sources.Workflows(
            Steps
                + """
                    [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;
                    [ModifyWorkflow(typeof(A), "Modify both", AlsoFor = new[] { typeof(C) })]
                    public static StepList ModifyBoth() => Begin >> Chain;
                    [ModifyWorkflow(typeof(C), "Modify c")] public static StepList ModifyC() => Begin >> Chain;

                """
        );
        const string More = "namespace App; [Product(\"c\")] public sealed partial class C : SubscriptionModel;";

        await CodeFixTest.VerifyAllAsync(
            "ORCH2001",
            Microsoft.CodeAnalysis.CodeFixes.FixAllScope.Solution,
            [new([before, Sources.Products, GeneratorTest.Author(More)])],
            [
                new([
                    before.Replace("\"Modify c\")", "\"Modify c\", Reconcile = false)", StringComparison.Ordinal),
                    Sources.Products,
                    GeneratorTest.Author(More),
                ]),
            ],
            isComplete: false
        );
    }

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task What_is_written_by_hand_is_kept_before_what_is_emitted()
    {
        var before = Sources.Workflows(
            Steps
                + """
                    [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;

                """
                + Written
                + "\n"
        );

        await CodeFixTest.VerifyAllAsync(
            "ORCH2001",
            [before, Sources.Products],
            before.Replace("\"Modify a\")", "\"Modify a\", Reconcile = false)", StringComparison.Ordinal),
            Sources.Products
        );
    }

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task Of_two_that_are_written_by_hand_no_batch_removes_one()
    {
        var before = Sources.Workflows(
            Steps
                + Written
                + """

                    [ReconcileWorkflow(typeof(A), "Restore a")] public static StepList RestoreA() => Begin >> Chain;
                """
        );

        foreach (var kind in (string[])["Modify", "one by one: Reconcile"])
        {
            await CodeFixTest.VerifyAllAsync(
                "ORCH2001",
                FixAllScope.Solution,
                [new(before, Sources.Products)],
                [new(before, Sources.Products)],
                kind,
                isComplete: false
            );
        }
    }

    [Fact]
    [FixTest(FixTestKind.NotOffered)]
    public Task A_reconcile_workflow_that_is_used_elsewhere_is_not_removed() =>
        CodeFixTest.VerifyNoneAsync(
            "ORCH2001",
            Sources.Workflows(
                Steps
                    + Written
                    + """

                        [ReconcileWorkflow(typeof(A), "Again")] public static StepList AgainA() => Begin >> RepairA() >> Chain;
                        [TerminateWorkflow(typeof(A), "End")] public static StepList EndA() => Begin >> AgainA();
                    """
            ),
            Sources.Products
        );

    [Fact]
    [FixTest(FixTestKind.NotOffered)]
    public Task A_written_one_in_two_parts_is_not_removed() =>
        CodeFixTest.VerifyNoneAsync(
            "ORCH2001",
            new ProjectText(
                Sources.Workflows(
                    Steps
                        + """
                            [ReconcileWorkflow(typeof(A), "Reconcile a")] public static partial StepList RepairA();
                            public static partial StepList RepairA() => Begin >> Chain;
                            [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;
                        """
                ),
                Sources.Products
            ),
            kind: "one by one: Reconcile"
        );
}
