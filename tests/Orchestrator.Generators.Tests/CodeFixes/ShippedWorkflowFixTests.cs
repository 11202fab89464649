using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeFixes;
using Orchestrator.Generators.Tests.Analyzers;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests.CodeFixes;

public sealed class ShippedWorkflowFixTests
{
    private const string Steps = """
            [Step("One")] static void One() { }
            [Step("Two")] static void Two() { }
            [Step("Three")] static void Three() { }
            static StepList Pre => Begin >> One;

        """;

    private const string Shipped = """
        modify_a: Workflows.One "One"
        modify_a: orchestrator.set_status.active "Set subscription to 'active'"
        modify_a: Workflows.Two "Two"

        """;

    private const string TwoShipped = Shipped + """
        modify_b: Workflows.One "One"
        modify_b: Workflows.Two "Two"

        """;

    private const string TwoWorkflows = Steps + """
            [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> One >> Two;
            [ModifyWorkflow(typeof(B), "M", Reconcile = false)] public static StepList ModifyB() => Begin >> Two;
        """;

    private const string TwoAccepted = """
        *BREAKING*modify_a
        modify_a: Workflows.One "One"
        modify_a: Workflows.Two "Two"
        *BREAKING*modify_b
        modify_b: Workflows.Two "Two"

        """;

    private static readonly string TwoRestored = TwoWorkflows
        .Replace("Begin >> One >> Two;", "Begin >> One >> ObsoleteStep(\"orchestrator.set_status.active\") >> Two;", StringComparison.Ordinal)
        .Replace("Begin >> Two;", "Begin >> ObsoleteStep(\"Workflows.One\") >> Two;", StringComparison.Ordinal);

    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData("Begin >> SetStatus(SubscriptionLifecycle.Active) >> Two", "Begin >> ObsoleteStep(\"Workflows.One\") >> SetStatus(SubscriptionLifecycle.Active) >> Two")]
    [InlineData("Begin >> One >> Two", "Begin >> One >> ObsoleteStep(\"orchestrator.set_status.active\") >> Two")]
    [InlineData("Begin >> One >> SetStatus(SubscriptionLifecycle.Active)", "Begin >> One >> SetStatus(SubscriptionLifecycle.Active) >> ObsoleteStep(\"Workflows.Two\")")]
    [InlineData("\n        Begin\n        >> One\n        >> Two", "\n        Begin\n        >> One\n        >> ObsoleteStep(\"orchestrator.set_status.active\")\n        >> Two")]
    [InlineData("(Begin >> One >> Two)", "(Begin >> One >> ObsoleteStep(\"orchestrator.set_status.active\") >> Two)")]
    [InlineData("Begin >> (Begin >> One) >> Two", "Begin >> (Begin >> One >> ObsoleteStep(\"orchestrator.set_status.active\")) >> Two")]
    [InlineData("Pre >> Two", "Pre >> ObsoleteStep(\"orchestrator.set_status.active\") >> Two")]
    public async Task An_obsolete_step_is_put_into_the_gap(string chain, string expected) =>
        await CodeFixTest.VerifyAsync("ORCH1006", Project(Shipped, "", Workflow(chain)), Project(Shipped, "", Workflow(expected)));

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task An_obsolete_step_is_put_before_a_chain_that_comes_first()
    {
        var before = Workflow("Pre >> Two");
        const string Longer = "modify_a: Workflows.Three \"Three\"\nmodify_a: Workflows.One \"One\"\nmodify_a: Workflows.Two \"Two\"\n";

        await CodeFixTest.VerifyAsync(
            "ORCH1006",
            Project(Longer, "", before),
            Project(Longer, "", before.Replace("Pre >> Two;", "Begin >> ObsoleteStep(\"Workflows.Three\") >> Pre >> Two;", StringComparison.Ordinal)));
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task A_change_that_was_made_on_purpose_is_accepted()
    {
        var source = Workflow("Begin >> One >> Three >> SetStatus(SubscriptionLifecycle.Active) >> Two");

        await CodeFixTest.VerifyAsync(
            "ORCH1006",
            Project(Shipped, "other: X.Y \"Z\"\nmodify_a: Old.Step \"Old\"\n", source),
            Project(
                Shipped,
                """
                other: X.Y "Z"
                *BREAKING*modify_a
                modify_a: Workflows.One "One"
                modify_a: Workflows.Three "Three"
                modify_a: orchestrator.set_status.active "Set subscription to 'active'"
                modify_a: Workflows.Two "Two"

                """,
                source));
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task A_step_that_was_removed_on_purpose_is_accepted_too()
    {
        var source = Workflow("Begin >> One >> Two");

        await CodeFixTest.VerifyAsync(
            "ORCH1006",
            Project(Shipped, "# since then\r\n", source),
            Project(Shipped, "# since then\r\n*BREAKING*modify_a\r\nmodify_a: Workflows.One \"One\"\r\nmodify_a: Workflows.Two \"Two\"\r\n", source),
            kind: "accept");
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task A_workflow_that_was_removed_on_purpose_is_accepted() =>
        await CodeFixTest.VerifyAsync(
            "ORCH1006",
            Project(Shipped, "modify_a: Workflows.Three \"Three\"\n", Sources.Workflows(Steps)),
            Project(Shipped, "*BREAKING*modify_a\n", Sources.Workflows(Steps)),
            kind: "accept");

    [Theory]
    [FixTest(FixTestKind.All)]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task All_gaps_get_an_obsolete_step_and_nothing_is_written_into_the_file(FixAllScope scope) =>
        await CodeFixTest.VerifyAllAsync(
            "ORCH1006",
            scope,
            [Project(TwoShipped, "", Sources.Workflows(TwoWorkflows))],
            [Project(TwoShipped, "", Sources.Workflows(TwoRestored))],
            kind: "obsolete");

    [Theory]
    [FixTest(FixTestKind.All)]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task All_changes_are_accepted(FixAllScope scope) =>
        await CodeFixTest.VerifyAllAsync(
            "ORCH1006",
            scope,
            [Project(TwoShipped, "", Sources.Workflows(TwoWorkflows))],
            [Project(TwoShipped, TwoAccepted, Sources.Workflows(TwoWorkflows))],
            kind: "accept");

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task Each_project_of_a_solution_has_its_own_file() =>
        await CodeFixTest.VerifyAllAsync(
            "ORCH1006",
            FixAllScope.Solution,
            [Project(Shipped, "", Workflow("Begin >> One >> Two")), Project(TwoShipped, "", Sources.Workflows(TwoWorkflows)), Project("", "", Workflow("Begin >> Three"))],
            [
                Project(Shipped, "*BREAKING*modify_a\nmodify_a: Workflows.One \"One\"\nmodify_a: Workflows.Two \"Two\"\n", Workflow("Begin >> One >> Two")),
                Project(TwoShipped, TwoAccepted, Sources.Workflows(TwoWorkflows)),
                Project("", "modify_a: Workflows.Three \"Three\"\n", Workflow("Begin >> Three")),
            ],
            kind: "accept");

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task Other_projects_keep_their_files_when_one_is_fixed() =>
        await CodeFixTest.VerifyAllAsync(
            "ORCH1006",
            FixAllScope.Project,
            [Project("", "", Workflow("Begin >> Three")), Project("", "", Workflow("Begin >> Two"))],
            [Project("", "modify_a: Workflows.Three \"Three\"\n", Workflow("Begin >> Three")), Project("", "", Workflow("Begin >> Two"))]);

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task All_workflows_that_are_gone_are_accepted() =>
        await CodeFixTest.VerifyAllAsync(
            "ORCH1006",
            FixAllScope.Project,
            [Project(TwoShipped, "", Sources.Workflows(Steps))],
            [Project(TwoShipped, "*BREAKING*modify_a\n*BREAKING*modify_b\n", Sources.Workflows(Steps))],
            kind: "accept");

    [Fact]
    [FixTest(FixTestKind.NotOffered)]
    public Task A_line_that_is_none_is_left_to_its_author() => CodeFixTest.VerifyNoneAsync("ORCH1006", Project("nonsense\n", "", Sources.Workflows(Steps)));

    [Fact]
    [FixTest(FixTestKind.NotOffered)]
    public Task Without_a_file_for_what_is_unshipped_nothing_can_be_accepted() => CodeFixTest.VerifyNoneAsync(
        "ORCH1006",
        new ProjectText(
            new RunOptions { AdditionalFiles = ImmutableDictionary<string, string>.Empty.Add("Workflows.Shipped.txt", Shipped) },
            Workflow("Begin >> One >> Three >> SetStatus(SubscriptionLifecycle.Active) >> Two"),
            Sources.Products));

    [Theory]
    [FixTest(FixTestKind.NotOffered)]
    [InlineData("Begin >> One >> Three >> SetStatus(SubscriptionLifecycle.Active) >> Two")]
    [InlineData("Begin >> StepGroup(\"G\", Begin >> One)")]
    public Task A_gap_that_no_operand_fills_gets_no_obsolete_step(string chain) => CodeFixTest.VerifyNoneAsync("ORCH1006", Project(Shipped, "", Workflow(chain)), kind: "obsolete");

    private static ProjectText Project(string shipped, string unshipped, string source) => new(
        new RunOptions { AdditionalFiles = ImmutableDictionary<string, string>.Empty.Add("Workflows.Shipped.txt", shipped).Add("Workflows.Unshipped.txt", unshipped) },
        source,
        Sources.Products);

    private static string Workflow(string chain) => Sources.Workflows($"""{Steps}    [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => {chain};""");
}
