using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch1003Tests
{
    [Theory]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH1003:ModifyA|}() => Begin; internal static partial class Inner { [ModifyWorkflow(typeof(B), "M")] public static StepList {|ORCH1003:ModifyA|}() => Begin; }""",
        "Workflows.Inner.ModifyA"
    )]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH1003:ModifyA|}() => Begin; [ModifyWorkflow(typeof(B), "M")] public static StepList {|ORCH1003:Modify_a|}() => Begin;""",
        "'modify_a' is used twice"
    )]
    [InlineData(
        """[Step("S")] static void S() { } [ExternalSystemSteps(Workflow = "Same")] static StepList One => Begin >> S; [ExternalSystemSteps(Workflow = "Same")] static StepList Two => Begin >> S; [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH1003:ModifyA|}() => Begin >> One; internal static partial class Inner { [ModifyWorkflow(typeof(B), "M")] public static StepList {|ORCH1003:ModifyB|}() => Begin >> Two; }""",
        "the reconcile workflow that is emitted from Workflows.Inner.ModifyB"
    )]
    public async Task A_name_that_is_taken_is_reported_on_every_workflow_that_has_it(string members, string fix)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

        Assert.Contains(fix, found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin; [ModifyWorkflow(typeof(B), "M")] public static StepList ModifyB() => Begin;"""
    )]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin; public static StepList Modify_a() => Begin;"""
    )]
    public async Task Names_of_their_own_are_fine(string members) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

    [Fact]
    public async Task A_name_that_a_referenced_assembly_has_registered_is_reported()
    {
        var library = GeneratorTest.Run(
            new RunOptions { AssemblyName = "Library" },
            Sources.Products,
            Sources.Workflows("""[ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin;""")
        );

        var found = await AnalyzerTest.VerifyAsync(
            new RunOptions { MoreReferences = [library.ToReference()] },
            Sources.Workflows("""[ModifyWorkflow(typeof(B), "M")] public static StepList {|ORCH1003:ModifyA|}() => Begin;""", "Others")
        );

        Assert.Contains("one in assembly Library", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Workflows_of_two_files_clash_in_either_order_and_name_each_other(bool reversed)
    {
        string[] files =
        [
            Sources.Workflows("""[ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH1003:ModifyIt|}() => Begin;""", "First"),
            Sources.Workflows("""[ValidateWorkflow(typeof(B), "V")] public static StepList {|ORCH1003:ModifyIt|}() => Begin;""", "Second"),
        ];

        var found = await AnalyzerTest.VerifyAsync([Sources.Products, .. reversed ? files.Reverse() : files]);

        Assert.Equal(
            [
                "Workflow name 'modify_it' is used twice: by First.ModifyIt, and by Second.ModifyIt. Rename one of the methods.",
                "Workflow name 'modify_it' is used twice: by Second.ModifyIt, and by First.ModifyIt. Rename one of the methods.",
            ],
            found.Select(static diagnostic => diagnostic.GetMessage()).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_referenced_assemblies_that_clash_are_reported_in_the_project_that_brings_them_together(bool reversed)
    {
        var products = GeneratorTest.Run(new RunOptions { AssemblyName = "Products" }, Sources.Products);
        var options = new RunOptions { MoreReferences = [products.ToReference()] };
        MetadataReference[] libraries =
        [
            GeneratorTest
                .Run(
                    options with
                    {
                        AssemblyName = "First",
                    },
                    Sources.Workflows("""[ModifyWorkflow(typeof(A), "M")] public static StepList ModifyIt() => Begin;""", "First")
                )
                .ToReference(),
            GeneratorTest
                .Run(
                    options with
                    {
                        AssemblyName = "Second",
                    },
                    Sources.Workflows("""[ModifyWorkflow(typeof(B), "M")] public static StepList ModifyIt() => Begin;""", "Second")
                )
                .ToReference(),
        ];

        var found = await AnalyzerTest.VerifyAsync(
            new RunOptions { MoreReferences = [products.ToReference(), .. reversed ? libraries.Reverse() : libraries] },
            "namespace App; class Host { void Add(Microsoft.Extensions.DependencyInjection.IOrchestratorBuilder builder) { "
                + "Microsoft.Extensions.DependencyInjection.FirstWorkflowRegistry.AddFirstWorkflows(builder); "
                + "Microsoft.Extensions.DependencyInjection.SecondWorkflowRegistry.{|ORCH1003:AddSecondWorkflows|}(builder); } }"
        );

        Assert.Equal(
            "Workflow name 'modify_it' is used twice in the assemblies that this project references: by one in assembly First, and "
                + "by one in assembly Second. Rename one of the methods where it is declared, or register one of the assemblies only.",
            Assert.Single(found).GetMessage()
        );
    }

    [Fact]
    public async Task A_clash_in_one_class_does_not_wait_for_the_end_of_the_compilation()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                """
                [ModifyWorkflow(typeof(A), "M")] public static StepList {|ORCH1003:ModifyA|}() => Begin;
                [ModifyWorkflow(typeof(B), "M")] public static StepList {|ORCH1003:Modify_a|}() => Begin;
                """
            )
        );

        Assert.All(
            found,
            static diagnostic => Assert.DoesNotContain(WellKnownDiagnosticTags.CompilationEnd, diagnostic.Descriptor.CustomTags)
        );
    }

    [Fact]
    public async Task Two_reconcile_workflows_of_one_product_are_left_to_the_rule_that_says_more() =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                """
                [ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Begin;
                internal static partial class Inner { [ReconcileWorkflow(typeof(A), "R")] public static StepList {|ORCH2001:ReconcileA|}() => Begin; }
                """
            )
        );

    [Fact]
    public async Task What_has_the_same_simple_name_is_named_in_full()
    {
        static string In(string space) =>
            GeneratorTest.Author(
                $$"""namespace {{space}}; public static partial class Flow { [Workflow(Target.System, "T")] public static StepList {|ORCH1003:Tidy|}() => Begin >> Start >> Done; }"""
            );

        var found = await AnalyzerTest.VerifyAsync(In("East"), In("West"));

        Assert.Contains("by East.Flow.Tidy", found[0].GetMessage(), StringComparison.Ordinal);
        Assert.Contains("by West.Flow.Tidy", found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                """
                #pragma warning disable ORCH1003
                [ModifyWorkflow(typeof(A), "M")] public static StepList ModifyA() => Begin;
                [ModifyWorkflow(typeof(B), "M")] public static StepList Modify_a() => Begin;
                """
            )
        );
}
