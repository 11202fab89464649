using Orchestrator.Generators.Tests.Infrastructure;
using static Orchestrator.Generators.Tests.Infrastructure.GeneratorTest;

namespace Orchestrator.Generators.Tests;

public sealed class Orch5001Tests
{
    private const string Common = """
        namespace App;

        [Product("a")] public sealed partial class A : SubscriptionModel { public Part Part { get; set; } = new(); }
        [Product("b")] public sealed partial class B : SubscriptionModel;
        [ProductBlock("Part")] public sealed partial class Part : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? Size { get; set; } }
        public sealed record S(int Size);
        public interface IClient;
        public abstract class Base<TModel, TState> : ExternalResource<TModel, TState> where TModel : SubscriptionModel where TState : class
        {
            public override string? Identify(TModel subscription) => null;
            public override TState? Describe(TModel subscription) => null;
            public override Task<TState?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult<TState?>(null);
            public override Task<string> ApplyAsync(string? key, TState desired, TState? actual, CancellationToken cancellationToken) => Task.FromResult("");
            public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        public abstract class Viewed<TModel, TView, TState> : ExternalResource<TModel, TView, TState> where TModel : SubscriptionModel where TView : class where TState : class
        {
            public override string? Identify(TModel subscription) => null;
            public override TState? Describe(TView subscription) => null;
            public override Task<string> ApplyAsync(string? key, TState desired, TState? actual, CancellationToken cancellationToken) => Task.FromResult("");
            public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
        }

        """;

    [Theory]
    [InlineData("""[ExternalResource("r")] public abstract partial class {|ORCH5001:R|} : Base<A, S>;""", "it is abstract")]
    [InlineData("""[ExternalResource("r")] public sealed partial class {|ORCH5001:R|}<T> : Base<A, S>;""", "it is generic")]
    [InlineData("""[ExternalResource("r")] public sealed partial class {|ORCH5001:R|};""", "it must derive from ExternalResource<")]
    [InlineData(
        """[ExternalResource("r")] public sealed partial class {|ORCH5001:R|} : Viewed<A, B, S> { public override Task<S?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult<S?>(null); }""",
        "'B' is not a product, or not a view of the resource's product"
    )]
    [InlineData(
        """[ExternalResource("r")] public sealed partial class {|ORCH5001:R|} : Viewed<A, A.Active, S>;""",
        "it does not override ReadAsync"
    )]
    [InlineData(
        """[ExternalResource("r")] public sealed partial class {|ORCH5001:R|}(int size) : Base<A, S> { public int Size => size; }""",
        "its constructor's parameter 'size' is not a service but a 'int'"
    )]
    [InlineData(
        """[ExternalResource("r")] public sealed partial class {|ORCH5001:R|}([Microsoft.Extensions.DependencyInjection.FromKeyedServices(new[] { 1 })] IClient client) : Base<A, S> { public IClient Client => client; }""",
        "the key of its constructor's parameter 'client' is an array"
    )]
    [InlineData(
        """[ExternalResource("r")] public sealed partial class {|ORCH5001:R|} : Base<A, S> { public R() { } public R(IClient client) { } }""",
        "it has several constructors"
    )]
    [InlineData(
        """[ExternalResource("r")] public sealed partial class {|ORCH5001:R|} : Base<A, S> { private R() { } }""",
        "it has no constructor that can be called"
    )]
    [InlineData(
        """[ExternalResource("r")] public sealed partial class {|ORCH5001:R|} : Base<A, S> { public required int Size { get; init; } }""",
        "it has required members"
    )]
    [InlineData(
        """
            public abstract class Zoned : Base<A, S> { public required int Size { get; init; } }
            [ExternalResource("r")] public sealed partial class {|ORCH5001:R|} : Zoned;
            """,
        "it has required members"
    )]
    [InlineData(
        """[ExternalResource("r", SettlesWithin = "a minute")] public sealed partial class {|ORCH5001:R|} : Base<A, S>;""",
        "SettlesWithin 'a minute' cannot be used"
    )]
    [InlineData(
        """[ExternalResource("r", SettlesWithin = "2.00:00:00")] public sealed partial class {|ORCH5001:R|} : Base<A, S>;""",
        "write a time span of at most one day"
    )]
    [InlineData(
        """[ExternalResource("r", SettlesWithin = "00:00:10", Readable = false)] public sealed partial class {|ORCH5001:R|} : Base<A, S>;""",
        "for a system that can be read"
    )]
    [InlineData("""[ExternalResource(null!)] public sealed partial class {|ORCH5001:R|} : Base<A, S>;""", "its name is null or empty")]
    [InlineData("""[ExternalResource(" ")] public sealed partial class {|ORCH5001:R|} : Base<A, S>;""", "its name is null or empty")]
    [InlineData(
        """[ExternalResource("r")] public sealed partial class {|ORCH5001:R|} : Base<A, S> { public int OrchestratorResource => 1; }""",
        "the build emits a member 'OrchestratorResource' into it"
    )]
    [InlineData(
        """[ExternalResource("r")] public sealed partial class {|ORCH5001:R|} : Base<A, string>;""",
        "its state 'string' has no members that can be compared"
    )]
    [InlineData(
        """public static partial class Around { [ExternalResource("r")] private sealed partial class {|ORCH5001:R|} : Base<A, S>; }""",
        "it is private"
    )]
    public async Task A_resource_that_cannot_be_used_is_reported_and_not_emitted(string source, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Author(Common + source));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Run(Author(Common + AnalyzerTest.Unmark(source))).Files.Keys,
            static file => file.Contains(".R.", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("""[ExternalResource("r")] public sealed partial class R : Base<A, S>;""")]
    [InlineData(
        """[ExternalResource("r")] internal sealed partial class R(IClient client, ILogger logger) : Base<A, S> { public object Client => (client, logger); }"""
    )]
    [InlineData("""[ExternalResource("r", Readable = false)] public sealed partial class R : Viewed<A, A.Active, S>;""")]
    [InlineData("""[ExternalResource("r", Readable = false)] public sealed partial class R : Viewed<A, A, S>;""")]
    [InlineData(
        """public sealed partial class Around { [ExternalResource("r")] internal sealed partial class R : Base<A, Held>; internal sealed record Held(int N); }"""
    )]
    [InlineData("""[ExternalResource("r")] public partial class R; public partial class R : Base<A, S>;""")]
    public async Task A_resource_that_can_be_used_is_emitted_and_fine(string source)
    {
        Assert.Empty(await AnalyzerTest.VerifyAsync(Author(Common + source)));
        Assert.Contains(Run(Author(Common + source)).Files.Keys, static file => file.EndsWith("R.Resource.g.cs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_resources_of_one_identity_are_reported_at_both()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Author(
                Common
                    + """
                    [ExternalResource("r")] public sealed partial class {|ORCH5001:R|} : Base<A, S>;
                    [ExternalResource("old", Id = "R")] public sealed partial class {|ORCH5001:New|} : Base<A, S>;
                    [ExternalResource("other", Id = "r")] public sealed partial class Other : Base<A, S>;
                    """
            )
        );

        Assert.Equal(
            [
                "External resource 'R' cannot be used: its identity 'R' is that of 'App.New' too; write 'Id = \"...\"' in the "
                    + "attribute of the newer one",
                "External resource 'New' cannot be used: its identity 'R' is that of 'App.R' too; write 'Id = \"...\"' in the "
                    + "attribute of the newer one",
            ],
            found.Select(static diagnostic => diagnostic.GetMessage(null))
        );
    }

    [Fact]
    public async Task Two_resources_of_one_name_that_a_subscription_can_have_are_reported_at_both()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Author(
                Common
                    + """
                    [ExternalResource("port")] public sealed partial class {|ORCH5001:R|} : Base<A, S>;
                    [ExternalResource("port")] public sealed partial class {|ORCH5001:Everywhere|} : Base<SubscriptionModel, S>;
                    [ExternalResource("line")] public sealed partial class OfA : Base<A, S>;
                    [ExternalResource("line")] public sealed partial class OfB : Base<B, S>;
                    """
            )
        );

        Assert.Contains("its name 'port' is that of 'App.Everywhere' too", found[0].GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public", "internal")]
    [InlineData("public", "file")]
    public void A_state_that_fewer_see_than_its_resource_is_the_compilers_to_report_and_not_emitted(string resource, string state)
    {
        var source = Author(
            Common
                + $$"""
                {{state}} sealed record Hidden(int Size);
                [ExternalResource("r")] {{resource}} sealed partial class R : Base<A, Hidden>;
                """
        );
        CreateDriver(RunOptions.Default)
            .RunGeneratorsAndUpdateCompilation(
                Compile(RunOptions.Default, source),
                out var output,
                out _,
                TestContext.Current.CancellationToken
            );

        var errors = output
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static found => found.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error)
            .ToArray();
        Assert.Contains(errors, static error => error.Id is "CS0060" or "CS9338" or "CS9053");
        Assert.DoesNotContain(errors, static error => error.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Begin >> Apply<R>()")]
    [InlineData("Begin >> Workflow.Remove<Flow.R>()")]
    [InlineData("Begin >> Apply<R>() >> StepGroup(\"G\", Begin >> Compare<R>()) >> Remove<R>()")]
    public async Task A_class_that_is_used_and_not_marked_is_reported_once_at_the_class(string chain)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Author(
                Common
                    + $$"""
                    public static partial class Flow
                    {
                        public sealed partial class {|ORCH5001:R|} : Base<A, S>;
                        [TerminateWorkflow(typeof(A), "T")] public static StepList TerminateA() => {{chain}};
                    }
                    """
            )
        );

        Assert.Contains("put [ExternalResource(\"...\")] on it", Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_of_another_assembly_that_is_not_marked_is_reported_where_it_is_used()
    {
        var library = GeneratorTest.Run(
            new RunOptions { AssemblyName = "Library" },
            Author(Common + "public sealed partial class R : Base<A, S>;")
        );
        var found = await AnalyzerTest.VerifyAsync(
            RunOptions.Default with
            {
                MoreReferences = [library.ToReference()],
            },
            Sources.Workflows(
                "[TerminateWorkflow(typeof(A), \"T\")] public static StepList TerminateA() => Begin >> Remove<{|ORCH5001:R|}>();"
            )
        );

        Assert.Contains("put [ExternalResource(\"...\")] on it", Assert.Single(found).GetMessage(null), StringComparison.Ordinal);
    }

    // A list has a Remove too, and a class may be made for tests only.
    [Fact]
    public Task A_class_that_is_not_used_and_other_methods_of_these_names_are_fine() =>
        AnalyzerTest.VerifyAsync(
            Author(
                Common
                    + """
                    public sealed partial class R : Base<A, S>;
                    public static class Other
                    {
                        public static void Apply<T>() { }
                        public static void Use() => Apply<R>();
                    }
                    """
            )
        );

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Author(
                Common
                    + """
                    #pragma warning disable ORCH5001
                    [ExternalResource("r")] public abstract partial class R : Base<A, S>;
                    """
            )
        );
}
