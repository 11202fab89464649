using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeFixes;
using Orchestrator.CodeFixes.Fixes;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class ShippedWorkflowFixTests
{
    private const string Steps = """
            [Step("One")] static void One(string callbackRoute = "") { }
            [Step("Two")] static void Two() { }
            [Step("Three")] static void Three() { }
            static StepList Pre => Begin >> One;

        """;

    private const string Shipped = """
        modify_a: Workflows.One "One"
        modify_a: orchestrator.set_status.active "Set subscription to 'active'"
        modify_a: Workflows.Two "Two"

        """;

    private const string TwoShipped =
        Shipped
        + """
            modify_b: Workflows.One "One"
            modify_b: Workflows.Two "Two"

            """;

    private const string TwoWorkflows =
        Steps
        + """
                [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => Begin >> One >> Two;
                [ModifyWorkflow(typeof(B), "M", Reconcile = false)] public static StepList ModifyB() => Begin >> Two;
            """;

    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData(
        "Begin >> SetStatus(SubscriptionLifecycle.Active) >> Two",
        "Begin >> ObsoleteStep(\"Workflows.One\") >> SetStatus(SubscriptionLifecycle.Active) >> Two"
    )]
    [InlineData("Begin >> One >> Two", "Begin >> One >> ObsoleteStep(\"orchestrator.set_status.active\") >> Two")]
    [InlineData(
        "Begin >> One >> SetStatus(SubscriptionLifecycle.Active)",
        "Begin >> One >> SetStatus(SubscriptionLifecycle.Active) >> ObsoleteStep(\"Workflows.Two\")"
    )]
    [InlineData(
        "\n        Begin\n        >> One\n        >> Two",
        "\n        Begin\n        >> One\n        >> ObsoleteStep(\"orchestrator.set_status.active\")\n        >> Two"
    )]
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
            Project(
                Longer,
                "",
                before.Replace("Pre >> Two;", "Begin >> ObsoleteStep(\"Workflows.Three\") >> Pre >> Two;", StringComparison.Ordinal)
            )
        );
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
                source
            ),
            kind: "break"
        );
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task A_step_that_was_removed_on_purpose_is_accepted_too()
    {
        var source = Workflow("Begin >> One >> Two");

        await CodeFixTest.VerifyAsync(
            "ORCH1006",
            Project(Shipped, "# since then\r\n", source),
            Project(
                Shipped,
                "# since then\r\n*BREAKING*modify_a\r\nmodify_a: Workflows.One \"One\"\r\nmodify_a: Workflows.Two \"Two\"\r\n",
                source
            ),
            kind: "break"
        );
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task A_workflow_that_was_removed_on_purpose_is_accepted() =>
        await CodeFixTest.VerifyAsync(
            "ORCH1006",
            Project(Shipped, "modify_a: Workflows.Three \"Three\"\n", Sources.Workflows(Steps)),
            Project(Shipped, "*BREAKING*modify_a\n", Sources.Workflows(Steps)),
            kind: "break"
        );

    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData(
        "# of the team\n\nmodify_a: Workflows.Two \"Two\"\n# why\nmodify_a: Workflows.One \"One\"\n\nother: X.Y \"Z\"\n",
        "# of the team\n\nmodify_a: Workflows.Three \"Three\"\n# why\n\nother: X.Y \"Z\"\n"
    )]
    [InlineData(
        "# of the team\r\n\r\nother: X.Y \"Z\"",
        "# of the team\r\n\r\nother: X.Y \"Z\"\r\nmodify_a: Workflows.Three \"Three\"\r\n"
    )]
    [InlineData("modify_a: Workflows.Two \"Two\"", "modify_a: Workflows.Three \"Three\"\n")]
    [InlineData("*BREAKING*modify_a\n\nmodify_a: Workflows.Two \"Two\"\n", "*BREAKING*modify_a\nmodify_a: Workflows.Three \"Three\"\n\n")]
    public async Task The_rest_of_the_file_stays_as_it_is(string before, string after)
    {
        var source = Workflow("Begin >> Three");

        await CodeFixTest.VerifyAsync("ORCH1006", Project("", before, source), Project("", after, source), kind: "accept");
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task A_workflow_that_was_broken_before_stays_so_when_it_changes_again()
    {
        var source = Workflow("Begin >> Three >> Two");
        const string Broken = "*BREAKING*modify_a\nmodify_a: Workflows.Three \"Three\"\n";

        await CodeFixTest.VerifyAsync(
            "ORCH1006",
            Project(Shipped, Broken, source),
            Project(Shipped, Broken + "modify_a: Workflows.Two \"Two\"\n", source),
            kind: "accept"
        );
    }

    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData("StepGroup(\"Publish zone\", Begin >> One)")]
    [InlineData("StepGroup(\"Say \\\"yes\\\": now\", Begin >> One)")]
    [InlineData("StepGroup(\"Two\\r\\nlines \", Begin >> One, id: \" \")")]
    [InlineData("CallbackStep(\"Sign \\u2028 zone\", One, Two)")]
    public async Task What_is_written_is_accepted_whatever_the_group_is_called(string chain)
    {
        var source = Workflow($"Begin >> {chain}");
        var opened = await FixSolution.OpenAsync(Project("", "", source));
        var action = Assert.Single(await opened.FindActionsAsync(new ShippedWorkflowFix(), opened.First("ORCH1006")));
        var changed = await opened.ApplyAsync(action);
        var written = await changed
            .Projects.Single()
            .AdditionalDocuments.Single(static file => file.Name == "Workflows.Unshipped.txt")
            .GetTextAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await AnalyzerTest.FindAsync(Project("", written.ToString(), source).Options, source, Sources.Products));
        Assert.Empty(await AnalyzerTest.FindAsync(Project(written.ToString(), "", source).Options, source, Sources.Products));
    }

    [Theory]
    [FixTest(FixTestKind.All)]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task A_batch_writes_what_is_new_or_appended_and_leaves_what_would_break_a_process(FixAllScope scope)
    {
        var source = Sources.Workflows(
            TwoWorkflows
                + """

                    [CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> Make >> StoreProcessSubscription;
                    [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
                    [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> One >> Two;
                    [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => Begin;
                """
        );
        const string More = TwoShipped + "validate_a: Workflows.One \"One\"\nterminate_b: Workflows.One \"One\"\n";
        const string Accepted = """
            create_a: Workflows.Make "Make"
            create_a: orchestrator.store_process_subscription "Create Process Subscription relation"
            validate_a: Workflows.Two "Two"

            """;

        foreach (var kind in (string?[])["accept", "break", "obsolete", "keep", null])
        {
            await CodeFixTest.VerifyAllAsync(
                "ORCH1006",
                scope,
                [Project(More, "", source)],
                [Project(More, Accepted, source)],
                kind,
                isComplete: false
            );
        }
    }

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task Each_project_of_a_solution_has_its_own_file() =>
        await CodeFixTest.VerifyAllAsync(
            "ORCH1006",
            FixAllScope.Solution,
            [
                Project(Shipped, "", Workflow("Begin >> One >> SetStatus(SubscriptionLifecycle.Active) >> Two >> Three")),
                Project("", "", Workflow("Begin >> Three")),
            ],
            [
                Project(
                    Shipped,
                    "modify_a: Workflows.Three \"Three\"\n",
                    Workflow("Begin >> One >> SetStatus(SubscriptionLifecycle.Active) >> Two >> Three")
                ),
                Project("", "modify_a: Workflows.Three \"Three\"\n", Workflow("Begin >> Three")),
            ]
        );

    [Fact]
    [FixTest(FixTestKind.All)]
    public async Task Other_projects_keep_their_files_when_one_is_fixed() =>
        await CodeFixTest.VerifyAllAsync(
            "ORCH1006",
            FixAllScope.Project,
            [Project("", "", Workflow("Begin >> Three")), Project("", "", Workflow("Begin >> Two"))],
            [Project("", "modify_a: Workflows.Three \"Three\"\n", Workflow("Begin >> Three")), Project("", "", Workflow("Begin >> Two"))]
        );

    [Fact]
    [FixTest(FixTestKind.NotOffered)]
    public Task A_line_that_is_none_is_left_to_its_author() =>
        CodeFixTest.VerifyNoneAsync("ORCH1006", Project("nonsense\n", "", Sources.Workflows(Steps)));

    [Fact]
    [FixTest(FixTestKind.NotOffered)]
    public Task Without_a_file_for_what_is_unshipped_nothing_can_be_accepted() =>
        CodeFixTest.VerifyNoneAsync(
            "ORCH1006",
            new ProjectText(
                new RunOptions { AdditionalFiles = ImmutableDictionary<string, string>.Empty.Add("Workflows.Shipped.txt", Shipped) },
                Workflow("Begin >> One >> Three >> SetStatus(SubscriptionLifecycle.Active) >> Two"),
                Sources.Products
            )
        );

    [Theory]
    [FixTest(FixTestKind.NotOffered)]
    [InlineData("Begin >> One >> Three >> SetStatus(SubscriptionLifecycle.Active) >> Two")]
    [InlineData("Begin >> StepGroup(\"G\", Begin >> One)")]
    [InlineData("Begin >> StepGroup(\"G\", Begin >> One) >> SetStatus(SubscriptionLifecycle.Active) >> Two")]
    public Task A_gap_that_no_operand_fills_gets_no_obsolete_step(string chain) =>
        CodeFixTest.VerifyNoneAsync("ORCH1006", Project(Shipped, "", Workflow(chain)), kind: "obsolete");

    [Theory]
    [FixTest(FixTestKind.NotOffered)]
    [InlineData("Group")]
    [InlineData("Begin >> Group >> One")]
    [InlineData("Begin >> One")]
    public async Task A_step_that_left_a_group_is_put_back_into_the_group_by_hand(string chain)
    {
        var project = Project(
            "modify_a: Publish zone/Workflows.One \"One\"\nmodify_a: Publish zone/Workflows.Two \"Two\"\n",
            "",
            Workflow(chain)
                .Replace(
                    "Pre =>",
                    "Group => Begin >> StepGroup(\"Publish zone\", Begin >> Two);\n    static StepList Pre =>",
                    StringComparison.Ordinal
                )
        );

        await CodeFixTest.VerifyNoneAsync("ORCH1006", project, kind: "obsolete");
    }

    [Theory]
    [FixTest(FixTestKind.One)]
    [InlineData("Begin >> First", "modify_a: Workflows.One \"One\"\n")]
    [InlineData("Begin >> StepGroup(\"Publish zone\", Begin >> First)", "modify_a: Publish zone/Workflows.One \"One\"\n")]
    [InlineData("Begin >> First >> First", "modify_a: Workflows.One \"One\"\nmodify_a: Workflows.One#2 \"One\"\n")]
    public async Task A_renamed_step_keeps_the_identity_that_it_had(string chain, string shipped)
    {
        var before = Workflow(chain)
            .Replace("[Step(\"One\")] static void One(", "[Step(\"One\")] static void First(", StringComparison.Ordinal)
            .Replace("Begin >> One;", "Begin >> First;", StringComparison.Ordinal);

        await CodeFixTest.VerifyAsync(
            "ORCH1006",
            Project(shipped, "", before),
            Project(shipped, "", before.Replace("[Step(\"One\")]", "[Step(\"One\", Id = \"Workflows.One\")]", StringComparison.Ordinal))
        );
    }

    [Fact]
    [FixTest(FixTestKind.One)]
    public async Task The_steps_of_a_renamed_class_keep_the_identities_that_they_had()
    {
        const string Old = "modify_a: OldFlow.One \"One\"\nmodify_a: OldFlow.Two \"Two\"\n";
        var before = Workflow("Begin >> One >> Two");

        await CodeFixTest.VerifyAsync(
            "ORCH1006",
            Project(Old, "", before),
            Project(
                Old,
                "",
                before.Replace(
                    "public static partial class",
                    "[StepIdPrefix(\"OldFlow\")]\npublic static partial class",
                    StringComparison.Ordinal
                )
            )
        );
    }

    private static ProjectText Project(string shipped, string unshipped, string source) =>
        new(
            new RunOptions
            {
                AdditionalFiles = ImmutableDictionary<string, string>
                    .Empty.Add("Workflows.Shipped.txt", shipped)
                    .Add("Workflows.Unshipped.txt", unshipped),
            },
            source,
            Sources.Products
        );

    private static string Workflow(string chain) =>
        Sources.Workflows(
            $"""{Steps}    [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList ModifyA() => {chain};"""
        );
}
