using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class ValidateTests
{
    private const string Model = """
        namespace App;

        [Product("a")] public sealed partial class A : SubscriptionModel;
        [Product("b")] public sealed partial class B : SubscriptionModel;

        public sealed record S(int Size);

        public abstract class Resource<TModel> : ExternalResource<TModel, S> where TModel : SubscriptionModel
        {
            public override string? Identify(TModel subscription) => "k";
            public override S? Describe(TModel subscription) => null;
            public override Task<S?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult<S?>(null);
            public override Task<string> ApplyAsync(string? key, S desired, S? actual, CancellationToken cancellationToken) => Task.FromResult("");
            public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
        }

        [ExternalResource("first")] public sealed partial class First : Resource<A>;
        [ExternalResource("second", Id = "two")] public sealed partial class Second : Resource<A>;
        [ExternalResource("blind", Readable = false)] public sealed partial class Blind : Resource<A>;
        [ExternalResource("shared")] public sealed partial class Shared : Resource<SubscriptionModel>;

        """;

    private const string Steps = """
            [Step("Push")] static void Push() { }
            [TerminateWorkflow(typeof(A), "Terminate a")] public static StepList TerminateA() =>
                Begin >> Remove<First>() >> Remove<Second>() >> Remove<Blind>() >> Remove<Shared>();

        """;

    private static string Source(string members, string others = "") =>
        GeneratorTest.Author(Model + "public static partial class Workflows\n{\n" + Steps + members + "\n}\n" + others);

    private static GeneratorRun Run(string members, string others = "") => GeneratorTest.Run(Source(members, others));

    [Fact]
    public async Task Two_modify_workflows_of_a_product_are_reported_once_and_not_for_the_name_of_what_both_emit() =>
        await AnalyzerTest.VerifyAsync(
            Source(
                """
                [ExternalSystemSteps] static StepList Chain => Begin >> Apply<First>() >> Apply<Second>() >> Apply<Blind>() >> Apply<Shared>();
                [ExternalSystemSteps] static StepList Named => Begin >> Apply<First>() >> Apply<Second>();
                [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Named;
                [ModifyWorkflow(typeof(A), "Rename a")] public static StepList {|ORCH2001:RenameA|}() => Begin >> Named;
                [ModifyWorkflow(typeof(A), "Reset a", Reconcile = false)] public static StepList ResetA() => Begin >> Chain;
                """
            )
        );

    [Fact]
    public void A_chain_of_readable_resources_gives_a_validate_workflow_that_compares_each_once()
    {
        var run = Run(
            """
            [ExternalSystemSteps] static StepList Chain => Begin >> Apply<First>() >> StepGroup("G", Begin >> Apply<Second>());
            [ExternalSystemSteps] static StepList Again() => Begin >> Apply<First>();
            [ModifyWorkflow(typeof(A), "Modify a", Policy = "noc")] public static StepList ModifyA() => Begin >> Chain >> Again();
            """
        );
        using var loaded = run.Load();

        Assert.Contains(
            """
                /// <summary>Compares <see cref="global::App.A"/> subscriptions with what the external systems hold.</summary>
                /// <remarks>Emitted from <see cref="ModifyA()"/>, because no validate workflow is written.</remarks>
            """,
            run.File("App.Workflows.g.cs"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "public static global::Orchestrator.StepList ValidateA() => global::Orchestrator.Workflow.Begin >> "
                + "global::Orchestrator.Workflow.Compare<global::App.First>() >> "
                + "global::Orchestrator.Workflow.Compare<global::App.Second>();",
            run.File("App.Workflows.g.cs"),
            StringComparison.Ordinal
        );
        var validate = loaded.Catalog().FindWorkflow("validate_a")!;
        Assert.Equal((Target.Validate, "Validate a"), (validate.Target, validate.Description));
        Assert.Equal(
            [("First", ResourceAction.Compare), ("Second", ResourceAction.Compare)],
            validate.Steps().Cast<ResourceStep>().Select(static step => (step.Resource.Name, step.Action))
        );
    }

    [Theory]
    [InlineData("Begin >> Apply<First>() >> Push")]
    [InlineData("Begin >> Apply<First>() >> Apply<Blind>()")]
    [InlineData("Begin >> Apply<First>() >> Remove<Second>()")]
    [InlineData("Begin >> Conditional(static state => true, Begin >> Apply<First>())")]
    [InlineData("Begin")]
    public void A_chain_that_does_anything_else_gives_none(string chain) =>
        AssertNone(
            Run(
                $$"""
                [ExternalSystemSteps] static StepList Chain => {{chain}};
                [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;
                """
            )
        );

    [Theory]
    [InlineData("""[ValidateWorkflow(typeof(A), "Check a")] public static StepList CheckA() => Begin;""", "")]
    [InlineData("""static int ValidateA => 1;""", "")]
    [InlineData(
        "",
        """
            public static partial class Other
            {
                public static partial class Inner
                {
                    [ValidateWorkflow(typeof(B), "Check", AlsoFor = new[] { typeof(A) })] public static StepList Check() => Begin;
                }
            }
            """
    )]
    [InlineData("""[ModifyWorkflow(typeof(A), "Off", Reconcile = false)] public static StepList ModifyOff() => Begin >> Chain;""", null)]
    public void One_that_the_author_has_written_counts_instead(string member, string? others)
    {
        var run = Run(
            $$"""
            [ExternalSystemSteps] static StepList Chain => Begin >> Apply<First>();
            {{member}}
            {{(others is null ? "" : """[ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;""")}}
            """,
            others ?? ""
        );

        AssertNone(run);
    }

    [Fact]
    public void One_that_a_referenced_assembly_registers_counts_instead()
    {
        var library = Library(
            """
            [ExternalSystemSteps] public static StepList Chain => Begin >> Apply<First>();
            [ValidateWorkflow(typeof(A), "Check a")] public static StepList CheckA() => Begin;
            """
        );

        AssertNone(
            RunOn(library, "[ModifyWorkflow(typeof(A), \"Modify a\")] public static StepList ModifyA() => Begin >> Workflows.Chain;"),
            library
        );
    }

    [Fact]
    public void The_resources_of_a_chain_in_a_library_are_compared()
    {
        var library = Library("[ExternalSystemSteps] public static StepList Chain => Begin >> Apply<First>() >> Apply<Second>();");

        var run = RunOn(library, "[ModifyWorkflow(typeof(A), \"Modify a\")] public static StepList ModifyA() => Begin >> Workflows.Chain;");

        Assert.Contains(
            "ValidateA() => global::Orchestrator.Workflow.Begin >> global::Orchestrator.Workflow.Compare<global::App.First>() >> "
                + "global::Orchestrator.Workflow.Compare<global::App.Second>();",
            run.File("App.Local.g.cs"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Only_the_products_without_one_get_it()
    {
        using var loaded = Run(
                """
                [ExternalSystemSteps] static StepList Chain => Begin >> Apply<Shared>();
                [ModifyWorkflow(typeof(A), "Change", AlsoFor = new[] { typeof(B) })] public static StepList Change() => Begin >> Chain;
                [ValidateWorkflow(typeof(A), "Check a")] public static StepList CheckA() => Begin;
                """
            )
            .Load();

        var validate = loaded.Catalog().FindWorkflow("validate_a")!;
        Assert.Equal([loaded.Type("App.B")], validate.Products);
        Assert.Equal("Validate Change", validate.Description);
    }

    [Fact]
    public void An_edit_of_the_chain_or_of_another_class_decides_again()
    {
        var run = Run(
            """
            [ExternalSystemSteps] static StepList Chain => Begin >> Apply<First>();
            [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;
            """
        );
        var other = run.After(0, static text => text.Replace("Apply<First>()", "Apply<First>() >> Push", StringComparison.Ordinal));
        var written = run.After(
            0,
            static text =>
                text
                + """public static partial class Other { [ValidateWorkflow(typeof(A), "Check")] public static StepList Check() => Begin; }"""
        );

        Assert.Contains("validate_a", run.File("App.Workflows.g.cs"), StringComparison.Ordinal);
        AssertNone(other);
        AssertNone(written);
    }

    [Fact]
    public async Task It_has_a_name_of_its_own_lines_of_its_own_and_completes_the_products_lifecycle()
    {
        var options = RunOptions.Default with
        {
            Kind = OutputKind.ConsoleApplication,
            AdditionalFiles = ImmutableDictionary<string, string>
                .Empty.Add(
                    "Workflows.Shipped.txt",
                    "validate_a: First.Compare \"Compare first\"\nvalidate_a: Gone.Compare \"Compare gone\"\n"
                )
                .Add("Workflows.Unshipped.txt", ""),
        };

        var found = await AnalyzerTest.FindAsync(
            options,
            Source(
                """
                [CreateWorkflow(typeof(A), "Create a")] public static StepList CreateA() => Begin >> Make >> StoreProcessSubscription;
                [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
                [ExternalSystemSteps] static StepList Chain => Begin >> Apply<First>();
                [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;
                [ValidateWorkflow(typeof(B), "Validate")] public static StepList Validate_A() => Begin;
                static void Main() { }
                """
            )
        );

        Assert.DoesNotContain(found, static diagnostic => diagnostic.Id == "ORCH4003");
        Assert.Contains(
            found,
            static diagnostic =>
                diagnostic.Id == "ORCH1003"
                && diagnostic
                    .GetMessage(null)
                    .Contains("the validate workflow that is emitted from Workflows.ModifyA", StringComparison.Ordinal)
        );
        Assert.Contains(
            found,
            static diagnostic => diagnostic.Id == "ORCH1006" && diagnostic.GetMessage(null).Contains("validate_a", StringComparison.Ordinal)
        );
    }

    private static void AssertNone(GeneratorRun run, params GeneratorRun[] references)
    {
        using var loaded = run.Load(references);
        Assert.DoesNotContain(loaded.Catalog().Workflows, static workflow => workflow.Name == "validate_a");
        Assert.DoesNotContain(run.Files.Values, static file => file.Contains("Compares <see", StringComparison.Ordinal));
    }

    private static GeneratorRun Library(string members) =>
        GeneratorTest.Run(RunOptions.Default with { AssemblyName = "Library" }, Source(members));

    private static GeneratorRun RunOn(GeneratorRun library, string members) =>
        GeneratorTest.Run(
            RunOptions.Default with
            {
                MoreReferences = [library.ToReference()],
            },
            GeneratorTest.Author($$"""namespace App; public static partial class Local { {{members}} }""")
        );
}
