using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests.Analyzers;

/// <summary>What each fix writes; that it compiles without a warning is checked with every one.</summary>
public sealed class CodeFixTests
{
    private const string Steps = """
            [Step("One")] static void One() { }
            [Step("Two")] static void Two() { }

        """;

    [Theory]
    [InlineData("ORCH1001", "ORCH1002", "ORCH1006", "ORCH1007", "ORCH2001", "ORCH2002", "ORCH2004", "ORCH2005", "ORCH2006", "ORCH3001", "ORCH3005")]
    public void The_rules_whose_mend_is_mechanical_have_a_fix(params string[] ids) => Assert.Equal(ids, CodeFixTest.FixableIds.Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_class_becomes_partial()
    {
        var before = Sources.Workflows("""    [Step("S")] static void S() { }""").Replace("static partial class", "static class", StringComparison.Ordinal);

        await CodeFixTest.VerifyAsync("ORCH1001", [before], before.Replace("static class", "static partial class", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_classes_become_partial_and_keep_their_comments()
    {
        var before = GeneratorTest.Author("""
            namespace App;

            /// <summary>A.</summary>
            [Product("a")] public sealed class A : SubscriptionModel;

            // The block.
            [ProductBlock("b")]
            class Block : ProductBlock;
            """);

        await CodeFixTest.VerifyAllAsync(
            "ORCH1001",
            [before],
            before.Replace("sealed class", "sealed partial class", StringComparison.Ordinal).Replace("class Block", "partial class Block", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Members_become_static()
    {
        var before = Sources.Workflows("""
                [Step("S")] private void S() { }
                [Step("T")] private void T() { }
            """).Replace("static partial class", "partial class", StringComparison.Ordinal);

        await CodeFixTest.VerifyAllAsync("ORCH1002", [before], before.Replace("private void", "private static void", StringComparison.Ordinal));
    }

    [Fact]
    public Task A_shape_that_needs_a_decision_gets_no_fix() => CodeFixTest.VerifyNoneAsync("ORCH1002", Sources.Workflows("""[Step("S")] static int S() => 1;"""));

    [Theory]
    [InlineData("Begin >> Make >> SetStatus(SubscriptionLifecycle.Active)", "Begin >> Make >> StoreProcessSubscription >> SetStatus(SubscriptionLifecycle.Active)")]
    [InlineData("\n        Begin\n        >> Make", "\n        Begin\n        >> Make\n        >> StoreProcessSubscription")]
    public async Task A_create_workflow_is_linked_behind_the_step_that_returns_the_subscription(string chain, string expected)
    {
        var before = Sources.Workflows($"""
                [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
                [CreateWorkflow(typeof(A), "Create a")] public static StepList CreateA() => {chain};
            """);

        await CodeFixTest.VerifyAsync("ORCH1007", [before, Sources.Products], before.Replace(chain + ";", expected + ";", StringComparison.Ordinal), Sources.Products);
    }

    [Theory]
    [InlineData("Begin >> One", "Begin >> Start >> One >> Done")]
    [InlineData("Begin >> Start >> One", "Begin >> Start >> One >> Done")]
    [InlineData("\n        Begin\n        >> One\n        >> Done", "\n        Begin\n        >> Start\n        >> One\n        >> Done")]
    public async Task A_plain_workflow_gets_its_first_and_last_step(string chain, string expected)
    {
        var before = Sources.Workflows($"""{Steps}    [Workflow(Target.System, "Tidy")] public static StepList Tidy() => {chain};""");

        await CodeFixTest.VerifyAsync("ORCH1007", [before], before.Replace(chain + ";", expected + ";", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_modify_workflow_gives_no_second_reconcile_workflow()
    {
        var before = Sources.Workflows(Steps + """
                [ExternalSystemSteps] static StepList Chain => Begin >> One;
                [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;
                [ReconcileWorkflow(typeof(A), "Reconcile a")] public static StepList RepairA() => Begin >> Chain;
            """);

        await CodeFixTest.VerifyAsync("ORCH2001", [before, Sources.Products], before.Replace("\"Modify a\")", "\"Modify a\", Reconcile = false)", StringComparison.Ordinal), Sources.Products);
    }

    [Fact]
    public async Task Of_all_reconcile_workflows_of_a_product_the_first_is_kept()
    {
        var before = Sources.Workflows(Steps + """
                [ExternalSystemSteps] static StepList Chain => Begin >> One;
                [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;
                [ModifyWorkflow(typeof(A), "Move a", Reconcile = true)] public static StepList MoveA() => Begin >> Chain;
                [ReconcileWorkflow(typeof(A), "Reconcile a")] public static StepList RepairA() => Begin >> Chain;

            """);
        var after = before
            .Replace("Reconcile = true", "Reconcile = false", StringComparison.Ordinal)
            .Replace("    [ReconcileWorkflow(typeof(A), \"Reconcile a\")] public static StepList RepairA() => Begin >> Chain;\n", "", StringComparison.Ordinal);

        await CodeFixTest.VerifyAllAsync("ORCH2001", [before, Sources.Products], after, Sources.Products);
    }

    [Fact]
    public async Task A_reconcile_workflow_loses_its_form_and_its_chain_the_input_step()
    {
        const string Form = """
                public sealed record P : FormPage { public int N { get; init; } }
                static async Task<P> Ask(FormSession form) => await form.AskAsync<P>();
                [InputStep("Confirm", "NOC")] static async Task<P> Confirm(FormSession form) => await form.AskAsync<P>();

            """;
        var form = Sources.Workflows(Form + """    [ReconcileWorkflow(typeof(A), "R", InputForm = nameof(Ask))] public static StepList ReconcileA() => Begin;""");
        var step = Sources.Workflows(Steps + Form + """    [ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Begin >> One >> Confirm >> Two;""");

        await CodeFixTest.VerifyAsync("ORCH2002", [form, Sources.Products], form.Replace(", InputForm = nameof(Ask)", "", StringComparison.Ordinal), Sources.Products);
        await CodeFixTest.VerifyAsync("ORCH2002", [step, Sources.Products], step.Replace(" >> Confirm", "", StringComparison.Ordinal), Sources.Products);
    }

    [Fact]
    public async Task Repeated_steps_become_the_chain()
    {
        var before = Sources.Workflows(Steps + """
                [ExternalSystemSteps] static StepList Chain => Begin >> One >> Two;

                [ModifyWorkflow(typeof(A), "Modify a")]
                public static StepList ModifyA() =>
                    Begin
                    >> SetStatus(SubscriptionLifecycle.Active)
                    >> One
                    >> Two
                    >> SetStatus(SubscriptionLifecycle.Active);
            """);
        var after = before.Replace("        >> One\n        >> Two\n", "        >> Chain\n", StringComparison.Ordinal);

        await CodeFixTest.VerifyAsync("ORCH2004", [before, Sources.Products], after, Sources.Products);
    }

    [Fact]
    public async Task The_last_steps_become_a_chain()
    {
        var before = Sources.Workflows(Steps + """
                [ModifyWorkflow(typeof(A), "Modify a")]
                public static StepList ModifyA() =>
                    Begin
                    >> SetStatus(SubscriptionLifecycle.Active)
                    >> One
                    >> Two;
            """);
        var after = before.Replace(
            "        >> One\n        >> Two;\n",
            "        >> UpdateAInExternalSystems;\n\n    [ExternalSystemSteps]\n    private static StepList UpdateAInExternalSystems => Begin >> One >> Two;\n",
            StringComparison.Ordinal);

        await CodeFixTest.VerifyAsync("ORCH2005", [before, Sources.Products], after, Sources.Products);
    }

    [Fact]
    public async Task A_method_becomes_a_step_in_whatever_file_it_is()
    {
        var other = Sources.Workflows("""
                // Restarts it.
                static void RebootNode()
                {
                }
            """);
        var chain = Sources.Workflows("    static StepList Chain => Begin >> RebootNode;");

        await CodeFixTest.VerifyAsync(
            "ORCH3001",
            [chain, other],
            chain,
            other.Replace("    static void", "    [Step(\"Reboot node\")]\n    static void", StringComparison.Ordinal));
    }

    [Fact]
    public Task What_is_no_method_of_ours_gets_no_fix() => CodeFixTest.VerifyNoneAsync("ORCH3001", Sources.Workflows("static StepList Chain => Begin >> GC.KeepAlive;"));

    [Theory]
    [InlineData("void", "A")]
    [InlineData("async Task", "async Task<A>")]
    public async Task A_step_returns_the_subscription_that_it_changes(string result, string expected)
    {
        var before = Sources.Workflows($$"""
                [Step("S")]
                static {{result}} S(A subscription)
                {
                    {{(result == "void" ? "" : "await Task.Yield();")}}
                    subscription.Description = "x";
                }
            """);
        var after = before
            .Replace($"static {result} S", $"static {expected} S", StringComparison.Ordinal)
            .Replace("\"x\";\n", "\"x\";\n        return subscription;\n", StringComparison.Ordinal);

        await CodeFixTest.VerifyAsync("ORCH3005", [before, Sources.Products], after, Sources.Products);
    }

    [Fact]
    public Task A_step_with_a_result_of_its_own_is_left_to_its_author() => CodeFixTest.VerifyNoneAsync(
        "ORCH3005",
        Sources.Workflows("""[Step("S")] static (int N, int M) S(A subscription) { subscription.Description = "x"; return (1, 2); }"""),
        Sources.Products);

    [Fact]
    public async Task What_only_the_form_gave_is_read_from_the_subscription()
    {
        var products = GeneratorTest.Author("""
            namespace App;

            [ProductBlock("Port")]
            public sealed partial class Port : ProductBlock
            {
                public string? Name { get; set; }
                public bool Enabled { get; set; }
            }

            [ProductBlock("Circuit")]
            public sealed partial class Circuit : ProductBlock
            {
                public int? Speed { get; set; }
                public Port? Port { get; set; }
            }

            [Product("c")]
            public sealed partial class C : SubscriptionModel
            {
                public Circuit Circuit { get; set; } = new();
            }
            """);
        var before = Sources.Workflows("""
                public sealed record P : FormPage { public int Speed { get; init; } public required string Name { get; init; } public bool Enabled { get; init; } public int Elsewhere { get; init; } }
                static async Task<P> Form(FormSession form) => await form.AskAsync<P>();
                [Step("Use")] static void Use(int speed, string name, bool enabled, int elsewhere) { }
                [ExternalSystemSteps] static StepList Chain => Begin >> Use;

                [ModifyWorkflow(typeof(C), "Modify c", InputForm = nameof(Form))]
                public static StepList ModifyC() => Begin >> Chain;
            """);
        var after = before
            .Replace("nameof(Form))]", "nameof(Form), Defaults = nameof(TakeModifyCDefaults))]", StringComparison.Ordinal)
            .Replace(
                "Begin >> Chain;\n",
                """
                Begin >> Chain;

                    private sealed record TakeModifyCDefaultsResult(int Speed, string Name, bool Enabled);

                    [Step("Take modify c defaults")]
                    private static TakeModifyCDefaultsResult TakeModifyCDefaults(C subscription) => new(subscription.Circuit.Speed!.Value, subscription.Circuit.Port!.Name!, subscription.Circuit.Port!.Enabled);

                """,
                StringComparison.Ordinal);

        await CodeFixTest.VerifyAsync("ORCH2006", [before, products], after, products);
    }
}
