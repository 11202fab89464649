using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class IncrementalTests
{
    private const int Products = 0;
    private const int First = 1;
    private const int Last = 2;

    [Fact]
    public void Every_step_with_a_model_is_tracked()
    {
        var steps = Run().Result.Results.Single().TrackedSteps;

        Assert.Equal(
            RunReasons.TrackingNames.Order(StringComparer.Ordinal),
            RunReasons.TrackingNames.Where(steps.ContainsKey).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("namespace App;", "\n\n// a line above\nnamespace App;")]
    [InlineData("=> (speed, \"x\");", "{ return (speed + 1, \"y\"); }")]
    [InlineData("[Step(", "/* a remark */ [Step(")]
    [InlineData("static int Unrelated() => 1;", "static string Other(int x) => \"\";")]
    [InlineData("Begin >> SetStatus(SubscriptionLifecycle.Active) >> Chain", "Begin >> Chain")]
    public void An_edit_that_changes_nothing_that_is_emitted_writes_nothing(string before, string after) =>
        AssertWritten(Run().After(First, Replace(before, after)), 0);

    [Theory]
    [InlineData("\"Modify first\"", "\"Change first\"")]
    [InlineData("int speed", "int? speed")]
    [InlineData("int speed", "string pace = \"a\"")]
    [InlineData("[Step(\"First\")]", "[Step(\"Another\")]")]
    [InlineData("(int Speed, string Name)", "(int Velocity, string Name)")]
    [InlineData("(int Speed, string Name)", "(int Speed, string Name)?")]
    [InlineData("Begin >> SetStatus(SubscriptionLifecycle.Active) >> Chain", "Begin")]
    [InlineData("public static StepList ModifyFirst", "internal static StepList ModifyFirst")]
    [InlineData("[ExternalSystemSteps]", "[ExternalSystemSteps(Description = \"D\")]")]
    [InlineData("static int Unrelated()", "[Step(\"New\")] static void New() { } static int Unrelated()")]
    public void An_edit_of_one_class_writes_its_file_again_and_no_other(string before, string after)
    {
        var run = Run();
        var edited = run.After(First, Replace(before, after));

        AssertWritten(edited, 1);
        Assert.NotEqual(run.File("FirstWorkflows.g.cs"), edited.File("FirstWorkflows.g.cs"));
        AssertSameText(run, edited, except: "App.FirstWorkflows.g.cs");
    }

    [Fact]
    public void A_class_that_appears_writes_its_file_and_the_registry()
    {
        var run = Run();
        var edited = run.After(Last, static text => text + "\npublic static partial class Third { [Step(\"S\")] static void Do() { } }");

        Assert.Equal(run.Files.Count + 1, edited.Files.Count);
        Assert.Contains("global::App.Third.OrchestratorBindings", edited.File("WorkflowRegistry.g.cs"), StringComparison.Ordinal);
        AssertSameText(run, edited, except: "Example.WorkflowRegistry.g.cs");
    }

    [Theory]
    [InlineData("public interface IService", "public sealed class IService", "call.Value<global::App.IService>(\"service\")")]
    [InlineData("int Number { get; init; }", "int Count { get; init; }", ".Set(\"count\", result.Count)")]
    [InlineData("class Product : SubscriptionModel;", "class Product;", "is not here when this is emitted: ")]
    public void A_change_of_a_type_in_another_file_reaches_the_code_that_depends_on_it(string before, string after, string expected)
    {
        var edited = Run().After(Products, Replace(before, after));

        Assert.Contains(expected, edited.File("SecondWorkflows.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_name_of_a_block_reaches_the_products_that_hold_it_and_no_other()
    {
        var run = GeneratorTest.Run(Example.Products, Example.Workflows);
        var edited = run.After(0, Replace("[ProductBlock(\"SAP\")]", "[ProductBlock(\"Access\")]"));

        AssertWritten(edited, 2);
        Assert.Contains("[\"Access\"]", edited.File("VirtualCircuit.Mapping.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_that_is_marked_in_another_file_gives_the_workflow_that_uses_it_its_reconcile_workflow()
    {
        var run = GeneratorTest.Run(
            GeneratorTest.Author(
                """namespace App; static partial class Chains { [Step("S")] static void Do() { } internal static StepList Chain => Begin >> Do; }"""
            ),
            GeneratorTest.Author(
                """namespace App; [Product("p")] sealed partial class P : SubscriptionModel; static partial class Workflows { [ModifyWorkflow(typeof(P), "Modify p")] internal static StepList ModifyP() => Begin >> Chains.Chain; }"""
            )
        );
        Assert.DoesNotContain("ReconcileP", run.File("Workflows.g.cs"), StringComparison.Ordinal);

        var edited = run.After(0, Replace("internal static StepList Chain", "[ExternalSystemSteps] internal static StepList Chain"));

        Assert.Contains(
            "ReconcileP() => global::Orchestrator.Workflow.Begin >> global::App.Chains.Chain;",
            edited.File("Workflows.g.cs"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Of_many_classes_only_the_edited_one_is_written_again()
    {
        var sources = Enumerable
            .Range(0, 200)
            .Select(static i =>
                GeneratorTest.Author(
                    $$"""namespace App; public static partial class C{{i}} { [Step("Step {{i}}")] static void Do(int x) { } }"""
                )
            )
            .ToArray();
        var run = GeneratorTest.Run(sources);

        AssertWritten(run.After(77, Replace("int x", "int y")), 1);
        AssertWritten(run.After(77, Replace("{ }", "{ _ = x; }")), 0);
    }

    [Fact]
    public void Emitted_text_is_small()
    {
        var classes = Enumerable
            .Range(0, 100)
            .Select(static i =>
                GeneratorTest.Author(
                    $$"""
                    namespace ExampleOrchestrator.Workflows;

                    [Product("p{{i}}")] public sealed partial class Product{{i}} : SubscriptionModel;

                    public static partial class Product{{i}}Workflows
                    {
                        [Step("Push")] static void Push(Product{{i}} subscription) { }
                        [ExternalSystemSteps] static StepList Chain => Begin >> Push;
                        [CreateWorkflow(typeof(Product{{i}}), "Create")] public static StepList CreateProduct{{i}}() => Begin >> Push;
                        [ModifyWorkflow(typeof(Product{{i}}), "Modify")] public static StepList ModifyProduct{{i}}() => Begin >> Chain;
                        [TerminateWorkflow(typeof(Product{{i}}), "Terminate")] public static StepList TerminateProduct{{i}}() => Begin >> Push;
                        [ValidateWorkflow(typeof(Product{{i}}), "Validate")] public static StepList ValidateProduct{{i}}() => Begin >> Push;
                    }
                    """
                )
            )
            .ToArray();
        var files = GeneratorTest.Run(classes).Files;

        // The budget is 1,000 characters for each workflow, its part of the registry included; a class has five workflows here, one of them
        // emitted.
        Assert.InRange(
            files.Where(static file => !file.Key.Contains(".Mapping.", StringComparison.Ordinal)).Sum(static file => file.Value.Length)
                / 500,
            1,
            1000
        );
    }

    private static GeneratorRun Run() =>
        GeneratorTest.Run(
            GeneratorTest.Author(
                """
                namespace App;

                [Product("p")] public partial class Product : SubscriptionModel;
                public interface IService;
                public sealed record Result { public int Number { get; init; } }
                [ProductBlock("b")] public sealed partial class Block : ProductBlock { public int Value { get; set; } }
                public sealed record Held(int Size);
                [ExternalResource("r", Readable = false)]
                public sealed partial class Resource : ExternalResource<Product, Held>
                {
                    public override string? Identify(Product subscription) => null;
                    public override Held? Describe(Product subscription) => null;
                    public override Task<string> ApplyAsync(string? key, Held desired, Held? actual, CancellationToken cancellationToken) => Task.FromResult("");
                    public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
                }
                """
            ),
            Class("First"),
            Class("Second")
        );

    private static string Class(string name) =>
        GeneratorTest.Author(
            $$"""
            namespace App;

            public static partial class {{name}}Workflows
            {
                [Step("{{name}}")] static (int Speed, string Name) Push(int speed) => (speed, "x");
                [Step("Ask")] static Result Ask(IService service, Product subscription) => new();
                [ExternalSystemSteps] static StepList Chain => Begin >> Push;
                static int Unrelated() => 1;

                [ModifyWorkflow(typeof(Product), "Modify {{name.ToLowerInvariant()}}")]
                public static StepList Modify{{name}}() => Begin >> SetStatus(SubscriptionLifecycle.Active) >> Chain;
            }
            """
        );

    private static Func<string, string> Replace(string before, string after) =>
        text => text.Replace(before, after, StringComparison.Ordinal);

    private static void AssertWritten(GeneratorRun run, int count) =>
        Assert.Equal(count, RunReasons.OutputReasons(run.Result).Count(static reason => reason is not IncrementalStepRunReason.Cached));

    // The same instance: an equal text that was written again would make the compiler parse it again.
    private static void AssertSameText(GeneratorRun before, GeneratorRun after, string except)
    {
        var old = Sources(before);
        Assert.All(
            Sources(after).Where(source => source.Key != except && old.ContainsKey(source.Key)),
            source => Assert.Same(old[source.Key], source.Value)
        );
    }

    private static Dictionary<string, SourceText> Sources(GeneratorRun run) =>
        run
            .Result.Results.Single()
            .GeneratedSources.ToDictionary(static source => source.HintName, static source => source.SourceText, StringComparer.Ordinal);
}
