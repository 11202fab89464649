using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch2001Tests
{
    private static string Emitting(string modify) =>
        $$"""
            [Step("S")] static void S() { }
            [ExternalSystemSteps] static StepList Chain => Begin >> S;
            [ModifyWorkflow(typeof(A), "Modify a")] public static StepList {{modify}}() => Begin >> Chain;
            """;

    [Fact]
    public async Task Of_two_written_ones_the_second_is_reported_and_names_the_first()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows("""[ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Begin;"""),
            Sources.Workflows("""[ReconcileWorkflow(typeof(A), "R")] public static StepList {|ORCH2001:RepairA|}() => Begin;""")
        );

        var diagnostic = Assert.Single(found);
        Assert.Equal(
            "Product 'A' has more than one reconcile workflow: 'repair_a' (Workflows.RepairA), and also 'reconcile_a' "
                + "(Workflows.ReconcileA). Keep one: remove the others, or set 'Reconcile = false' on the modify workflow that one is "
                + "emitted from.",
            diagnostic.GetMessage()
        );
        Assert.Equal("Source1.cs", Assert.Single(diagnostic.AdditionalLocations).SourceTree?.FilePath);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_written_and_an_emitted_one_clash_in_either_order_of_files(bool writtenFirst)
    {
        string[] files =
        [
            Sources.Workflows("""[ReconcileWorkflow(typeof(A), "R")] public static StepList RepairA() => Begin;""", "Written"),
            Sources.Workflows(Emitting("{|ORCH2001:ModifyA|}"), "Emitting"),
        ];

        var found = await AnalyzerTest.VerifyAsync([Sources.Products, .. writtenFirst ? files : files.Reverse()]);

        Assert.Contains("'reconcile_a' (emitted from Emitting.ModifyA)", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_emitted_ones_clash() =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                """
                [Step("S")] static void S() { }
                [ExternalSystemSteps] static StepList Chain => Begin >> S;
                [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;
                [ModifyWorkflow(typeof(A), "Modify a more")] public static StepList {|ORCH2001:ModifyAMore|}() => Begin >> Chain;
                """
            )
        );

    [Fact]
    public async Task A_product_that_is_named_by_AlsoFor_counts() =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                """
                [ReconcileWorkflow(typeof(A), "R", AlsoFor = new[] { typeof(B) })] public static StepList ReconcileBoth() => Begin;
                [ReconcileWorkflow(typeof(B), "R")] public static StepList {|ORCH2001:ReconcileB|}() => Begin;
                """
            )
        );

    [Fact]
    public async Task A_workflow_of_a_referenced_assembly_counts_and_is_named_with_it()
    {
        var library = GeneratorTest.Run(
            new RunOptions { AssemblyName = "Library" },
            Sources.Products,
            Sources.Workflows(Emitting("ModifyA"), "LibraryWorkflows")
        );

        var found = await AnalyzerTest.VerifyAsync(
            new RunOptions { MoreReferences = [library.ToReference()] },
            Sources.Workflows(
                """
                [ReconcileWorkflow(typeof(A), "R")] public static StepList {|ORCH2001:RepairA|}() => Begin;
                [ReconcileWorkflow(typeof(B), "R")] public static StepList ReconcileB() => Begin;
                """
            )
        );

        Assert.Contains("'reconcile_a' (in assembly Library)", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    private static MetadataReference[] CreateClashingLibraries()
    {
        var products = GeneratorTest.Run(new RunOptions { AssemblyName = "Products" }, Sources.Products);
        var options = new RunOptions { MoreReferences = [products.ToReference()] };
        return
        [
            products.ToReference(),
            GeneratorTest.Run(options with { AssemblyName = "First" }, Sources.Workflows(Emitting("ModifyA"), "First")).ToReference(),
            GeneratorTest
                .Run(
                    options with
                    {
                        AssemblyName = "Second",
                    },
                    Sources.Workflows("""[ReconcileWorkflow(typeof(A), "R")] public static StepList RepairA() => Begin;""", "Second")
                )
                .ToReference(),
        ];
    }

    [Theory]
    [InlineData(OutputKind.DynamicallyLinkedLibrary)]
    [InlineData(OutputKind.ConsoleApplication)]
    public async Task A_project_that_only_refers_to_them_is_fine(OutputKind kind) =>
        await AnalyzerTest.VerifyAsync(
            new RunOptions { Kind = kind, MoreReferences = [.. CreateClashingLibraries()] },
            Sources.Workflows("""[ReconcileWorkflow(typeof(B), "R")] public static StepList ReconcileB() => Begin;""")
        );

    private static string Host(string statements) =>
        $$"""
            using Microsoft.Extensions.DependencyInjection;

            namespace App;

            internal static class Host
            {
                {{statements}}
            }
            """;

    [Theory]
    [InlineData("internal static void Add(IOrchestratorBuilder builder) => builder.AddFirstWorkflows().{|ORCH2001:AddSecondWorkflows|}();")]
    [InlineData(
        "internal static void Add(IServiceCollection services) { services.AddOrchestrator(null!).AddFirstWorkflows(); "
            + "services.AddOrchestrator(null!).{|ORCH2001:AddSecondWorkflows|}(); }"
    )]
    [InlineData(
        "internal static void Add(IOrchestratorBuilder builder, bool second) { builder.AddFirstWorkflows(); if (second) { "
            + "builder.{|ORCH2001:AddSecondWorkflows|}(); } }"
    )]
    [InlineData(
        "internal static void Add(IServiceCollection services) { var builder = services.AddOrchestrator(null!); "
            + "FirstWorkflowRegistry.AddFirstWorkflows(builder); SecondWorkflowRegistry.{|ORCH2001:AddSecondWorkflows|}(builder); }"
    )]
    public async Task Two_referenced_assemblies_that_clash_are_reported_where_the_second_one_is_registered(string statements)
    {
        var found = await AnalyzerTest.VerifyAsync(new RunOptions { MoreReferences = [.. CreateClashingLibraries()] }, Host(statements));

        Assert.Equal(
            "Product 'A' has more than one reconcile workflow in the assemblies that this project references: 'reconcile_a' (in "
                + "assembly First), and 'repair_a' (in assembly Second). Keep one: remove the others where they are declared, set "
                + "'Reconcile = false' on the modify workflow that one is emitted from, or register one of the assemblies only.",
            Assert.Single(found).GetMessage()
        );
    }

    [Theory]
    [InlineData("internal static void Add(IOrchestratorBuilder builder) => builder.AddFirstWorkflows();")]
    [InlineData(
        "internal static void Add(IOrchestratorBuilder first, IOrchestratorBuilder second) { first.AddFirstWorkflows(); "
            + "second.AddSecondWorkflows(); }"
    )]
    [InlineData(
        "internal static void Add(IServiceCollection first, IServiceCollection second) { "
            + "first.AddOrchestrator(null!).AddFirstWorkflows(); second.AddOrchestrator(null!).AddSecondWorkflows(); }"
    )]
    [InlineData(
        "internal static void Add(System.Func<IOrchestratorBuilder> create) { create().AddFirstWorkflows(); "
            + "create().AddSecondWorkflows(); }"
    )]
    [InlineData(
        "internal static void Add(System.Action<System.Action<IOrchestratorBuilder>> host) { host(static builder => "
            + "builder.AddFirstWorkflows()); host(static builder => builder.AddSecondWorkflows()); }"
    )]
    [InlineData(
        "internal static void Add(IOrchestratorBuilder builder, bool first) { if (first) { builder.AddFirstWorkflows(); } else { "
            + "builder.AddSecondWorkflows(); } }"
    )]
    [InlineData(
        "internal static void Add(IOrchestratorBuilder builder, bool first) { if (first) { builder.AddFirstWorkflows(); return; } "
            + "builder.AddSecondWorkflows(); }"
    )]
    [InlineData(
        "internal static IOrchestratorBuilder Add(IOrchestratorBuilder builder, bool first) => first ? builder.AddFirstWorkflows() "
            + ": builder.AddSecondWorkflows();"
    )]
    [InlineData(
        "internal static IOrchestratorBuilder Add(IOrchestratorBuilder builder, int which) => which switch { 1 => "
            + "builder.AddFirstWorkflows(), _ => builder.AddSecondWorkflows() };"
    )]
    [InlineData(
        "internal static void Add(IOrchestratorBuilder builder, int which) { switch (which) { case 1: builder.AddFirstWorkflows(); "
            + "break; default: builder.AddSecondWorkflows(); break; } }"
    )]
    [InlineData(
        "internal static void Add(IOrchestratorBuilder builder) => builder.AddFirstWorkflows(); internal static void "
            + "AddOther(IOrchestratorBuilder builder) => builder.AddSecondWorkflows();"
    )]
    public async Task A_project_that_registers_only_one_of_them_or_each_in_a_host_of_its_own_is_fine(string statements) =>
        await AnalyzerTest.VerifyAsync(new RunOptions { MoreReferences = [.. CreateClashingLibraries()] }, Host(statements));

    [Fact]
    public async Task A_project_that_references_the_one_that_brings_them_together_is_not_told_again()
    {
        var libraries = CreateClashingLibraries();
        var host = GeneratorTest.Compile(
            new RunOptions { AssemblyName = "Host", MoreReferences = [.. libraries] },
            Host("public static void Add(IOrchestratorBuilder builder) => builder.AddFirstWorkflows().AddSecondWorkflows();")
        );
        using var stream = new MemoryStream();
        Assert.True(host.Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success);

        await AnalyzerTest.VerifyAsync(
            new RunOptions { MoreReferences = [.. libraries, MetadataReference.CreateFromImage(stream.ToArray())] },
            "namespace Tests; class HostTests;"
        );
    }

    [Fact]
    [FixTest(FixTestKind.NotOffered)]
    public async Task No_fix_is_offered_where_assemblies_are_registered() =>
        await CodeFixTest.VerifyNoneAsync(
            "ORCH2001",
            new ProjectText(
                new RunOptions { MoreReferences = [.. CreateClashingLibraries()] },
                Host("internal static void Add(IOrchestratorBuilder builder) { builder.AddFirstWorkflows().AddSecondWorkflows(); }")
            )
        );

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_library_that_writes_one_and_an_application_that_emits_one_clash_and_the_reverse(bool libraryWrites)
    {
        const string Written = """[ReconcileWorkflow(typeof(A), "R")] public static StepList {0}() => Begin;""";
        var products = GeneratorTest.Run(new RunOptions { AssemblyName = "Products" }, Sources.Products).ToReference();
        var library = GeneratorTest
            .Run(
                new RunOptions { AssemblyName = "Library", MoreReferences = [products] },
                Sources.Workflows(
                    libraryWrites ? Written.Replace("{0}", "RepairA", StringComparison.Ordinal) : Emitting("ModifyA"),
                    "LibraryWorkflows"
                )
            )
            .ToReference();

        var found = await AnalyzerTest.VerifyAsync(
            new RunOptions { MoreReferences = [library, products] },
            Sources.Workflows(
                libraryWrites ? Emitting("{|ORCH2001:ModifyA|}") : Written.Replace("{0}", "{|ORCH2001:RepairA|}", StringComparison.Ordinal)
            )
        );

        Assert.Contains(
            libraryWrites ? "'repair_a' (in assembly Library)" : "'reconcile_a' (in assembly Library)",
            Assert.Single(found).GetMessage(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Workflows", false)]
    [InlineData("Others", true)]
    public async Task Only_a_clash_of_two_classes_waits_for_the_end_of_the_compilation(string name, bool waits)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows("""[ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Begin;"""),
            Sources.Workflows("""[ReconcileWorkflow(typeof(A), "R")] public static StepList {|ORCH2001:RepairA|}() => Begin;""", name)
        );

        Assert.All(
            found,
            diagnostic => Assert.Equal(waits, diagnostic.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.CompilationEnd))
        );
    }

    [Theory]
    [InlineData("""[ModifyWorkflow(typeof(A), "Modify a", Reconcile = false)] public static StepList ModifyA() => Begin >> Chain;""")]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> SetStatus(SubscriptionLifecycle.Active);"""
    )]
    [InlineData("""[ModifyWorkflow(typeof(B), "Modify b")] public static StepList ModifyB() => Begin >> Chain;""")]
    public async Task One_written_and_no_emitted_one_for_the_same_product_is_fine(string modify) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                [Step("S")] static void S() { }
                [ExternalSystemSteps] static StepList Chain => Begin >> S;
                [ReconcileWorkflow(typeof(A), "R")] public static StepList RepairA() => Begin >> Chain;
                {{modify}}
                """
            )
        );

    [Fact]
    public async Task What_has_the_same_simple_name_is_named_in_full()
    {
        static string In(string space, string product, string name) =>
            GeneratorTest.Author(
                $$"""namespace {{space}}; public static partial class Flow { [ReconcileWorkflow(typeof({{product}}), "R")] public static StepList {{name}}() => Begin; }"""
            );

        var found = await AnalyzerTest.VerifyAsync(
            GeneratorTest.Author(
                """namespace East { [Product("east")] public sealed partial class Node : SubscriptionModel; } namespace West { [Product("west")] public sealed partial class Node : SubscriptionModel; }"""
            ),
            In("First", "East.Node", "ReconcileIt"),
            In("Second", "East.Node", "{|ORCH2001:ReconcileIt|}"),
            In("Third", "West.Node", "ReconcileOther"),
            In("Fourth", "West.Node", "{|ORCH2001:ReconcileOther|}")
        );

        Assert.Contains("Product 'East.Node'", found[0].GetMessage(), StringComparison.Ordinal);
        Assert.Contains("'reconcile_it' (First.Flow.ReconcileIt)", found[0].GetMessage(), StringComparison.Ordinal);
        Assert.Contains("'reconcile_it' (Second.Flow.ReconcileIt)", found[0].GetMessage(), StringComparison.Ordinal);
        Assert.Contains("Product 'West.Node'", found[1].GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                """
                #pragma warning disable ORCH2001
                [ReconcileWorkflow(typeof(A), "R")] public static StepList ReconcileA() => Begin;
                [ReconcileWorkflow(typeof(A), "R")] public static StepList RepairA() => Begin;
                """
            )
        );

    [Fact]
    public async Task Two_hundred_files_analysed_at_once_give_the_same_diagnostics_each_time()
    {
        string[] files =
        [
            Sources.Products,
            .. Enumerable
                .Range(0, 200)
                .Select(static index =>
                    Sources.Workflows(
                        $$"""[ReconcileWorkflow(typeof(A), "R")] public static StepList Reconcile{{index}}() => Begin;""",
                        $"Workflows{index}"
                    )
                ),
        ];
        var first = (await AnalyzerTest.FindAsync(RunOptions.Default, files)).Select(static diagnostic => diagnostic.ToString()).ToArray();
        Assert.Equal(199, first.Length);

        for (var repetition = 0; repetition < 2; repetition++)
        {
            Assert.Equal(
                first,
                (await AnalyzerTest.FindAsync(RunOptions.Default, files)).Select(static diagnostic => diagnostic.ToString())
            );
        }
    }
}
