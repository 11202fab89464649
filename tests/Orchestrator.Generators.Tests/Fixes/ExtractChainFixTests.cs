using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class ExtractChainFixTests
{
    private const string Steps = """
            [Step("One")] static void One() { }
            [Step("Two")] static void Two() { }

        """;

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task The_last_steps_become_a_chain()
    {
        var before = Sources.Workflows(
            Steps
                + """
                    [ModifyWorkflow(typeof(A), "Modify a")]
                    public static StepList ModifyA() =>
                        Begin
                        >> SetStatus(SubscriptionLifecycle.Active)
                        >> One
                        >> Two;
                """
        );
        var after = before.Replace(
            "        >> One\n        >> Two;\n",
            "        >> UpdateAInExternalSystems;\n\n    [ExternalSystemSteps]\n    private static StepList "
                + "UpdateAInExternalSystems => Begin >> One >> Two;\n",
            StringComparison.Ordinal
        );

        await CodeFixTest.VerifyAsync("ORCH2005", [before, Sources.Products], after, Sources.Products);
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task Comments_move_with_the_steps_that_they_are_about()
    {
        var before = Sources.Workflows(
            Steps
                + """
                    [ModifyWorkflow(typeof(A), "Modify a")]
                    public static StepList ModifyA() =>
                        Begin
                        // From here on the world knows.
                        >> One // first
                        // Then the other one.
                        >> Two; // last
                """
        );
        var after = before.Replace(
            "        >> One // first\n        // Then the other one.\n        >> Two; // last\n",
            """
                    >> UpdateAInExternalSystems; // last

                [ExternalSystemSteps]
                private static StepList UpdateAInExternalSystems =>
                    Begin
                    >> One // first
                    // Then the other one.
                    >> Two;

            """,
            StringComparison.Ordinal
        );

        await CodeFixTest.VerifyAsync("ORCH2005", [before, Sources.Products], after, Sources.Products);
    }

    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData(
        "Begin >> (Begin >> SetStatus(SubscriptionLifecycle.Active) >> One >> Two)",
        "Begin >> (Begin >> SetStatus(SubscriptionLifecycle.Active) >> UpdateAInExternalSystems)",
        "Begin >> One >> Two"
    )]
    [InlineData("Begin >> (One) >> Two", "Begin >> UpdateAInExternalSystems", "Begin >> (One) >> Two")]
    public async Task Only_those_steps_move_whatever_the_parentheses(string chain, string expected, string extracted)
    {
        var before = Sources.Workflows(
            $"""{Steps}    [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => {chain};"""
        );
        var after = before.Replace(
            chain + ";",
            $"{expected};\n\n    [ExternalSystemSteps]\n    private static StepList UpdateAInExternalSystems => {extracted};",
            StringComparison.Ordinal
        );

        await CodeFixTest.VerifyAsync("ORCH2005", [before, Sources.Products], after, Sources.Products);
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task A_name_that_is_taken_gets_a_number()
    {
        var before = Sources.Workflows(
            Steps
                + """
                    static int UpdateAInExternalSystems => 1;
                    [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> One;
                """
        );
        var after = before.Replace(
            "Begin >> One;",
            "Begin >> UpdateAInExternalSystems2;\n\n    [ExternalSystemSteps]\n    private static StepList "
                + "UpdateAInExternalSystems2 => Begin >> One;",
            StringComparison.Ordinal
        );

        await CodeFixTest.VerifyAsync("ORCH2005", [before, Sources.Products], after, Sources.Products);
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task What_is_not_imported_is_named_in_full()
    {
        const string Before = """
            namespace App
            {
                static partial class W
                {
                    [Orchestrator.Step("One")] static void One() { }
                    [Orchestrator.ModifyWorkflow(typeof(A), "Modify a")] public static Orchestrator.StepList ModifyA() => Orchestrator.Workflow.Begin >> One;
                }
            }
            """;
        var after = Before.Replace(
            "Begin >> One;",
            "Begin >> UpdateAInExternalSystems;\n\n        [Orchestrator.ExternalSystemSteps]\n        private static "
                + "Orchestrator.StepList UpdateAInExternalSystems => Orchestrator.Workflow.Begin >> One;",
            StringComparison.Ordinal
        );

        await CodeFixTest.VerifyAsync("ORCH2005", [Before, Sources.Products], after, Sources.Products);
    }

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task All_modify_workflows_get_a_chain_of_their_own()
    {
        var before = Sources
            .Workflows(
                Steps
                    + """
                        [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> One;
                        [ModifyWorkflow(typeof(B), "A")] public static StepList A() => Begin >> Two;
                    """
            )
            .Replace("(typeof(A)", "(typeof(App.A)", StringComparison.Ordinal);
        var after = before
            .Replace(
                "Begin >> One;",
                "Begin >> UpdateAInExternalSystems;\n\n    [ExternalSystemSteps]\n    private static StepList "
                    + "UpdateAInExternalSystems => Begin >> One;",
                StringComparison.Ordinal
            )
            .Replace(
                "Begin >> Two;",
                "Begin >> UpdateAInExternalSystems2;\n\n    [ExternalSystemSteps]\n    private static StepList "
                    + "UpdateAInExternalSystems2 => Begin >> Two;",
                StringComparison.Ordinal
            );

        await CodeFixTest.VerifyAllAsync("ORCH2005", [before, Sources.Products], after, Sources.Products);
    }

    [Theory]
    [FixTest(FixTestKind.NotOffered)]
    [InlineData("Begin >> (Begin >> SetStatus(SubscriptionLifecycle.Active) >> One) >> Two")]
    public Task Steps_that_stand_in_two_pairs_of_parentheses_are_left_to_their_author(string chain) =>
        CodeFixTest.VerifyNoneAsync(
            "ORCH2005",
            Sources.Workflows($"""{Steps}    [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => {chain};"""),
            Sources.Products
        );

    [Fact]
    [FixTest(FixTestKind.NotOffered)]
    public Task Steps_that_are_compiled_under_conditions_are_left_to_their_author() =>
        CodeFixTest.VerifyNoneAsync(
            "ORCH2005",
            Sources.Workflows(
                Steps
                    + "    [ModifyWorkflow(typeof(A), \"Modify a\")] public static StepList ModifyA() => Begin >> One\n#if "
                    + "!DEBUG\n>> Two\n#endif\n;"
            ),
            Sources.Products
        );

    [Fact]
    [FixTest(FixTestKind.NotOffered)]
    public Task A_product_that_has_a_reconcile_workflow_gets_no_second_one() =>
        CodeFixTest.VerifyNoneAsync(
            "ORCH2005",
            Sources.Workflows(Steps + """    [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> One;"""),
            Sources.Products,
            Sources.Workflows("""    [ReconcileWorkflow(typeof(A), "R")] public static StepList RepairA() => Begin;""", "Others")
        );
}
