using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class UseChainFixTests
{
    private const string Steps = """
            [Step("One")] static void One() { }
            [Step("Two")] static void Two() { }
            static StepList Pre => Begin >> One;

        """;

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task Repeated_steps_become_the_chain()
    {
        var before = Sources.Workflows(
            Steps
                + """
                    [ExternalSystemSteps] static StepList Chain => Begin >> One >> Two;

                    [ModifyWorkflow(typeof(A), "Modify a")]
                    public static StepList ModifyA() =>
                        Begin
                        >> SetStatus(SubscriptionLifecycle.Active)
                        >> One
                        >> Two
                        >> SetStatus(SubscriptionLifecycle.Active);
                """
        );
        var after = before.Replace("        >> One\n        >> Two\n", "        >> Chain\n", StringComparison.Ordinal);

        await CodeFixTest.VerifyAsync("ORCH2004", [before, Sources.Products], after, Sources.Products);
    }

    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData("Begin >> One >> Two", "Begin >> (One) >> (Two)", "Begin >> Chain")]
    [InlineData("Begin >> One >> Two", "Begin >> (Begin >> One >> Two) >> One", "Begin >> (Begin >> Chain) >> One")]
    [InlineData("Pre >> Two", "Pre >> Two >> One", "Chain >> One")]
    public async Task They_are_found_however_they_are_written(string chain, string workflow, string expected) =>
        await CodeFixTest.VerifyAsync("ORCH2004", [Source(chain, workflow), Sources.Products], Source(chain, expected), Sources.Products);

    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData(
        "\n        Begin\n        // From here on the world knows.\n        >> One // first\n        /* then */\n        >> Two // "
            + "last\n        >> One",
        "\n        Begin\n        // From here on the world knows.\n        // first\n        /* then */\n        >> Chain // "
            + "last\n        >> One"
    )]
    [InlineData("Begin >> One /* first */ >> Two /* last */", "Begin >> Chain /* last */")]
    public async Task The_comments_between_them_stay(string workflow, string expected)
    {
        var before = Source("Begin >> One >> Two", workflow);
        var after = Source("Begin >> One >> Two", expected);

        await CodeFixTest.VerifyAsync(
            "ORCH2004",
            [before, Sources.Products],
            workflow.Contains('\n')
                ? after
                : after.Replace("    [ModifyWorkflow", "    /* first */\n    [ModifyWorkflow", StringComparison.Ordinal),
            Sources.Products
        );
    }

    [Fact]
    [FixTest(FixTestKind.NotOffered)]
    public Task Steps_that_are_compiled_under_conditions_are_left_to_their_author() =>
        CodeFixTest.VerifyNoneAsync(
            "ORCH2004",
            Source("Begin >> One >> Two", "Begin >> One\n#if !DEBUG\n>> Two\n#endif\n"),
            Sources.Products
        );

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task All_repetitions_become_their_chains()
    {
        var before = Sources.Workflows(
            Steps
                + """
                    [ExternalSystemSteps] static StepList Chain() => Begin >> One >> Two;
                    [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> One >> Two;
                    [ModifyWorkflow(typeof(B), "Modify b")] public static StepList ModifyB() => Begin >> Two >> One >> Two >> Two;
                """
        );
        var after = before
            .Replace("ModifyA() => Begin >> One >> Two;", "ModifyA() => Begin >> Chain();", StringComparison.Ordinal)
            .Replace("Two >> One >> Two >> Two;", "Two >> Chain() >> Two;", StringComparison.Ordinal);

        await CodeFixTest.VerifyAllAsync("ORCH2004", [before, Sources.Products], after, Sources.Products);
    }

    [Fact]
    [FixTest(FixTestKind.NotOffered)]
    public Task Steps_that_stand_in_two_pairs_of_parentheses_are_left_to_their_author() =>
        CodeFixTest.VerifyNoneAsync("ORCH2004", Source("Begin >> One >> Two", "Begin >> (Begin >> One) >> Two"), Sources.Products);

    [Fact]
    [FixTest(FixTestKind.NotOffered)]
    public Task A_product_that_has_a_reconcile_workflow_gets_no_second_one() =>
        CodeFixTest.VerifyNoneAsync(
            "ORCH2004",
            Source("Begin >> One >> Two", "Begin >> One >> Two"),
            Sources.Products,
            Sources.Workflows("""    [ReconcileWorkflow(typeof(A), "R")] public static StepList RepairA() => Begin;""", "Others")
        );

    private static string Source(string chain, string workflow) =>
        Sources.Workflows(
            $"""
            {Steps}    [ExternalSystemSteps] static StepList Chain => {chain};
                [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => {workflow};
            """
        );
}
