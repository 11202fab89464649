using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>What the build knows of a set of external resources.</summary>
public sealed class ResourceSetTests
{
    private static string Source(string attribute = "", string members = "string Name", string steps = "Begin >> Apply<Books>()") =>
        GeneratorTest.Author(
            $$"""
            namespace App;

            [Product("a")] public sealed partial class A : SubscriptionModel { public Case Case { get; set; } = new(); }
            [ProductBlock("Case")] public sealed partial class Case : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? Size { get; set; } }

            public sealed record Book({{members}}, [property: NotCompared] int Revision);

            [ExternalResource("books"{{attribute}})] public sealed partial class Books : ExternalResourceSet<A, A.Active, Book>
            {
                public override IReadOnlyDictionary<string, Book> Describe(A.Active subscription) => new Dictionary<string, Book>();
                public override Task<IReadOnlyDictionary<string, Book>> ListAsync(A subscription, CancellationToken cancellationToken) =>
                    Task.FromResult<IReadOnlyDictionary<string, Book>>(new Dictionary<string, Book>());
                public override Task ApplyAsync(string key, Book desired, Book? actual, CancellationToken cancellationToken) => Task.CompletedTask;
                public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
            }

            public static partial class Workflows
            {
                [ExternalSystemSteps] static StepList Chain => {{steps}};
                [ModifyWorkflow(typeof(A), "Modify a")] public static StepList ModifyA() => Begin >> Chain;
                [TerminateWorkflow(typeof(A), "Terminate a")] public static StepList TerminateA() => Begin >> Remove<Books>();
                [Step("Use")] static void Use(string booksKey) { }
            }
            """
        );

    [Fact]
    public void It_gets_its_comparison_its_view_and_its_registration_and_has_no_key_in_the_state()
    {
        var run = GeneratorTest.Run(Source());
        using var loaded = run.Load();

        var binding = loaded.Catalog().Resources.Find(loaded.Type("App.Books"));
        Assert.Equal(("Books", "books", null, true), (binding.Id, binding.Name, binding.StateKey, binding.IsReadable));
        var emitted = run.File("App.Books.Resource.g.cs");
        Assert.Contains("StateShape<global::App.Book> Shape =>", emitted, StringComparison.Ordinal);
        Assert.Contains("View(global::App.A subscription) => subscription.AsActive();", emitted, StringComparison.Ordinal);
        Assert.Contains(
            "ValidateA() => global::Orchestrator.Workflow.Begin >> global::Orchestrator.Workflow.Compare<global::App.Books>();",
            run.File("App.Workflows.g.cs"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Rules_have_nothing_to_say_of_a_set_that_can_be_used() => Assert.Empty(await AnalyzerTest.VerifyAsync(Source()));

    [Fact]
    public async Task A_step_that_needs_a_key_of_it_is_reported() =>
        Assert.Contains(
            await AnalyzerTest.FindAsync(new RunOptions(), Source(steps: "Begin >> Apply<Books>() >> Use")),
            static diagnostic => diagnostic.Id == "ORCH3003" && diagnostic.GetMessage().Contains("books_key", StringComparison.Ordinal)
        );

    [Fact]
    public async Task A_set_that_cannot_be_read_is_reported() =>
        Assert.Contains(
            await AnalyzerTest.FindAsync(new RunOptions(), Source(attribute: ", Readable = false")),
            static diagnostic =>
                diagnostic.Id == "ORCH5001" && diagnostic.GetMessage().Contains("it is a set of objects", StringComparison.Ordinal)
        );

    [Fact]
    public async Task A_member_that_cannot_be_compared_is_reported() =>
        Assert.Contains(
            await AnalyzerTest.FindAsync(new RunOptions(), Source(members: "object Name")),
            static diagnostic => diagnostic.Id == "ORCH5002"
        );
}
