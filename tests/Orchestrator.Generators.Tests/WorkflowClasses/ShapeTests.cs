using Microsoft.CodeAnalysis;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class ShapeTests
{
    private const string Product = """[Product("a")] public sealed partial class ProductA : SubscriptionModel;""";

    private const string Members = """
        [Step("Push")] static (int A, string B) Push(int speed, string? name) => (speed, name ?? "");
        [ExternalSystemSteps] static StepList Chain => Begin >> Push;
        [ModifyWorkflow(typeof(ProductA), "Modify a")] public static StepList ModifyA() => Begin >> Chain;
        """;

    [Theory]
    [InlineData("namespace App;", "public static partial class Workflows {", "}", "App.Workflows")]
    [InlineData("", "public static partial class Workflows {", "}", "Workflows")]
    [InlineData("namespace App.@event;", "internal partial class Workflows {", "}", "App.event.Workflows")]
    [InlineData("namespace App;", "public sealed partial record Workflows {", "}", "App.Workflows")]
    [InlineData("namespace App;", "public partial struct Workflows {", "}", "App.Workflows")]
    [InlineData("namespace App;", "public readonly partial record struct Workflows {", "}", "App.Workflows")]
    [InlineData("namespace App;", "public partial class Outer { internal static partial class Workflows {", "} }", "App.Outer+Workflows")]
    [InlineData(
        "namespace App;",
        "public partial interface IOuter { public partial record Inner { public static partial class Workflows {",
        "} } }",
        "App.IOuter+Inner+Workflows"
    )]
    [InlineData("namespace App;", "public static partial class @class {", "}", "App.class")]
    [InlineData("namespace App;", "public static partial class @record {", "}", "App.record")]
    [InlineData("namespace App;", "public abstract partial class Workflows {", "}", "App.Workflows")]
    [InlineData("namespace Größe.日本;", "public static partial class Ärger {", "}", "Größe.日本.Ärger")]
    [InlineData("namespace App.System.Orchestrator;", "public static partial class Workflows {", "}", "App.System.Orchestrator.Workflows")]
    public void Workflows_live_in_any_partial_type(string space, string open, string close, string type)
    {
        using var loaded = GeneratorTest.Run(GeneratorTest.Author($"{space}\n{Product}\n{open}\n{Members}\n{close}")).Load();
        var catalog = loaded.Catalog();

        var step = Assert.Single(catalog.FindWorkflow("reconcile_a")!.Steps());
        var id = type[(type.LastIndexOf('.') + 1)..].Replace('+', '.') + ".Push";
        Assert.Equal(id, catalog.Steps.Find((MethodStep)step).Id);
        Assert.NotNull(loaded.Type(type).GetMethod("ReconcileA"));
    }

    [Theory]
    [InlineData("public static class Workflows {", "}")]
    [InlineData("public static class Outer { public static partial class Workflows {", "} }")]
    [InlineData("public static partial class Workflows<T> {", "}")]
    [InlineData("public partial class Outer<T> { public static partial class Workflows {", "} }")]
    [InlineData("file static partial class Workflows {", "}")]
    [InlineData("public partial class Outer { private static partial class Workflows {", "} }")]
    public void A_type_that_cannot_be_completed_or_reached_is_left_out(string open, string close)
    {
        var run = GeneratorTest.Run(GeneratorTest.Author($"namespace App;\n{Product}\n{open}\n{Members}\n{close}"));

        Assert.Equal(["App.ProductA.Mapping.g.cs", "Example.WorkflowRegistry.g.cs"], run.Files.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Attributes_are_found_under_any_alias()
    {
        using var loaded = GeneratorTest
            .Run(
                """
                global using Change = Orchestrator.ModifyWorkflowAttribute;
                """,
                """
                using static Orchestrator.Workflow;
                using S = Orchestrator.StepAttribute;
                using ExternalAttribute = Orchestrator.ExternalSystemStepsAttribute;

                [Orchestrator.ProductAttribute("a")] public sealed partial class ProductA : Orchestrator.SubscriptionModel;

                static partial class Workflows
                {
                    [S("Push")] static void Push() { }
                    [External] static Orchestrator.StepList Chain => Begin >> Push;
                    [Change(typeof(ProductA), "Modify a")] internal static Orchestrator.StepList ModifyA() => Begin >> Chain;
                }
                """
            )
            .Load();

        Assert.Single(loaded.Catalog().FindWorkflow("reconcile_a")!.Steps());
    }

    [Fact]
    public void The_parts_of_a_class_become_one_file()
    {
        var run = GeneratorTest.Run(
            GeneratorTest.Author(
                $$"""namespace App; {{Product}} public static partial class Workflows { [Step("One")] static void One() { } static int Unrelated => 1; }"""
            ),
            GeneratorTest.Author(
                """namespace App; public static partial class Workflows { [Step("Two")] static void Two() { } [ExternalSystemSteps] static StepList Chain => Begin >> One >> Two; }"""
            ),
            GeneratorTest.Author(
                """namespace App; static partial class Workflows { [ModifyWorkflow(typeof(ProductA), "Modify a")] public static StepList ModifyA() => Begin >> Chain; }"""
            )
        );
        using var loaded = run.Load();

        Snapshot.Match(run);
        Assert.Equal(2, loaded.Catalog().FindWorkflow("reconcile_a")!.Steps().Count);
    }

    [Fact]
    public void A_class_with_steps_only_registers_them_for_the_workflows_of_other_classes()
    {
        var run = GeneratorTest.Run(
            GeneratorTest.Author(
                """namespace App; public static partial class Steps { [Step("Push", TimeoutSeconds = 90.5)] internal static void Push() { } [InputStep("Ask", "NOC")] internal static Task Ask(FormSession form) => Task.CompletedTask; }"""
            ),
            GeneratorTest.Author(
                $$"""namespace App; {{Product}} public static partial class Workflows { [ValidateWorkflow(typeof(ProductA), "Validate a")] public static StepList ValidateA() => Begin >> Steps.Push >> Steps.Ask; }"""
            )
        );
        using var loaded = run.Load();
        var catalog = loaded.Catalog();

        Snapshot.Match(run);
        Assert.Equal(
            ["Steps.Push", "Steps.Ask"],
            catalog.FindWorkflow("validate_a")!.Steps().Select(step => catalog.Steps.Find((MethodStep)step).Id)
        );
    }

    [Fact]
    public void Files_whose_names_differ_in_case_only_get_names_that_differ()
    {
        const string first = """namespace App; public static partial class Steps { [Step("1")] static void Do() { } }""";
        const string second =
            """namespace App; public static partial class STEPS { [Step("2")] static void Do() { } } public partial class Steps2 { [ProductBlock("m")] public sealed partial class Mapping : ProductBlock; }""";
        const string third = """namespace Example; static partial class WorkflowRegistry { [Step("3")] static void Do() { } }""";
        var run = GeneratorTest.Run(GeneratorTest.Author(first), GeneratorTest.Author(second), GeneratorTest.Author(third));
        using var loaded = run.Load();

        Assert.Equal(5, run.Files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal("2", loaded.Binding("App.STEPS", "Do").Name);
        Assert.Equal("3", loaded.Binding("Example.WorkflowRegistry", "Do").Name);
    }

    [Fact]
    public void A_very_long_name_still_becomes_a_file()
    {
        var name = new string('N', 400);
        var run = GeneratorTest.Run(
            GeneratorTest.Author($$"""namespace App; public static partial class {{name}} { [Step("S")] static void Do() { } }""")
        );

        Assert.All(run.Files.Keys, static hint => Assert.InRange(hint.Length, 1, 200));
        using var loaded = run.Load();
        Assert.Equal(name + ".Do", loaded.Binding("App." + name, "Do").Id);
    }

    [Theory]
    [InlineData(NullableContextOptions.Disable)]
    [InlineData(NullableContextOptions.Enable)]
    [InlineData(NullableContextOptions.Warnings)]
    [InlineData(NullableContextOptions.Annotations)]
    public async Task Code_is_emitted_without_warnings_whether_nullability_is_on_or_off(NullableContextOptions nullable)
    {
        using var loaded = GeneratorTest
            .Run(
                new RunOptions { Nullable = nullable, ExpectedDiagnostics = ["CS8625", "CS3001", "CS3002", "CS3003", "CS3009", "CS3016"] },
                GeneratorTest.Author(
                    """
                    [assembly: CLSCompliant(true)]
                    namespace App;

                    [Product("a")] public sealed partial class ProductA : SubscriptionModel { public Block Block { get; set; } = new(); public string Fixed { get; set; } = ""; }
                    [Product("b")] public sealed partial class ProductB : SubscriptionModel;
                    [ProductBlock("block")] public sealed partial class Block : ProductBlock { public string Text { get; set; } = ""; public List<string> Texts { get; set; } = []; public List<Block> Blocks { get; set; } = []; public System.Net.IPAddress Address { get; set; } = null!; }
                    public sealed record Result(string Text, ProductA Model);
                    public sealed record Page : FormPage { public string Text { get; init; } = ""; }

                    public static partial class Workflows
                    {
                        [Step("S")] static Result Do(string text, ProductA subscription, ProductA other = null, string name = null, List<string> list = null) => new(text + name, subscription);
                        [Step("T")] static Task<Result> None() => Task.FromResult<Result>(null!);
                        [Obsolete] static async Task<(Page, Page)> Form(FormSession form, string text = null) => (await form.AskAsync(new Page()), null!);
                        [Obsolete("old"), ExternalSystemSteps] public static StepList Chain => Begin >> Do;
                        [Obsolete("old"), ModifyWorkflow(typeof(ProductA), "Modify a", InputForm = nameof(Form), AlsoFor = new[] { typeof(ProductB) })] public static StepList ModifyA() => Begin >> Chain;
                    }
                    """
                )
            )
            .Load();

        // Where no one said that a result is never null, a null gives no keys.
        if (nullable is NullableContextOptions.Disable or NullableContextOptions.Warnings)
        {
            Assert.Empty((await loaded.RunStepAsync("App.Workflows", "None", new TestStepCall())).State);
        }

        Assert.NotNull(loaded.Catalog().FindWorkflow("reconcile_a"));
    }

    [Theory]
    [InlineData("ExampleOrchestrator", "ExampleOrchestrator")]
    [InlineData("My.App", "My_App")]
    [InlineData("my-app", "MyApp")]
    [InlineData("my-app.core", "MyApp_Core")]
    [InlineData("My_App", "MyApp")]
    [InlineData("3Com", "3Com")]
    [InlineData("A & B <C>", "ABC")]
    public void The_registry_is_named_after_the_assembly(string assemblyName, string expected)
    {
        var run = GeneratorTest.Run(
            new RunOptions { AssemblyName = assemblyName },
            GeneratorTest.Author("""static partial class Steps { [Step("S")] static void Do() { } }""")
        );

        Assert.Contains(
            $"Add{expected}Workflows(this ",
            Assert.Single(run.Files, static file => file.Key != "Steps.g.cs").Value,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("public static class ExampleWorkflowRegistry { }", "ExampleWorkflowRegistry2")]
    [InlineData("public enum ExampleWorkflowRegistry { None } namespace ExampleWorkflowRegistry2 { class C; }", "ExampleWorkflowRegistry3")]
    [InlineData("public static class ExampleWorkflowRegistry<T> { }", "ExampleWorkflowRegistry")]
    public void A_registry_whose_name_the_author_has_taken_gets_a_number(string taken, string expected)
    {
        var run = GeneratorTest.Run(
            GeneratorTest.Author("namespace App; static partial class Steps { [Step(\"S\")] static void Do() { } }"),
            $"namespace Microsoft.Extensions.DependencyInjection {{ {taken} }}"
        );

        Assert.Contains($"public static class {expected}\n", run.File("WorkflowRegistry.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Registries_of_assemblies_with_similar_names_are_added_by_one_host()
    {
        string[] names = ["Acme.Net", "AcmeNet", "Acme-Net.Core"];
        var libraries = names
            .Select(
                static (name, index) =>
                    GeneratorTest.Run(
                        new RunOptions { AssemblyName = name },
                        GeneratorTest.Author(
                            $$"""namespace Lib{{index}}; public static partial class Steps { [Step("S")] static void Do() { } [Workflow(Target.System, "W")] public static StepList Work{{index}}() => Begin >> Start >> Do >> Done; }"""
                        )
                    )
            )
            .ToArray();
        var calls = string.Concat(names.Select(static name => $".Add{RegistryNames.IdentifierOf(name)}Workflows()"));

        var host = GeneratorTest.Run(
            new RunOptions { AssemblyName = "Host", MoreReferences = [.. libraries.Select(static library => library.ToReference())] },
            GeneratorTest.Author(
                $$"""using Microsoft.Extensions.DependencyInjection; public static partial class Host { public static void Add(IOrchestratorBuilder builder) => builder{{calls}}; [Step("S")] static void Do() { } }"""
            )
        );

        using var loaded = host.Load(libraries);
        var builder = new TestBuilder();
        loaded.Type("Host").GetMethod("Add")!.Invoke(null, [builder]);
        var catalog = builder.Catalog.Build();
        Assert.All(Enumerable.Range(0, names.Length), index => Assert.NotNull(catalog.FindWorkflow($"work{index}")));
    }

    [Fact]
    public void Nothing_is_emitted_where_there_is_nothing_to_emit()
    {
        Assert.Empty(GeneratorTest.Run("public static partial class C { [System.Obsolete] static void M() { } }").Files);
        Assert.Empty(GeneratorTest.Run("").Files);
    }

    [Fact]
    public void Policies_are_registered_and_a_reconcile_workflow_has_those_of_its_modify_workflow()
    {
        var file = GeneratorTest
            .Run(
                GeneratorTest.Author(
                    $$"""
                    namespace App;
                    {{Product}}
                    public static partial class Workflows
                    {
                        [ModifyWorkflow(typeof(ProductA), "Modify", Policy = "noc", RetryPolicy = "senior")]
                        public static StepList ModifyA() => Begin >> Ask >> Chain;

                        [ExternalSystemSteps]
                        private static StepList Chain => Begin >> Push;

                        [Step("Push", RetryPolicy = "\"experts\"")]
                        private static void Push() { }

                        [InputStep("Ask", Assignee.Noc, Policy = "answerers")]
                        private static async Task<State> Ask(FormSession form) => await Task.FromResult(State.Empty);
                    }
                    """
                )
            )
            .File("Workflows.g.cs");

        var lines = file.Split('\n').Select(static line => line.Trim()).ToArray();
        Assert.Equal(
            [
                "catalog.AddModify",
                "catalog.RequirePolicy(\"noc\", \"senior\");",
                "catalog.AddReconcile",
                "catalog.RequirePolicy(\"noc\", \"senior\");",
            ],
            lines
                .Where(static line =>
                    line.StartsWith("catalog.Add", StringComparison.Ordinal)
                    || line.StartsWith("catalog.RequirePolicy", StringComparison.Ordinal)
                )
                .Select(static line =>
                    line.StartsWith("catalog.Add", StringComparison.Ordinal) ? line[..line.IndexOf('(', StringComparison.Ordinal)] : line
                )
        );
        Assert.Contains("catalog.DescribeStepPolicy(\"\\\"experts\\\"\", \"Workflows.Push\");", lines);
        Assert.Contains("catalog.DescribeStepPolicy(\"answerers\", \"Workflows.Ask\");", lines);
        Assert.Contains("steps.RequirePolicy(\"Push\", policy: null, \"\\\"experts\\\"\");", lines);
        Assert.Contains("steps.RequirePolicy(\"Ask\", \"answerers\");", lines);
    }

    [Fact]
    public void A_workflow_that_runs_one_process_at_a_time_says_so_and_its_reconcile_workflow_does_not()
    {
        var file = GeneratorTest
            .Run(
                GeneratorTest.Author(
                    $$"""
                    namespace App;
                    {{Product}}
                    public static partial class Workflows
                    {
                        [ModifyWorkflow(typeof(ProductA), "Modify", OneAtATime = true)]
                        public static StepList ModifyA() => Begin >> Chain;

                        [ExternalSystemSteps]
                        private static StepList Chain => Begin >> Push;

                        [Step("Push")]
                        private static void Push() { }
                    }
                    """
                )
            )
            .File("Workflows.g.cs");

        var lines = file.Split('\n').Select(static line => line.Trim()).ToArray();
        var modify = Array.FindIndex(lines, static line => line.StartsWith("catalog.AddModify(", StringComparison.Ordinal));
        var next = Array.FindIndex(lines, modify + 1, static line => line.StartsWith("catalog.Add", StringComparison.Ordinal));
        Assert.InRange(Array.IndexOf(lines, "catalog.RunOneAtATime();"), modify + 1, (next < 0 ? lines.Length : next) - 1);
        Assert.Single(lines, "catalog.RunOneAtATime();");
        Assert.Contains(lines, static line => line.StartsWith("catalog.AddReconcile(", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[Step] static void Do() { }", "CS7036")]
    [InlineData("[Step(1)] static void Do() { }", "CS1503")]
    [InlineData("[Step(\"S\", Id = 1)] static void Do() { }", "CS0029")]
    [InlineData("[ModifyWorkflow(typeof(ProductA)] public static StepList M() => Begin;", "CS1026", "CS7036")]
    [InlineData("[ModifyWorkflow(typeof(Missing), \"M\")] public static StepList M() => Begin;", "CS0246")]
    [InlineData("[ModifyWorkflow(null, \"M\")] public static StepList M() => Begin;")]
    [InlineData("[ModifyWorkflow(typeof(ProductA), null)] public static StepList M() => Begin;")]
    [InlineData("[ModifyWorkflow(typeof(ProductA), \"M\", AlsoFor = null)] public static StepList M(int x) => Begin;")]
    [InlineData("[ModifyWorkflow(typeof(ProductA), \"M\")] public StepList M() => Begin;", "CS0708")]
    [InlineData("[ModifyWorkflow(typeof(ProductA), \"M\")] public static int M() => 1;")]
    [InlineData("[ModifyWorkflow(typeof(ProductA), \"M\")] public static StepList M<T>() => Begin;")]
    [InlineData("[ModifyWorkflow(typeof(ProductA), \"M\")] public static StepList M() => Begin >> ;", "CS1525")]
    [InlineData("[ModifyWorkflow(typeof(ProductA), \"M\")] public static StepList M() { }", "CS0161")]
    [InlineData("[ModifyWorkflow(typeof(ProductA), \"M\")] public static StepList M()", "CS1002", "CS0501")]
    [InlineData("public static partial class { [Step(\"S\")] static void Do() { } }", "CS1001")]
    [InlineData("[Step(\"S\")] static void () { }", "CS1001", "CS1519", "CS1520", "CS8124", "CS1002", "CS1022")]
    [InlineData(
        "[ExternalSystemSteps] static StepList M => M; [ModifyWorkflow(typeof(ProductA), \"M\")] public static StepList N() => N() >> M;"
    )]
    public void Code_that_is_being_typed_breaks_nothing(string member, params string[] errors)
    {
        var run = GeneratorTest.Run(
            new RunOptions { ExpectedDiagnostics = [.. errors, "CS8625"] },
            GeneratorTest.Author(
                $$"""namespace App; {{Product}} public static partial class Workflows { [Step("Good")] static void Good() { } {{member}} }"""
            )
        );

        Assert.Contains("steps.Add(\"Good\", ", run.File("Workflows.g.cs"), StringComparison.Ordinal);
    }
}
