using System.Collections.Immutable;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch1006Tests
{
    private const string Steps = """
            [Step("One")] static void One(string callbackRoute = "") { }
            [Step("Two")] static void Two() { }
            [Step("Three")] static void Three() { }

        """;

    private const string Shipped = """
        #comment
        modify_a: Workflows.One "One"
        modify_a: orchestrator.set_status.active "Set subscription to 'active'"
        modify_a: Workflows.Two "The name that it had"

        """;

    [Theory]
    [InlineData(
        "Begin >> SetStatus(SubscriptionLifecycle.Active) >> Two",
        "the shipped step 'Workflows.One' is no longer in it; if it was renamed, write 'Id = \"Workflows.One\"' in its attribute; "
            + "if it was removed, put 'ObsoleteStep(\"Workflows.One\")' in its place"
    )]
    [InlineData("Begin >> One >> SetStatus(SubscriptionLifecycle.Active)", "the shipped step 'Workflows.Two' is no longer in it")]
    [InlineData(
        "Begin >> One >> Three >> SetStatus(SubscriptionLifecycle.Active) >> Two",
        "the step 'Workflows.Three' was inserted before the shipped step 'orchestrator.set_status.active'"
    )]
    [InlineData(
        "Begin >> One >> Two >> SetStatus(SubscriptionLifecycle.Active)",
        "the shipped step 'orchestrator.set_status.active' has moved after 'Workflows.Two'"
    )]
    [InlineData(
        "Begin >> One >> SetStatus(SubscriptionLifecycle.Active) >> Two >> Three",
        "has the steps 'Workflows.Three' after those that it was shipped with, but Workflows.Unshipped.txt has none"
    )]
    [InlineData("Begin >> One >> SetStatus(SubscriptionLifecycle.Active) >> Two >> One", "'Workflows.One#2'")]
    public async Task A_step_that_is_gone_new_or_moved_is_reported_with_the_fix(string chain, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Files(Shipped, ""), Sources.Products, Workflow("{|ORCH1006:ModifyA|}", chain));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Begin >> One >> SetStatus(SubscriptionLifecycle.Active) >> Two", "")]
    [InlineData("Begin >> One >> SetStatus(SubscriptionLifecycle.Active) >> Two >> Three", "modify_a: Workflows.Three \"Three\"\n")]
    [InlineData("Begin >> ObsoleteStep(\"Workflows.One\") >> SetStatus(SubscriptionLifecycle.Active) >> Two", "")]
    [InlineData("Begin >> Three", "*BREAKING*modify_a\nmodify_a: Workflows.Three \"Three\"\n")]
    [InlineData("Compute(Begin)", "")]
    public async Task Steps_that_fit_or_cannot_be_read_are_fine(string chain, string unshipped) =>
        await AnalyzerTest.VerifyAsync(Files(Shipped, unshipped), Sources.Products, Workflow("ModifyA", chain));

    [Theory]
    [InlineData(
        Shipped,
        "modify_a: Workflows.Three \"Three\"\n",
        "Begin >> One >> SetStatus(SubscriptionLifecycle.Active) >> Two",
        "no longer has the steps 'Workflows.Three', which Workflows.Unshipped.txt has after those that it was shipped with; remove "
            + "them there"
    )]
    [InlineData(
        Shipped,
        "modify_a: Workflows.Three \"Three\"\nmodify_a: Workflows.One#2 \"One\"\n",
        "Begin >> One >> SetStatus(SubscriptionLifecycle.Active) >> Two >> Three",
        "has the steps 'Workflows.Three' after those that it was shipped with, but Workflows.Unshipped.txt has 'Workflows.Three', "
            + "'Workflows.One#2'; write them there"
    )]
    [InlineData(
        "",
        "modify_a: Workflows.One \"One\"\n",
        "Begin",
        "no longer has the steps 'Workflows.One', which Workflows.Unshipped.txt has; remove them there"
    )]
    [InlineData(
        "",
        "modify_a: Workflows.One \"One\"\nmodify_a: Workflows.Two \"Two\"\n",
        "Begin >> One",
        "has the steps 'Workflows.One', but Workflows.Unshipped.txt has 'Workflows.One', 'Workflows.Two'; write them there"
    )]
    [InlineData(
        Shipped,
        "*BREAKING*modify_a\nmodify_a: Workflows.Three \"Three\"\n",
        "Begin",
        "no longer has the steps 'Workflows.Three', which Workflows.Unshipped.txt has; remove them there"
    )]
    [InlineData(
        Shipped,
        "*BREAKING*modify_a\n",
        "Begin >> Three",
        "has the steps 'Workflows.Three', but Workflows.Unshipped.txt has none; write them there"
    )]
    public async Task A_last_step_that_is_gone_is_said_by_what_the_files_still_have(
        string shipped,
        string unshipped,
        string chain,
        string problem
    )
    {
        var found = await AnalyzerTest.VerifyAsync(Files(shipped, unshipped), Sources.Products, Workflow("{|ORCH1006:ModifyA|}", chain));

        Assert.EndsWith($"Workflow 'modify_a' {problem}", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Begin >> Start >> One >> Done", "")]
    [InlineData("Begin >> Start >> One >> Two >> Done", "run_w: Workflows.Two \"Two\"\n")]
    public async Task A_step_of_a_plain_workflow_is_added_before_Done(string chain, string unshipped)
    {
        foreach (var done in new[] { "", "run_w: orchestrator.done \"Done\"\n" })
        {
            var shipped = "run_w: orchestrator.start \"Start\"\nrun_w: Workflows.One \"One\"\n" + done;
            await AnalyzerTest.VerifyAsync(Files(shipped, unshipped), Sources.Products, Plain("RunW"));
            await AnalyzerTest.VerifyAsync(Files(shipped + unshipped, ""), Sources.Products, Plain("RunW"));
            if (unshipped.Length > 0)
            {
                var found = await AnalyzerTest.VerifyAsync(Files(shipped, ""), Sources.Products, Plain("{|ORCH1006:RunW|}"));
                Assert.Contains("has the steps 'Workflows.Two' after those", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
            }
        }

        string Plain(string name) =>
            Sources.Workflows(
                $$"""
                [Workflow(Target.System, "W")] public static StepList {{name}}() => {{chain}};
                [Step("One")] static void One() { }
                [Step("Two")] static void Two() { }
                """
            );
    }

    [Fact]
    public async Task A_step_that_has_two_lines_in_a_file_is_reported_at_the_second()
    {
        var found = await AnalyzerTest.FindAsync(
            Files(Shipped + "modify_a: Workflows.Two \"Two\"\n", ""),
            Sources.Products,
            Workflow("ModifyA", "Begin >> One >> SetStatus(SubscriptionLifecycle.Active) >> Two")
        );

        var repeated = Assert.Single(found);
        Assert.Equal(4, repeated.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal(
            "This line has a step that its workflow has in a line before: modify_a: Workflows.Two \"Two\"; remove one of the two",
            repeated.GetMessage()
        );
    }

    [Theory]
    [InlineData("StepGroup(\"G\", Begin >> One >> Two)", "G/Workflows.One \"One\"|G/Workflows.Two \"Two\"")]
    [InlineData(
        "StepGroup(\"G\", Begin >> One >> StepGroup(\"H\", Begin >> Two), id: \"old\")",
        "old/Workflows.One \"One\"|old/H/Workflows.Two \"Two\""
    )]
    [InlineData(
        "CallbackStep(\"C\", One, Two)",
        "C/create_endpoint \"C - Create endpoint\"|C/Workflows.One \"One\"|C/await_callback \"C - Await callback\"|C/Workflows.Two "
            + "\"Two\"|C/cleanup \"C - Cleanup callback step\""
    )]
    [InlineData("Conditional(static state => true, Begin >> One >> One)", "Workflows.One \"One\"|Workflows.One#2 \"One\"")]
    public async Task Steps_inside_others_have_the_identities_that_the_engine_stores(string chain, string lines) =>
        await AnalyzerTest.VerifyAsync(
            Files(string.Concat(lines.Split('|').Select(static line => $"modify_a: {line}\n")), ""),
            Sources.Products,
            Workflow("ModifyA", $"Begin >> {chain}")
        );

    [Theory]
    [InlineData("Begin >> StepGroup(\"G\", Begin >> Two)", "put 'ObsoleteStep(\"Workflows.One\")' in its place in the group 'G'")]
    [InlineData("Begin >> Three", "put 'ObsoleteStep(\"Workflows.One\")' into a group with the id 'G' in its place")]
    public async Task A_step_that_left_a_group_is_put_back_into_the_group(string chain, string advice)
    {
        var found = await AnalyzerTest.FindAsync(
            Files("modify_a: G/Workflows.One \"One\"\nmodify_a: G/Workflows.Two \"Two\"\n", ""),
            Sources.Products,
            Workflow("ModifyA", chain)
        );

        Assert.Contains(advice, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "Begin >> Three",
        "Workflows.Old \"Three\"",
        "the shipped step 'Workflows.Old' is now 'Workflows.Three'; keep its identity: write 'Id = \"Workflows.Old\"'"
    )]
    [InlineData("Begin >> StepGroup(\"G h\", Three)", "G h/Workflows.Old \"Three\"", "write 'Id = \"Workflows.Old\"' in its attribute")]
    [InlineData(
        "Begin >> StepGroup(\"G\", Three)",
        "Old group/Workflows.Three \"Three\"",
        "the group 'Old group' is now 'G'; keep its identity: write 'id: \"Old group\"'"
    )]
    [InlineData("Begin >> Three", "Other.Three \"Three\"", "write '[StepIdPrefix(\"Other\")]' on the class")]
    [InlineData("Begin >> Three", "Other.Three \"Three\"|Workflows.Two \"Two\"", "write 'Id = \"Other.Three\"' in its attribute")]
    [InlineData("Begin >> Three", "Workflows.Old \"Another\"", "if it was renamed, write")]
    [InlineData("Begin >> Three", "Workflows.Old \"Three\"|Workflows.Older \"Three\"", "if it was renamed, write")]
    public async Task A_renamed_step_is_told_from_one_that_was_removed(string chain, string lines, string advice)
    {
        var found = await AnalyzerTest.FindAsync(
            Files(string.Concat(lines.Split('|').Select(static line => $"modify_a: {line}\n")), ""),
            Sources.Products,
            Workflow("ModifyA", chain)
        );

        Assert.Contains(advice, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_that_says_which_name_it_had_gives_its_steps_the_identities_of_that_name()
    {
        var source = Workflow("ModifyA", "Begin >> One")
            .Replace("public static partial class", "[StepIdPrefix(\"Old\")] public static partial class", StringComparison.Ordinal);

        await AnalyzerTest.VerifyAsync(Files("modify_a: Old.One \"One\"\n", ""), Sources.Products, source);
        var emitted = GeneratorTest.Run(Sources.Products, source).File("App.Workflows.g.cs");
        Assert.Contains("\"Old\"", emitted, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Workflows\"", emitted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_whose_identity_is_computed_is_not_judged() =>
        await AnalyzerTest.VerifyAsync(
            Files(Shipped, ""),
            Sources.Products,
            Workflow("ModifyA", "Begin >> StepGroup(nameof(One), Begin >> One, id: Compute(Begin).Count.ToString())")
        );

    [Fact]
    public async Task A_project_without_the_files_is_not_judged() =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Workflow("ModifyA", "Begin >> Three"));

    [Fact]
    public async Task A_new_workflow_and_the_reconcile_workflow_emitted_from_it_are_to_be_written_down()
    {
        var found = await AnalyzerTest.FindAsync(
            Files("", ""),
            Sources.Products,
            Sources.Workflows(
                Steps
                    + """
                        [ExternalSystemSteps] static StepList Chain => Begin >> Two;
                        [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin >> Chain;
                    """
            )
        );

        Assert.All(
            found,
            static diagnostic =>
                Assert.Contains("is not in Workflows.Unshipped.txt yet; add its steps", diagnostic.GetMessage(), StringComparison.Ordinal)
        );
        Assert.Equal(
            ["'modify_a'", "'reconcile_a'"],
            found.Select(static diagnostic => diagnostic.GetMessage().Split(' ')[1]).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("reconcile_a: Workflows.Three \"Three\"\nreconcile_a: Workflows.Two \"Two\"\n", null)]
    [InlineData(
        "reconcile_a: Workflows.Two \"Two\"\n",
        "'reconcile_a' does not have the steps that it was shipped with: the step 'Workflows.Three' was inserted before the "
            + "shipped step 'Workflows.Two'"
    )]
    [InlineData("reconcile_a: Workflows.Two \"Two\"\nreconcile_a: Workflows.Two#2 \"Two\"\n", "'Workflows.Three' was inserted")]
    public async Task A_reconcile_workflow_that_is_emitted_with_Defaults_begins_with_that_step(string lines, string? problem)
    {
        var found = await AnalyzerTest.FindAsync(
            Files("modify_a: Workflows.Two \"Two\"\n" + lines, ""),
            Sources.Products,
            Sources.Workflows(
                Steps
                    + """
                        [ExternalSystemSteps] static StepList Chain => Begin >> Two;
                        [ModifyWorkflow(typeof(A), "M", Defaults = nameof(Three))] public static StepList ModifyA() => Begin >> Chain;
                    """
            )
        );

        if (problem is null)
        {
            Assert.Empty(found);
        }
        else
        {
            Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_shipped_workflow_that_is_gone_and_a_line_that_is_none_are_reported_in_the_file()
    {
        var found = await AnalyzerTest.FindAsync(Files(Shipped + "nonsense\n", ""), Sources.Products);

        Assert.Equal(
            ["(2,1)", "(5,1)"],
            found
                .Select(static diagnostic => diagnostic.Location.GetLineSpan())
                .Select(static span => $"({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})")
                .Order(StringComparer.Ordinal)
        );
        Assert.Contains(
            found,
            static diagnostic => diagnostic.GetMessage().Contains("'modify_a' is no longer in this assembly", StringComparison.Ordinal)
        );
        Assert.Contains(
            found,
            static diagnostic => diagnostic.GetMessage().Contains("This line cannot be read: nonsense", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("ORCH1007", "[CreateWorkflow(typeof(A), \"C\")] public static StepList {|ORCH1007:CreateA|}() => Begin >> Make;")]
    [InlineData("ORCH1007", "[Workflow(Target.System, \"W\")] public static StepList {|ORCH1007:Tidy|}() => Begin >> Start >> One;")]
    [InlineData(
        "ORCH2002",
        "[ExternalSystemSteps] static StepList Chain => Begin >> {|ORCH2002:Ask|}; [ModifyWorkflow(typeof(A), \"M\")] public static "
            + "StepList ModifyA() => Begin >> Turn >> Chain;"
    )]
    [InlineData("ORCH2003", "[ReconcileWorkflow(typeof(A), \"R\")] public static StepList ReconcileA() => Begin >> {|ORCH2003:Turn|};")]
    [InlineData(
        "ORCH1004",
        "[ModifyWorkflow(typeof(A), \"M\", InputForm = {|ORCH1004:\"Missing\"|}, Reconcile = false)] public static StepList ModifyA() => "
            + "Begin >> Turn;"
    )]
    public async Task A_workflow_whose_steps_are_refused_is_not_to_be_written_down_yet(string id, string workflow)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Files("", "#nothing\n"),
            Sources.Products,
            Sources.Workflows(
                Steps
                    + """
                        public sealed record P : FormPage { public int Size { get; init; } }
                        [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
                        [Step("Turn")] static A Turn(A subscription) => subscription;
                        [InputStep("Ask", "NOC")] static async Task<P> Ask(FormSession form) => await form.AskAsync<P>();

                    """
                    + workflow
            )
        );

        Assert.Equal(id, Assert.Single(found).Id);
    }

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Files(Shipped, ""),
            Sources.Products,
            Workflow("ModifyA", "Begin")
                .Replace("[ModifyWorkflow", "\n#pragma warning disable ORCH1006\n[ModifyWorkflow", StringComparison.Ordinal)
        );

    private static RunOptions Files(string shipped, string unshipped) =>
        new()
        {
            AdditionalFiles = ImmutableDictionary<string, string>
                .Empty.Add("Workflows.Shipped.txt", shipped)
                .Add("Workflows.Unshipped.txt", unshipped),
        };

    private static string Workflow(string name, string chain) =>
        Sources.Workflows(
            Steps
                + $"""
                    static StepList Compute(StepList list) => list;
                    [ModifyWorkflow(typeof(A), "M", Reconcile = false)] public static StepList {name}() => {chain};
                """
        );
}
