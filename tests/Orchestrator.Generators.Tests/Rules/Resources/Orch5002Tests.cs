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
        [Sensitive] public readonly record struct Code(string Text);
        [Sensitive] public class Pin { public int Number { get; init; } public override bool Equals(object? other) => other is Pin; public override int GetHashCode() => 0; }
        public sealed class MasterPin : Pin;
        [WriteOnly] public sealed class Mark { public override bool Equals(object? other) => other is Mark; public override int GetHashCode() => 0; }
        public sealed record Door(int Id, Pin Pin, [WriteOnly] string Pass);
        public class Several
        {
            public Several(string name) => Name = name;
            public Several(string name, int size) => (Name, Size) = (name, size);
            public string Name { get; }
            public int Size { get; set; }
        }
        public sealed class Misnamed(string title) { public string Name { get; } = title; public int Size { get; set; } }
        public sealed class Computed { public Computed(int size) => Size = size; public Computed(string size) => Size = size.Length; public int Size { get; set; } public int Twice => 2 * Size; }
        public sealed class Chosen { [System.Text.Json.Serialization.JsonConstructor] public Chosen(string name) => Name = name; public Chosen(int name) => Name = $"{name}"; public string Name { get; } }
        public sealed record Twins(int Http, [property: NotCompared] int HTTP);
        public sealed class Own : List<Keyed>;
        public sealed record Loose(int Id, [property: NotCompared] string Assigned);
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
    [InlineData("[property: Obsolete(\"no\", true)] int Old", "'S.Old' cannot be compared, because [Obsolete]")]
    [InlineData("JsonElement Any", "'S.Any' cannot be compared")]
    [InlineData("Shape Any", "'S.Any' cannot be compared")]
    [InlineData("Action Any", "'S.Any' cannot be compared")]
    [InlineData("IDisposable Any", "'S.Any' cannot be compared")]
    [InlineData("int[,] Any", "'S.Any' cannot be compared")]
    [InlineData("List<Shape> Any", "'S.Any', whose elements are 'Shape', cannot be compared")]
    [InlineData("Dictionary<Sap, int> Any", "'S.Any' cannot be compared")]
    [InlineData("""[property: ElementKey("Nothing")] List<Sap> Saps""", "the elements of 'S.Saps' have no member 'Nothing'")]
    [InlineData("""[property: ElementKey("Length")] List<string> Names""", "the elements of 'S.Names' have no member 'Length'")]
    [InlineData("[property: ElementKey(nameof(Sap.Code))] List<Sap> Saps", "identified by 'Code', which is [Sensitive]")]
    [InlineData("[property: ElementKey(nameof(Door.Pin))] List<Door> Doors", "identified by 'Pin', which is [Sensitive] or [WriteOnly]")]
    [InlineData("[property: ElementKey(nameof(Door.Pass))] List<Door> Doors", "identified by 'Pass', which is [Sensitive] or [WriteOnly]")]
    [InlineData("Dictionary<Pin, int> Any", "the keys of 'S.Any' are of type 'Pin', which is [Sensitive] or [WriteOnly]")]
    [InlineData("List<Dictionary<MasterPin, int>> Any", "are of type 'MasterPin', which is [Sensitive] or [WriteOnly]")]
    [InlineData("IReadOnlyDictionary<Mark, int>? Any", "the keys of 'S.Any' are of type 'Mark', which is [Sensitive] or [WriteOnly]")]
    [InlineData("Several Any", "'Several.Name' would not be compared, because its type cannot be created from its members: it has several")]
    [InlineData(
        "List<Misnamed> Any",
        "'Misnamed.Name' would not be compared, because its type cannot be created from its members: its cons"
    )]
    [InlineData("Twins Any", "'Twins.Http' would have the path of another member: its members 'Http' and 'HTTP' are both 'http' in JSON")]
    [InlineData("int SIZE", "its members 'Size' and 'SIZE' are both 'size' in JSON")]
    [InlineData("[property: ElementKey(nameof(Sap.PortId))] Sap Sap", "'S.Sap' is marked as a list, but it is not one")]
    [InlineData("[property: Unordered] string Name", "'S.Name' is marked as a list, but it is not one")]
    [InlineData("[property: Unordered] List<Keyed> Items", "'S.Items' is [NotCompared] or contains a member that is")]
    [InlineData("Dictionary<string, Keyed> Items", "'S.Items' is [NotCompared] or contains a member that is")]
    [InlineData("List<List<Keyed>> Racks", "'S.Racks' is [NotCompared] or contains a member that is")]
    [InlineData("List<List<Loose>> Racks", "'S.Racks' is [NotCompared] or contains a member that is")]
    [InlineData("Keyed[][] Racks", "'S.Racks' is [NotCompared] or contains a member that is")]
    [InlineData("List<Dictionary<string, Keyed>> Racks", "'S.Racks' is [NotCompared] or contains a member that is")]
    [InlineData("List<HashSet<Keyed>> Racks", "'S.Racks' is [NotCompared] or contains a member that is")]
    [InlineData("ImmutableArray<Keyed>? Racks", "'S.Racks' is [NotCompared] or contains a member that is")]
    [InlineData("Queue<Keyed> Racks", "'S.Racks' is [NotCompared] or contains a member that is")]
    [InlineData("LinkedList<Keyed> Racks", "'S.Racks' is [NotCompared] or contains a member that is")]
    [InlineData("System.Collections.Concurrent.ConcurrentQueue<Keyed> Racks", "'S.Racks' is [NotCompared] or contains a member that is")]
    [InlineData("ReadOnlyMemory<byte> Blob", "'S.Blob' cannot be compared")]
    [InlineData("List<Memory<int>> Blob", "'S.Blob', whose elements are 'Memory<int>', cannot be compared")]
    [InlineData("(int, object) Pair", ".Item2' cannot be compared")]
    [InlineData("Decided Decided", "'Decided.Number' is [NotCompared] or contains a member that is")]
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
        "string? Name, DateOnly Day, TimeSpan Span, Uri? Link, IPAddress? Address, Version Version, DayOfWeek? Weekday, Guid? Id, "
            + "(int, string) Pair, nint Number, char? C"
    )]
    [InlineData(
        "List<string?> Names, int[] Numbers, ImmutableArray<int> Frozen, IEnumerable<Sap> Saps, ISet<int> Set, List<List<int>> "
            + "Nested, byte[]? Bytes"
    )]
    [InlineData(
        "Dictionary<string, Sap> Saps, IReadOnlyDictionary<Guid, List<int>>? More, ImmutableDictionary<int, string> Frozen, "
            + "IDictionary<DayOfWeek, Sap?> Days"
    )]
    [InlineData(
        "[property: ElementKey(nameof(Sap.PortId))] ImmutableArray<Sap> Saps, List<Keyed> Keyed, Keyed[]? More, "
            + "IReadOnlyList<Tree> Trees, Tree? Tree"
    )]
    [InlineData("[property: NotCompared] object Any, [property: WriteOnly] JsonElement Other, Stamp Stamp, [NotCompared] Action Action")]
    [InlineData(
        "Computed Computed, Chosen Chosen, [property: WriteOnly] Several Several, List<Code> Codes, Dictionary<string, Pin> Pins, Mark Mark"
    )]
    [InlineData("(string? Name, List<int> Vlans) Port, (int, int[])? Range, List<(string, int[])> Ports, Tuple<int, string> Old")]
    [InlineData(
        """
            [property: ElementKey("Name")] List<(string Name, int Vlan)> Named, Dictionary<(string, int), int> ByPair,
            (Keyed First, int Size) Held, (int, int, int, int, int, int, int, string, Sap) Long
            """
    )]
    [InlineData("System.Collections.ObjectModel.Collection<Keyed> More, ICollection<Keyed> Some, SortedList<string, int> Sorted, Own Own")]
    [InlineData("[property: Sensitive] List<Sap> Saps, [Sensitive] string Name, [property: Sensitive, Unordered] int[] Codes")]
    public async Task A_state_that_can_be_compared_is_emitted_and_fine(string members)
    {
        var source = Author(Common.Replace("{|R|}", "R", StringComparison.Ordinal) + $"public sealed record S(int Size, {members});");

        Assert.Empty(await AnalyzerTest.VerifyAsync(source));
        var run = Run(source);
        using var loaded = run.Load();

        // The Equals of a tuple compares a list within it by reference.
        Assert.DoesNotContain("Value<(", run.File("App.R.Resource.g.cs"), StringComparison.Ordinal);
        var shapes = loaded.Type("App.R").GetNestedType("OrchestratorResource", System.Reflection.BindingFlags.NonPublic)!;
        Assert.NotNull(
            shapes.GetField("ShapeOfS", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.GetValue(null)
        );
    }

    [Fact]
    public async Task A_state_with_an_Equals_of_its_own_is_compared_member_by_member()
    {
        var source = Author(
            Common.Replace("{|R|}", "R", StringComparison.Ordinal)
                + """
                public sealed class S
                {
                    public string? Name { get; set; }
                    public override bool Equals(object? other) => other is S;
                    public override int GetHashCode() => 0;
                }
                """
        );

        Assert.Empty(await AnalyzerTest.VerifyAsync(source));
        var run = Run(source);
        run.Load().Dispose();
        Assert.Contains("members.Add(\"name\", static state => state.Name,", run.File("App.R.Resource.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_serializer_is_told_to_store_is_compared_though_it_is_internal()
    {
        var source = Author(
            Common.Replace("{|R|}", "R", StringComparison.Ordinal)
                + """
                public sealed record S(int Size)
                {
                    [System.Text.Json.Serialization.JsonInclude] internal string? Zone { get; init; }
                    [System.Text.Json.Serialization.JsonInclude] internal int Area = 1;
                    internal string? Note { get; init; }
                }
                """
        );

        Assert.Empty(await AnalyzerTest.VerifyAsync(source));
        var run = Run(source);
        run.Load().Dispose();
        var emitted = run.File("App.R.Resource.g.cs");
        Assert.Contains("members.Add(\"zone\", static state => state.Zone,", emitted, StringComparison.Ordinal);
        Assert.Contains("members.Add(\"area\",", emitted, StringComparison.Ordinal);
        Assert.DoesNotContain("note", emitted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_serializer_is_told_to_store_and_the_resource_cannot_access_is_reported()
    {
        var source =
            Common.Replace("{|R|}", "{|ORCH5002:R|}", StringComparison.Ordinal)
            + """
                public sealed record S(int Size) { [System.Text.Json.Serialization.JsonInclude] private string? Zone { get; init; } }
                """;

        var found = await AnalyzerTest.VerifyAsync(Author(source));

        Assert.Contains(
            "because [JsonInclude] stores what the resource cannot access",
            Assert.Single(found).GetMessage(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("List<Sap>")]
    [InlineData("Dictionary<string, Sap>")]
    [InlineData("Counted")]
    public async Task A_state_that_is_a_list_is_reported(string state)
    {
        var source = Common
            .Replace("{|R|}", "{|ORCH5001:R|}", StringComparison.Ordinal)
            .Replace("namespace App;", $"namespace App;\nusing S = {state};", StringComparison.Ordinal);

        var found = await AnalyzerTest.VerifyAsync(
            Author(source + "public sealed class Counted : List<int> { public int Size { get; set; } }")
        );

        Assert.Contains("has no members that can be compared", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sensitive")]
    [InlineData("WriteOnly")]
    [InlineData("NotCompared")]
    public async Task A_state_that_is_marked_as_a_whole_is_reported(string mark)
    {
        var source = Common.Replace("{|R|}", "{|ORCH5002:R|}", StringComparison.Ordinal) + $"[{mark}] public sealed record S(int Size);";

        var found = await AnalyzerTest.VerifyAsync(Author(source));

        Assert.Contains("'S' is marked", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public Pin? Held { get; init; }", "")]
    [InlineData("public List<Code>? Held { get; init; }", "")]
    [InlineData("public Dictionary<Pin, int>? Held { get; init; }", "")]
    [InlineData("public Mark? Held { get; init; }", "")]
    [InlineData("public Door? Held { get; init; }", "")]
    [InlineData("public int Size { get; init; }", "public Pin? Held { get; init; }")]
    [InlineData("public int Size { get; init; }", "[Sensitive] public string? Held { get; init; }")]
    public void A_type_that_overrides_Equals_and_holds_what_is_marked_is_not_one_value(string member, string inherited)
    {
        var source = Author(
            Common.Replace("{|R|}", "R", StringComparison.Ordinal)
                + $$"""
                public abstract class Base { {{inherited}} }
                public sealed class Holder : Base { {{member}} public override bool Equals(object? other) => other is Holder; public override int GetHashCode() => 0; }
                public sealed record S(int Size, Holder Any);
                """
        );

        Assert.DoesNotContain(
            Run(source).Files.Values,
            static file => file.Contains("Value<global::App.Holder>", StringComparison.Ordinal)
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
