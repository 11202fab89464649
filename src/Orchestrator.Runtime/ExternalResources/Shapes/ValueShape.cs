using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Orchestrator.ExternalResources;

/// <summary>A single value, compared as a whole.</summary>
internal sealed class ValueShape<T> : StateShape<T>
{
    private const int MaxLength = 1_000;

    /// <summary>How much of what two long texts have in common is shown before the place where they differ.</summary>
    private const int ContextLength = 100;

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

    internal override (JsonNode? Desired, JsonNode? Actual) ShowChange(T? desired, T? actual)
    {
        var (left, right) = (TextOf(desired), TextOf(actual));
        return left is not null && right is not null && left.AsSpan().CommonPrefixLength(right) is >= MaxLength and var same
            ? (JsonValue.Create(ShortenFrom(same, left)), JsonValue.Create(ShortenFrom(same, right)))
            : base.ShowChange(desired, actual);
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

    private static string? TextOf(T? value) =>
        ValueText.ToNode(value) is JsonValue node && node.TryGetValue<string>(out var text) ? text : null;

    private static string Shorten(string text) => StorableText.Start(text, MaxLength) + "…";

    /// <summary>A text around the first place where it differs from another one, which would be equal if both were cut before it.</summary>
    private static string ShortenFrom(int same, string text)
    {
        // Two characters of two units each may have the first of these in common.
        var start = same - (char.IsHighSurrogate(text[same - 1]) ? 1 : 0) - ContextLength;
        var rest = StorableText.End(text, text.Length - start);
        var left = string.Create(CultureInfo.InvariantCulture, $"… {text.Length - rest.Length} characters …{rest}");
        return left.Length > MaxLength ? Shorten(left) : left;
    }
}
