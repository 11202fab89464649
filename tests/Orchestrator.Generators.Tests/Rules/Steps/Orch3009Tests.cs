using Orchestrator.Generators.Tests.Infrastructure;
using static Orchestrator.Generators.Tests.Infrastructure.GeneratorTest;

namespace Orchestrator.Generators.Tests;

public sealed class Orch3009Tests
{
    private const string Types = """
        public abstract class Shape { public int Sides { get; set; } }
        public sealed class Two { public Two(int a) => A = a; public Two(string a) => A = a.Length; public int A { get; } }
        public sealed class Hidden { public int A { get; private set; } public void Set(int a) => A = a; }

        """;

    [Theory]
    [InlineData("""[Step("S")] static void S(List<Shape> {|ORCH3009:list|}) { }""", "Step 'S' takes as 'list' a value that is not read")]
    [InlineData("""[Step("S")] static void S(Two? {|ORCH3009:one|} = null) { }""", "'Two' cannot be made when it is read: it has several")]
    [InlineData(
        """[Step("S")] static void S(List<A> {|ORCH3009:posts|}) { }""",
        "a 'A' is read from the database by its id, and only where a parameter is one itself; take the ids, as Guid, and load each with "
            + "ISubscriptions.GetAsync<A>"
    )]
    [InlineData("""[Step("S")] static void S(A[]? {|ORCH3009:posts|} = null) { }""", "a 'A' is read from the database by its id")]
    [InlineData(
        """public sealed record Row(A? Post); [Step("S")] static void S(Dictionary<string, Row> {|ORCH3009:posts|}) { }""",
        "a 'A' is read from the database by its id"
    )]
    [InlineData(
        """[ProductBlock("P")] public sealed partial class Part : ProductBlock; [Step("S")] static void S(Part {|ORCH3009:part|}) { }""",
        "a 'Part' is read from the database with its subscription; take the subscription"
    )]
    [InlineData("""[Step("S")] static (int N, List<A> Posts) {|ORCH3009:S|}() => (0, []);""", "'S' gives as 'posts' a value")]
    [InlineData("""[Step("S")] static void S(System.Numerics.BigInteger {|ORCH3009:number|}) { }""", "'BigInteger' does not come back")]
    [InlineData(
        """[Step("S")] static (int A, Hidden B) {|ORCH3009:S|}() => (1, new());""",
        "Step 'S' gives as 'b' a value that is not read"
    )]
    [InlineData(
        """public sealed record P : FormPage { public int N { get; init; } } [InputStep("I", "NOC")] static async Task<P> I(FormSession form, Two {|ORCH3009:one|}) => await form.AskAsync<P>();""",
        "Input step 'I'"
    )]
    [InlineData(
        """public sealed record P : FormPage { public int N { get; init; } } static async Task<P> Form(FormSession form, Two? {|ORCH3009:one|} = null) => await form.AskAsync<P>(); [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin;""",
        "Form 'Form'"
    )]
    public async Task A_value_that_the_state_loses_is_a_warning_and_the_step_is_bound(string members, string problem)
    {
        var source = Sources.Workflows(Types + members);

        var found = Assert.Single(await AnalyzerTest.VerifyAsync(Sources.Products, source));

        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning, found.Severity);
        Assert.Contains(problem, found.GetMessage(null), StringComparison.Ordinal);
        Assert.Matches(
            """steps\.Add(Input)?\("(S|I)"|catalog\.AddModify\(""",
            Run(Sources.Products, AnalyzerTest.Unmark(source)).File("Workflows.g.cs")
        );
    }

    [Theory]
    [InlineData("Workflows.Shape", "List<Shape> list, Dictionary<string, Shape> map")]
    [InlineData("Workflows.Two", "Two one, Dictionary<Two, int> map")]
    [InlineData("System.Numerics.BigInteger", "System.Numerics.BigInteger number")]
    public async Task What_a_converter_that_is_seen_reads_is_fine(string converted, string parameters) =>
        Assert.Empty(
            await AnalyzerTest.VerifyAsync(
                Sources.Products,
                Sources.Workflows(Types + $"[Step(\"S\")] static void S({parameters}) {{ }}"),
                $$"""
                using System;
                using System.Text.Json;

                namespace App;

                public sealed class Converter : System.Text.Json.Serialization.JsonConverter<{{converted}}>
                {
                    public override {{converted}} Read(ref Utf8JsonReader reader, System.Type type, JsonSerializerOptions options) => throw new NotSupportedException();
                    public override void Write(Utf8JsonWriter writer, {{converted}} value, JsonSerializerOptions options) => throw new NotSupportedException();
                }
                """
            )
        );

    [Theory]
    [InlineData("Money Price", "'S.Price' a value that is not read from the state as it was: nothing of 'Money' is written")]
    [InlineData("List<Line> Lines", "'Line.Price' a value")]
    [InlineData("(int, Money) Pair", "Item2' a value that is not read")]
    [InlineData("List<Dictionary<System.Numerics.BigInteger, int>> Hosts", "'S.Hosts' a value that is not read")]
    [InlineData("int Size, [property: NotCompared] Money Price, [property: WriteOnly] Line Line, Shown Shown", "")]
    public async Task A_resource_that_compares_what_its_JSON_does_not_hold_is_reported(string members, string problem)
    {
        var source = Author(
            $$"""
            namespace App;

            [Product("a")] public sealed partial class A : SubscriptionModel;
            public readonly struct Money(decimal amount) { public override bool Equals(object? other) => other is Money; public override int GetHashCode() => (int)amount; }
            public readonly struct Shown { public decimal Amount { get; init; } public override bool Equals(object? other) => other is Shown; public override int GetHashCode() => 0; }
            public sealed record Line(int Id, Money Price);
            public sealed record S({{members}});

            [ExternalResource("r", Readable = false)]
            public sealed partial class {{(problem.Length == 0 ? "R" : "{|ORCH3009:R|}")}} : ExternalResource<A, S>
            {
                public override string? Identify(A subscription) => null;
                public override S? Describe(A subscription) => null;
                public override Task<string> ApplyAsync(string? key, S desired, S? actual, CancellationToken cancellationToken) => Task.FromResult("");
                public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
            }
            """
        );

        var found = await AnalyzerTest.VerifyAsync(source);

        Assert.All(found, diagnostic => Assert.Contains(problem, diagnostic.GetMessage(null), StringComparison.Ordinal));
        Assert.Contains("R.Resource.g.cs", string.Join(' ', Run(AnalyzerTest.Unmark(source)).Files.Keys), StringComparison.Ordinal);
    }

    /// <summary>One of a library may be registered for the state, those of the engine's assemblies are for what they send.</summary>
    [Theory]
    [InlineData("Orchestrator.Api", "public", true)]
    [InlineData("Orchestrator.Sqlite", "internal", true)]
    [InlineData("Library", "public", false)]
    [InlineData("Library", "internal", true)]
    public async Task A_converter_of_anything_silences_it_unless_it_is_the_engines_or_hidden(
        string assembly,
        string access,
        bool isReported
    )
    {
        const string Converter =
            " sealed class Any<T> : System.Text.Json.Serialization.JsonConverter<T> { public override T? Read(ref "
            + "System.Text.Json.Utf8JsonReader reader, System.Type type, System.Text.Json.JsonSerializerOptions options) => default; "
            + "public override void Write(System.Text.Json.Utf8JsonWriter writer, T value, "
            + "System.Text.Json.JsonSerializerOptions options) { } }";
        var library = Run(new RunOptions { AssemblyName = assembly }, $"namespace Elsewhere; {access}{Converter}");
        var source = Sources.Workflows("[Step(\"S\")] static void S(System.Numerics.BigInteger {|ORCH3009:number|}) { }");

        await AnalyzerTest.VerifyAsync(
            RunOptions.Default with
            {
                MoreReferences = [library.ToReference()],
            },
            isReported ? source : AnalyzerTest.Unmark(source)
        );
    }

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                Types
                    + """
                    #pragma warning disable ORCH3009
                    [Step("S")] static void S(List<Shape> shapes) { }
                    """
            )
        );
}
