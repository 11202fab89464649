using System.Collections;
using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Json;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>
/// The rules accept as a state value what comes back from the state as it was, and refuse what does not: held against the serializer
/// itself.
/// </summary>
public sealed class StateValueTests
{
    private const string Types = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Linq;
        using System.Net;
        using System.Text.Json;
        using System.Text.Json.Nodes;
        using System.Text.Json.Serialization;

        namespace App;

        public enum Colour { Red, DarkBlue, Blue = DarkBlue }
        public enum Speed { [JsonStringEnumMemberName("10G")] Ten, Hundred }
        [Flags] public enum Rights { None = 0, Read = 1, Write = 2 }
        public enum Protocol { Http, HTTP }
        public enum Renamed { [JsonStringEnumMemberName("x")] A, [JsonStringEnumMemberName("X")] B }

        public sealed record Positional(string Name, int? Size, Colour Colour = Colour.Blue);
        public record struct Struct(int A, string B);
        public readonly record struct Id(Guid Value);
        public sealed class Plain { public string Name { get; set; } = ""; public int[] Numbers { get; init; } = []; public int Twice => Numbers.Length * 2; }
        public sealed class Given(int port, string host) { public int Port { get; } = port; public string Host { get; } = host; public string Address { get; } = host + ":" + port; }
        public sealed class Fields { public int A; public string? B; }
        public struct Point { public int X; public int Y; }
        public sealed class Included { [JsonInclude] public int A { get; private set; } public Included With(int a) { A = a; return this; } }
        public sealed class Marked { [JsonConstructor] public Marked(int a) => A = a; public Marked(int a, int b) => A = a + b; public int A { get; } }
        public sealed record Ignored(int A) { [JsonIgnore] public List<int> Cache { get; } = []; }
        public sealed record Tree(string Name, List<Tree> Children);
        public record Base(int A);
        public sealed record Derived(int A, int B) : Base(A);
        [JsonPolymorphic, JsonDerivedType(typeof(Fibre), "fibre"), JsonDerivedType(typeof(Wave), "wave")] public abstract record Link;
        public sealed record Fibre(int Strand) : Link;
        public sealed record Wave(double Length) : Link;
        [JsonDerivedType(typeof(Cat), "cat")] public interface IAnimal { string Name { get; } }
        public sealed record Cat(string Name) : IAnimal;
        public sealed record Holder<T>(T Value);
        [JsonConverter(typeof(TokenConverter))] public sealed class Token { private readonly string _text; public Token(string text, int unused) => _text = text; public string Text() => _text; }
        public sealed class TokenConverter : JsonConverter<Token>
        {
            public override Token Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetString()!, 0);
            public override void Write(Utf8JsonWriter writer, Token value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text());
        }

        public sealed class OwnList { public List<int> Numbers { get; } = []; }
        public sealed class Hidden { public int A { get; private set; } public Hidden With(int a) { A = a; return this; } }
        public readonly struct Frozen(int a) { public int A { get; } = a; }
        public struct ReadOnlyField(int a) { public readonly int A = a; }
        public sealed class Two { public Two(int a) => A = a; public Two(string a) => A = a.Length; public int A { get; } }
        public sealed class Unmatched { public Unmatched(int b) => A = b; public int A { get; set; } }
        public sealed class NoConstructor { private NoConstructor() { } public int A { get; set; } public static NoConstructor Make() => new() { A = 3 }; }
        public abstract record Shape(int Sides);
        public sealed record Square() : Shape(4);
        public sealed record HoldsShape(Shape Shape);
        public sealed record Twins(int Http, int HTTP);
        public sealed record Underscored(int FooBar, int Foo_bar);
        public sealed record NamedTwice([property: JsonPropertyName("a")] int X, [property: JsonPropertyName("a")] int Y);
        public sealed record NamedInTwoCases([property: JsonPropertyName("ID")] int X, [property: JsonPropertyName("id")] int Y);
        public sealed record TwinOfIgnored(int Http) { [JsonIgnore] public int HTTP => Http; }
        public sealed class RequiredIgnored { public required int A { get; init; } [JsonIgnore] public required int B { get; init; } }
        public readonly struct Money : IEquatable<Money> { private readonly decimal _amount; public Money(decimal amount) => _amount = amount; public bool Equals(Money other) => _amount == other._amount; public override bool Equals(object? other) => other is Money money && Equals(money); public override int GetHashCode() => _amount.GetHashCode(); }
        public readonly struct Kept<T>(T value) { public override string ToString() => $"{value}"; }
        public sealed class Nameless { private string? _name; public Nameless Named(string name) { _name = name; return this; } public override string ToString() => _name ?? ""; }
        public sealed record Empty;
        public sealed class Bag : List<int> { public int Extra { get; set; } }
        public sealed class Numbers : List<int> { public int Sum => this.Sum(); }

        public static class Kept
        {
            public static string Text = "a"; public static int Number = 1; public static decimal Amount = 1.5m; public static char Letter = 'x'; public static Int128 Large = 3; public static Half Small = (Half)1;
            public static nint Native = 3; public static Guid Guid = Guid.NewGuid(); public static DateTime Time = new(2026, 1, 2); public static DateTimeOffset Moment = DateTimeOffset.UnixEpoch;
            public static DateOnly Day = new(2026, 1, 2); public static TimeOnly Hour = new(3, 4); public static TimeSpan Span = TimeSpan.FromHours(30); public static Uri Uri = new("http://a/b"); public static Version Version = new(1, 2);
            public static byte[] Bytes = [1, 2]; public static ReadOnlyMemory<byte> Memory = new byte[] { 1 }; public static IPAddress Address = IPAddress.Parse("10.0.0.1"); public static IPNetwork Network = IPNetwork.Parse("10.0.0.0/8");
            public static int? Nothing = null; public static Colour Colour = Colour.DarkBlue; public static Speed Speed = Speed.Ten; public static Rights Rights = Rights.Read | Rights.Write;
            public static (int Low, int High) Pair = (1, 2); public static ((int, int) A, (string, bool) B) Pairs = ((1, 2), ("a", true)); public static (int, int, int, int, int, int, int, int, string) Long = (1, 2, 3, 4, 5, 6, 7, 8, "9");
            public static List<(string Key, int Value)> ListOfPairs = [("a", 1)]; public static Tuple<int, string> Tuple = System.Tuple.Create(1, "a"); public static KeyValuePair<string, int> Entry = new("a", 1);
            public static int[][] Jagged = [[1], [2, 3]]; public static IReadOnlyList<int> ReadOnly = [1]; public static IEnumerable<string> Sequence = ["a"]; public static HashSet<int> Set = [1]; public static ISet<int> SetInterface = new HashSet<int> { 1 };
            public static LinkedList<int> Linked = new([1]); public static Queue<int> Queue = new([1, 2]); public static ImmutableArray<int> Immutable = [1]; public static ImmutableDictionary<string, int> ImmutableMap = ImmutableDictionary<string, int>.Empty.Add("a", 1);
            public static Dictionary<string, Positional> Map = new() { ["a"] = new("n", 1) }; public static Dictionary<Guid, int> ById = new() { [Guid.NewGuid()] = 1 }; public static IReadOnlyDictionary<Colour, int> ByColour = new Dictionary<Colour, int> { [Colour.Red] = 1 };
            public static JsonElement Element = JsonElement.Parse("[1]"); public static JsonNode Node = JsonNode.Parse("{\"a\":1}")!; public static JsonObject Object = new() { ["a"] = 1 }; public static JsonArray Array = [1];
            public static Positional Positional = new("a", null); public static Struct Struct = new(1, "b"); public static Id Id = new(Guid.NewGuid()); public static Plain Plain = new() { Name = "n", Numbers = [1] }; public static Given Given = new(1, "h");
            public static Fields Fields = new() { A = 1, B = "b" }; public static Point Point = new() { X = 1, Y = 2 }; public static Included Included = new Included().With(3); public static Marked Marked = new(1); public static Ignored Ignored = new(1);
            public static Tree Tree = new("a", [new("b", [])]); public static Base Base = new(1); public static Derived Derived = new(1, 2); public static Link Fibre = new Fibre(1); public static List<Link> Links = [new Fibre(1), new Wave(2)]; public static IAnimal Animal = new Cat("c");
            public static Holder<(int, string)> Holder = new((1, "a")); public static Token Token = new("t", 0);
            public static TwinOfIgnored TwinOfIgnored = new(1); public static Numbers Numbers = [1, 2]; public static Empty Empty = new();
        }

        public static class Lost
        {
            public static Protocol Protocol = Protocol.HTTP; public static List<Protocol> Protocols = [Protocol.HTTP]; public static Renamed Renamed = Renamed.B; public static OwnList OwnList = new() { Numbers = { 1 } }; public static Hidden Hidden = new Hidden().With(3);
            public static Frozen Frozen = new(3); public static ReadOnlyField ReadOnlyField = new(3); public static Two Two = new(1); public static Unmatched Unmatched = new(1); public static NoConstructor NoConstructor = NoConstructor.Make();
            public static Shape Shape = new Square(); public static HoldsShape HoldsShape = new(new Square()); public static Holder<Hidden> Holder = new(new Hidden().With(3)); public static (int, Frozen) Pair = (1, new(3));
            public static int[,] Dimensions = new int[1, 1]; public static Dictionary<(int, int), int> ByPair = new() { [(1, 2)] = 3 }; public static Dictionary<Positional, int> ByRecord = new() { [new("a", 1)] = 3 }; public static IReadOnlySet<int> Set = new HashSet<int> { 1 };
            public static Stack<int> Stack = new([1, 2]); public static ArraySegment<int> Segment = new([1]); public static Index Index = new(1); public static Range Range = 1..2; public static System.Numerics.BigInteger Big = 3; public static System.Text.StringBuilder Builder = new("a");
            public static Type Type = typeof(int); public static Exception Exception = new InvalidOperationException("x"); public static System.Collections.ObjectModel.ReadOnlyCollection<int> Collection = new([1]); public static Func<int> Function = () => 3;
            public static Money Money = new(3); public static Kept<int> Captured = new(3); public static Nameless Nameless = new Nameless().Named("n");
            public static Twins Twins = new(1, 2); public static Underscored Underscored = new(1, 2); public static NamedTwice NamedTwice = new(1, 2); public static NamedInTwoCases NamedInTwoCases = new(1, 2); public static RequiredIgnored RequiredIgnored = new() { A = 1, B = 2 }; public static Bag Bag = new() { 1 }; static Lost() => Bag.Extra = 5;
            public static TimeZoneInfo Zone = TimeZoneInfo.Utc; public static System.Text.RegularExpressions.Regex Regex = new("a"); public static IPEndPoint EndPoint = new(1, 2); public static System.Collections.Frozen.FrozenSet<int> FrozenSet = System.Collections.Frozen.FrozenSet.Create(1);
        }
        """;

    [Fact]
    public void What_is_accepted_comes_back_and_what_is_refused_does_not()
    {
        var compilation = GeneratorTest.Compile(RunOptions.Default, Types);
        using var image = new MemoryStream();
        Assert.Empty(
            compilation
                .Emit(image, cancellationToken: TestContext.Current.CancellationToken)
                .Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        );
        using var loaded = new LoadedAssembly([image.ToArray()]);
        var values = StateValues.Of(CompilationReader.Of(compilation));

        var wrong = new List<string>();
        foreach (var place in new[] { "Kept", "Lost" })
        {
            foreach (var field in compilation.GetTypeByMetadataName($"App.{place}")!.GetMembers().OfType<IFieldSymbol>())
            {
                var problem = values.FindProblem(field.Type);
                if ((problem is null) != (place == "Kept"))
                {
                    wrong.Add($"{place}.{field.Name}: the rule says {problem ?? "nothing"}");
                }

                if (ComesBack(loaded.Type($"App.{place}").GetField(field.Name)!) != (place == "Kept"))
                {
                    wrong.Add($"{place}.{field.Name}: the serializer says otherwise");
                }
            }
        }

        Assert.Empty(wrong);
    }

    private static bool ComesBack(FieldInfo field)
    {
        var value = field.GetValue(null);
        try
        {
            return IsSame(
                value,
                JsonSerializer.Deserialize(
                    JsonSerializer.Serialize(value, field.FieldType, StateJson.Options),
                    field.FieldType,
                    StateJson.Options
                )
            );
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsSame(object? value, object? other) => IsSame(value, other, depth: 0);

    // What refers to itself, as reflection does, is not followed far.
    private static bool IsSame(object? value, object? other, int depth)
    {
        var members = EqualityComparer<object?>.Create((one, another) => IsSame(one, another, depth + 1));
        return (value, other) switch
        {
            _ when Equals(value, other) => true,
            (null, _) or (_, null) => false,
            _ when depth > 12 => false,
            (JsonElement or System.Text.Json.Nodes.JsonNode, _) => value.ToString() == other.ToString(),
            (ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> others) => bytes.Span.SequenceEqual(others.Span),
            (IEnumerable items, IEnumerable others) => items.Cast<object?>().SequenceEqual(others.Cast<object?>(), members)
                && (value.GetType().Namespace != "App" || Declared(value).SequenceEqual(Declared(other), members)),
            _ => value.GetType() == other.GetType() && Members(value).SequenceEqual(Members(other), members),
        };
    }

    // What a collection of an author's own holds beside its elements.
    private static IEnumerable<object?> Declared(object value) =>
        value
            .GetType()
            .GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Select(field => field.GetValue(value));

    // What a value holds, wherever it holds it.
    private static IEnumerable<object?> Members(object value)
    {
        var fields = value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        return fields.Length == 0 ? [] : fields.Select(field => field.GetValue(value));
    }
}
