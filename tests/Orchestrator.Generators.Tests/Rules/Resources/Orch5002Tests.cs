using Orchestrator.Generators.Tests.Infrastructure;
using static Orchestrator.Generators.Tests.Infrastructure.GeneratorTest;

namespace Orchestrator.Generators.Tests;

public sealed class Orch5002Tests
{
    private const string Common = """
        using System.Collections.Immutable;
        using System.Net;
        using System.Text.Json;

        namespace App;

        [Product("a")] public sealed partial class A : SubscriptionModel;
        public sealed record Sap(Guid PortId, int Vlan, [property: Sensitive] string Code);
        [ElementKey(nameof(Id))] public sealed record Keyed(int Id, [property: NotCompared] string Assigned);
        [NotCompared] public sealed record Stamp(DateTimeOffset At);
        public abstract record Shape(int Sides);
        public sealed record Tree(string Name, IReadOnlyList<Tree> Below);
        public sealed class Decided { [NotCompared] public int Number { get; init; } public int Size { get; set; } }

        [ExternalResource("r")]
        public sealed partial class {|R|} : ExternalResource<A, S>
        {
            public override string? Identify(A subscription) => null;
            public override S? Describe(A subscription) => null;
            public override Task<S?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult<S?>(null);
            public override Task<string> ApplyAsync(string? key, S desired, S? actual, CancellationToken cancellationToken) => Task.FromResult("");
            public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
        }

        """;

    [Theory]
    [InlineData("object Any", "'S.Any' cannot be compared")]
    [InlineData("JsonElement Any", "'S.Any' cannot be compared")]
    [InlineData("Shape Any", "'S.Any' cannot be compared")]
    [InlineData("Action Any", "'S.Any' cannot be compared")]
    [InlineData("IDisposable Any", "'S.Any' cannot be compared")]
    [InlineData("int[,] Any", "'S.Any' cannot be compared")]
    [InlineData("List<Shape> Any", "'S.Any', whose elements are 'Shape', cannot be compared")]
    [InlineData("Dictionary<Sap, int> Any", "'S.Any' cannot be compared")]
    [InlineData("""[property: ElementKey("Nothing")] List<Sap> Saps""", "the elements of 'S.Saps' have no member 'Nothing'")]
    [InlineData("""[property: ElementKey("Length")] List<string> Names""", "the elements of 'S.Names' have no member 'Length'")]
    [InlineData("[property: ElementKey(nameof(Sap.Code))] List<Sap> Saps", "told apart by 'Code', which is [Sensitive]")]
    [InlineData("[property: ElementKey(nameof(Sap.PortId))] Sap Sap", "'S.Sap' is marked as a list and is none")]
    [InlineData("[property: Unordered] string Name", "'S.Name' is marked as a list and is none")]
    [InlineData("[property: Unordered] List<Keyed> Items", "'S.Items' is [NotCompared], or holds what is")]
    [InlineData("Dictionary<string, Keyed> Items", "'S.Items' is [NotCompared], or holds what is")]
    [InlineData("Decided Decided", "'Decided.Number' is [NotCompared], or holds what is")]
    public async Task A_state_that_cannot_be_compared_is_reported_and_not_emitted(string member, string problem)
    {
        var source = Common.Replace("{|R|}", "{|ORCH5002:R|}", StringComparison.Ordinal) + $"public sealed record S(int Size, {member});";

        var found = await AnalyzerTest.VerifyAsync(Author(source));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Run(Author(AnalyzerTest.Unmark(source))).Files.Keys,
            static file => file.Contains(".R.", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(
        "string? Name, DateOnly Day, TimeSpan Span, Uri? Link, IPAddress? Address, Version Version, DayOfWeek? Weekday, Guid? Id, (int, string) Pair, nint Number, char? C"
    )]
    [InlineData(
        "List<string?> Names, int[] Numbers, ImmutableArray<int> Frozen, IEnumerable<Sap> Saps, ISet<int> Set, List<List<int>> Nested, byte[]? Bytes"
    )]
    [InlineData(
        "Dictionary<string, Sap> Saps, IReadOnlyDictionary<Guid, List<int>>? More, ImmutableDictionary<int, string> Frozen, IDictionary<DayOfWeek, Sap?> Days"
    )]
    [InlineData(
        "[property: ElementKey(nameof(Sap.PortId))] ImmutableArray<Sap> Saps, List<Keyed> Keyed, Keyed[]? More, IReadOnlyList<Tree> Trees, Tree? Tree"
    )]
    [InlineData("[property: NotCompared] object Any, [property: WriteOnly] JsonElement Other, Stamp Stamp, [NotCompared] Action Action")]
    [InlineData("[property: Sensitive] List<Sap> Saps, [Sensitive] string Name, [property: Sensitive, Unordered] int[] Codes")]
    public async Task A_state_that_can_be_compared_is_emitted_and_fine(string members)
    {
        var source = Author(Common.Replace("{|R|}", "R", StringComparison.Ordinal) + $"public sealed record S(int Size, {members});");

        Assert.Empty(await AnalyzerTest.VerifyAsync(source));
        using var loaded = Run(source).Load();
        var shapes = loaded.Type("App.R").GetNestedType("OrchestratorResource", System.Reflection.BindingFlags.NonPublic)!;
        Assert.NotNull(
            shapes.GetField("ShapeOfS", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.GetValue(null)
        );
    }

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Author(
                Common
                    .Replace("{|R|}", "R", StringComparison.Ordinal)
                    .Replace("[ExternalResource", "#pragma warning disable ORCH5002\n[ExternalResource", StringComparison.Ordinal)
                    + "public sealed record S(object Any);"
            )
        );
}
