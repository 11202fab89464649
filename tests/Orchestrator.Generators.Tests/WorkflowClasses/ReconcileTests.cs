using Orchestrator.Generators.Tests.Infrastructure;
using Orchestrator.Generators.WorkflowClasses;

namespace Orchestrator.Generators.Tests;

public sealed class ReconcileTests
{
    private const string Products = """
        namespace App;

        [Product("a")] public sealed partial class ProductA : SubscriptionModel;
        [Product("b")] public sealed partial class ProductB : SubscriptionModel;
        """;

    [Theory]
    [InlineData("ModifyL2vpn", "ReconcileL2vpn")]
    [InlineData("Modify_L2vpn", "Reconcile_L2vpn")]
    [InlineData("ModifyéL2vpn", "ReconcileProductA")]
    [InlineData("Modifying", "ReconcileProductA")]
    [InlineData("Modify", "ReconcileProductA")]
    [InlineData("ChangeSpeed", "ReconcileProductA")]
    [InlineData("modifyL2vpn", "ReconcileProductA")]
    public void The_emitted_workflow_is_named_after_the_modify_workflow_or_else_the_product(string method, string expected) =>
        Assert.Equal(expected, EmittedWorkflowNames.MethodFor("Reconcile", method, "ProductA"));

    [Theory]
    [InlineData("Modify l2vpn", "Reconcile l2vpn")]
    [InlineData("modify l2vpn", "reconcile l2vpn")]
    [InlineData("Modify", "Reconcile")]
    [InlineData("MODIFY l2vpn", "Reconcile MODIFY l2vpn")]
    [InlineData("Modifying l2vpn", "Reconcile Modifying l2vpn")]
    [InlineData("Change the speed", "Reconcile Change the speed")]
    [InlineData("", "Reconcile ")]
    public void The_emitted_description_follows_that_of_the_modify_workflow(string description, string expected) =>
        Assert.Equal(expected, EmittedWorkflowNames.DescriptionFor("Reconcile", description));

    [Fact]
    public void Name_and_description_can_be_set_on_the_chain()
    {
        using var loaded = Run(
                """
                [ExternalSystemSteps(Workflow = "RepairEverything", Description = "Repair \"all\"")]
                static StepList Chain() => Begin >> Push;

                [ModifyWorkflow(typeof(ProductA), "Modify a")]
                public static StepList ModifyA() => Begin >> Chain();
                """
            )
            .Load();

        var reconcile = loaded.Catalog().FindWorkflow("repair_everything")!;
        Assert.Equal((Target.Reconcile, "Repair \"all\"", 1), (reconcile.Target, reconcile.Description, reconcile.Steps().Count));
    }

    [Fact]
    public void A_workflow_for_several_products_gives_a_reconcile_workflow_for_all_of_them()
    {
        var run = Run(
            """
            [ExternalSystemSteps] static StepList Chain => Begin >> Push;

            [ModifyWorkflow(typeof(ProductA), "Change", AlsoFor = new[] { typeof(ProductB), typeof(ProductA) })]
            public static StepList Change() => Begin >> Chain;
            """
        );
        using var loaded = run.Load();

        Snapshot.Match(run);
        var expected = new[] { loaded.Type("App.ProductA"), loaded.Type("App.ProductB") };
        var reconcile = loaded.Catalog().FindWorkflow("reconcile_product_a")!;
        Assert.Equal(expected, reconcile.Products);
        var attribute = Assert.Single(
            loaded.Type("App.Workflows").GetMethod("ReconcileProductA")!.GetCustomAttributes(false).OfType<ReconcileWorkflowAttribute>()
        );
        Assert.Equal(expected, attribute.AlsoFor.Prepend(attribute.Product));
    }

    [Fact]
    public void The_defaults_step_runs_before_the_chain()
    {
        using var loaded = Run(
                """
                [Step("Defaults")] static (int Speed, string Mode) Defaults() => (1, "auto");
                [ExternalSystemSteps] static StepList Chain => Begin >> Push;

                [ModifyWorkflow(typeof(ProductA), "Modify a", Defaults = nameof(Defaults))]
                public static StepList ModifyA() => Begin >> Chain;
                """
            )
            .Load();

        Assert.Equal(
            ["Workflows.Defaults", "Workflows.Push"],
            loaded.Catalog().FindWorkflow("reconcile_a")!.Steps().Select(static step => step.ToString())
        );
    }

    [Fact]
    public void Several_chains_run_in_the_order_in_which_the_modify_workflow_uses_them()
    {
        using var loaded = Run(
                """
                [ExternalSystemSteps] static StepList First => Begin >> Push;
                [ExternalSystemSteps] static StepList Second { get { return Begin >> Tell; } }
                static StepList Tail => Begin >> First >> SetStatus(SubscriptionLifecycle.Active);

                [ModifyWorkflow(typeof(ProductA), "Modify a")]
                public static StepList ModifyA() { return Begin >> (Begin >> Second) >> Tail >> Second; }
                """
            )
            .Load();

        Assert.Equal(
            ["Workflows.Tell", "Workflows.Push"],
            loaded.Catalog().FindWorkflow("reconcile_a")!.Steps().Select(static step => step.ToString())
        );
    }

    [Fact]
    public void A_chain_that_is_used_in_a_condition_counts_as_used()
    {
        using var loaded = Run(
                """
                [ExternalSystemSteps] static StepList Chain => Begin >> Push;

                [ModifyWorkflow(typeof(ProductA), "Modify a")]
                public static StepList ModifyA()
                {
                    var list = Environment.NewLine.Length > 0 ? Begin >> Chain : Begin;
                    return list >> SetStatus(SubscriptionLifecycle.Active);
                }
                """
            )
            .Load();

        Assert.Single(loaded.Catalog().FindWorkflow("reconcile_a")!.Steps());
    }

    [Theory]
    [InlineData(
        """[ModifyWorkflow(typeof(ProductA), "Modify a", Reconcile = false)] public static StepList ModifyA() => Begin >> Chain;"""
    )]
    [InlineData("""[ModifyWorkflow(typeof(ProductA), "Modify a")] public static StepList ModifyA() => Begin >> Push;""")]
    [InlineData(
        """[ModifyWorkflow(typeof(ProductA), "Modify a")] public static StepList ModifyA() => nameof(Chain) == "" ? Begin : Begin >> Push;"""
    )]
    [InlineData("""[CreateWorkflow(typeof(ProductA), "Create a")] public static StepList CreateA() => Begin >> Chain;""")]
    [InlineData(
        """[ModifyWorkflow(typeof(ProductA), "Modify a", Defaults = "Nothing")] public static StepList ModifyA() => Begin >> Chain;"""
    )]
    [InlineData("""[ModifyWorkflow(typeof(ProductA), "Modify a")] public static StepList ModifyA() => Begin >> Hidden.Chain;""", "CS0122")]
    [InlineData("""[ModifyWorkflow(typeof(ProductA), "Modify a")] public static StepList ModifyA() => Begin >> FileLocal.Chain;""")]
    public void No_reconcile_workflow_is_emitted(string workflow, params string[] errors)
    {
        var run = Run("[ExternalSystemSteps] static StepList Chain => Begin >> Push;\n" + workflow, errors);

        Assert.DoesNotContain("Reconcile", run.File("Workflows.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_written_reconcile_workflow_of_the_same_name_is_the_one()
    {
        using var loaded = Run(
                """
                [ExternalSystemSteps] static StepList Chain => Begin >> Push;

                [ModifyWorkflow(typeof(ProductA), "Modify a")]
                public static StepList ModifyA() => Begin >> Chain;

                [ReconcileWorkflow(typeof(ProductA), "Written")]
                public static StepList ReconcileA() => Begin >> Tell >> Chain;
                """
            )
            .Load();

        Assert.Equal("Written", loaded.Catalog().FindWorkflow("reconcile_a")!.Description);
    }

    [Theory]
    [InlineData("public")]
    [InlineData("internal")]
    [InlineData("private")]
    public void The_emitted_method_is_as_accessible_as_the_modify_workflow(string accessibility)
    {
        var run = Run(
            $$"""
            [ExternalSystemSteps] static StepList Chain => Begin >> Push;

            [ModifyWorkflow(typeof(ProductA), "Modify a")]
            {{accessibility}} static StepList ModifyA() => Begin >> Chain;
            """
        );
        using var loaded = run.Load();

        Assert.Contains(
            $"    {accessibility} static global::Orchestrator.StepList ReconcileA() =>",
            run.File("Workflows.g.cs"),
            StringComparison.Ordinal
        );
        Assert.Single(loaded.Catalog().FindWorkflow("reconcile_a")!.Steps());
    }

    [Fact]
    public void A_chain_of_another_class_or_assembly_is_used_where_it_stands()
    {
        const string library = """
            namespace Library;

            public static partial class Shared
            {
                [Step("Push")] static void Push() { }
                [ExternalSystemSteps] public static StepList Chain() => Begin >> Push;
            }
            """;
        var first = GeneratorTest.Run(new RunOptions { AssemblyName = "Library" }, GeneratorTest.Author(library));
        var run = GeneratorTest.Run(
            new RunOptions { MoreReferences = [first.ToReference()] },
            GeneratorTest.Author(Products),
            GeneratorTest.Author(
                """
                namespace App;

                static partial class Other
                {
                    [Step("Tell")] static void Tell() { }
                    [ExternalSystemSteps] internal static StepList Chain => Begin >> Tell;
                }

                public static partial class Workflows
                {
                    [ModifyWorkflow(typeof(ProductA), "Modify a")] public static StepList ModifyA() => Begin >> Other.Chain >> Library.Shared.Chain();
                }
                """
            )
        );
        using var loaded = run.Load(first);

        Assert.Contains(
            "Begin >> global::App.Other.Chain >> global::Library.Shared.Chain();",
            run.File("Workflows.g.cs"),
            StringComparison.Ordinal
        );
        var catalog = loaded.Catalog();
        Assert.Equal(
            ["Other.Tell", "Shared.Push"],
            catalog.FindWorkflow("reconcile_a")!.Steps().Select(step => catalog.Steps.Find((MethodStep)step).Id)
        );
    }

    [Fact]
    public void A_chain_of_a_generic_class_is_used_with_its_arguments()
    {
        var run = GeneratorTest.Run(
            GeneratorTest.Author(Products),
            GeneratorTest.Author(
                """
                namespace App;

                static partial class Steps { [Step("S")] internal static void Do() { } }
                static class Shared<T> { [ExternalSystemSteps] internal static StepList Chain => Begin >> Steps.Do; }

                public static partial class Workflows
                {
                    [ModifyWorkflow(typeof(ProductA), "Modify a")] public static StepList ModifyA() => Begin >> Shared<ProductA>.Chain;
                }
                """
            )
        );

        Assert.Contains("Begin >> global::App.Shared<global::App.ProductA>.Chain;", run.File("Workflows.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_product_that_only_its_class_can_see_is_registered_but_not_published()
    {
        using var loaded = GeneratorTest
            .Run(
                GeneratorTest.Author(
                    """
                    namespace App;

                    public static partial class Workflows
                    {
                        [Product("secret")] private sealed partial class Secret : SubscriptionModel;
                        [Step("S")] static void Do() { }
                        [ExternalSystemSteps] static StepList Chain => Begin >> Do;
                        [ModifyWorkflow(typeof(Secret), "Modify secret")] static StepList ModifySecret() => Begin >> Chain;
                    }
                    """
                )
            )
            .Load();

        Assert.Equal("Secret", Assert.Single(loaded.Catalog().FindWorkflow("reconcile_secret")!.Products).Name);
        Assert.All(
            loaded.Type("App.Workflows").Assembly.GetCustomAttributes(false).OfType<Catalog.RegisteredWorkflowAttribute>(),
            static workflow => Assert.Empty(workflow.Products)
        );
    }

    [Fact]
    public void Two_modify_workflows_that_would_give_one_name_give_one_method()
    {
        using var loaded = Run(
                """
                [ExternalSystemSteps] static StepList Chain => Begin >> Push;

                [ModifyWorkflow(typeof(ProductA), "Change a")] public static StepList ChangeA() => Begin >> Chain;
                [ModifyWorkflow(typeof(ProductA), "Upgrade a")] public static StepList UpgradeA() => Begin >> Chain;
                """
            )
            .Load();

        Assert.Equal("Reconcile Change a", loaded.Catalog().FindWorkflow("reconcile_product_a")!.Description);
    }

    [Fact]
    public void A_form_on_a_reconcile_workflow_spoils_nothing_that_is_emitted()
    {
        using var loaded = Run(
                """
                public sealed class Page { public string Note { get; init; } = ""; }
                [ReconcileWorkflow(typeof(ProductA), "Reconcile a", InputForm = nameof(Ask))] public static StepList ReconcileA() => Begin >> Push;
                private static Page Ask(Page page) => page;
                """
            )
            .Load();

        Assert.Null(loaded.Catalog().FindWorkflow("reconcile_a")!.Form);
    }

    private static GeneratorRun Run(string members, params string[] errors) =>
        GeneratorTest.Run(
            new RunOptions { ExpectedDiagnostics = [.. errors] },
            GeneratorTest.Author(Products),
            GeneratorTest.Author(
                $$"""
                namespace App;

                static class Hidden
                {
                    [ExternalSystemSteps] private static StepList Chain => Begin;
                }

                file static class FileLocal
                {
                    [ExternalSystemSteps] internal static StepList Chain => Begin;
                }

                public static partial class Workflows
                {
                    [Step("Push")] static void Push() { }
                    [Step("Tell")] static void Tell() { }
                {{members}}
                }
                """
            )
        );
}
