using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Orchestrator.ExternalResources;

/// <summary>A single value, compared as a whole.</summary>
internal sealed class ValueShape<T> : StateShape<T>
{
    private const int MaxLength = 1_000;

    private const int MaxFields = 7;

    private static readonly IEqualityComparer<T> Comparer = ValueComparer.Of<T>();

    internal override void Compare(T? desired, T? actual, Differences differences)
    {
        if (!AreEqual(desired, actual) && !CompareNull(desired, actual, differences))
        {
            AddChange(desired, actual, differences);
        }
    }

    internal override JsonNode? Show(T? value)
    {
        var node = ValueText.ToNode(value);
        return node is JsonValue text && text.TryGetValue<string>(out var written) && written.Length > MaxLength
            ? JsonValue.Create(Shorten(written))
            : node;
    }

    internal override bool AreEqual(T? left, T? right) => Comparer.Equals(left, right);

    internal override int Hash(T? value) => value is null ? 0 : Comparer.GetHashCode(value);

    internal override byte[] Hash(T? value, StateHasher hasher) => HashOf(value, typeof(T), hasher);

    // A tuple, which only a key can be here, is equal to another one when its elements are: so are the hashes of these.
    private static byte[] HashOf(object? value, Type type, StateHasher hasher) =>
        value is null ? hasher.OfNothing()
        : CanonicalText.Find(value) is { } text ? hasher.OfText(text)
        : value is ITuple tuple ? HashEach(tuple, hasher)
        : HashJson(value, type, hasher);

    // What a long tuple keeps in its last field is not among its type arguments.
    private static byte[] HashEach(ITuple tuple, StateHasher hasher)
    {
        var types = tuple.GetType().GetGenericArguments();
        return hasher.OfList(
            Enumerable
                .Range(0, tuple.Length)
                .Select(index => HashOf(tuple[index], index < MaxFields ? types[index] : tuple[index]?.GetType() ?? typeof(object), hasher))
        );
    }

    // A class that compares itself may keep what it compares out of its JSON, as PhysicalAddress does; its text has it then.
    private static byte[] HashJson(object value, Type type, StateHasher hasher)
    {
        var node = ValueText.ToJson(value, type);
        var json = hasher.OfText(node?.ToJsonString() ?? "");
        return node is JsonObject
            ? hasher.OfList([json, hasher.OfText(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")])
            : json;
    }

    // A character may be two units, which are not parted.
    private static string Shorten(string text) => text[..(char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)] + "…";
}
