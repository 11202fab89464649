using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.ExternalResources;

/// <summary>A single value, compared as a whole.</summary>
internal sealed class ValueShape<T> : StateShape<T>
{
    private const int MaxLength = 1_000;

    internal override void Compare(T? desired, T? actual, Differences differences)
    {
        if (!AreEqual(desired, actual) && !CompareNull(desired, actual, differences))
        {
            AddChange(desired, actual, differences);
        }
    }

    internal override JsonNode? Show(T? value)
    {
        var node = ToNode(value);
        return node is JsonValue text && text.TryGetValue<string>(out var written) && written.Length > MaxLength
            ? JsonValue.Create(written[..MaxLength] + "…")
            : node;
    }

    internal override bool AreEqual(T? left, T? right) => EqualityComparer<T>.Default.Equals(left, right);

    internal override int Hash(T? value) => value is null ? 0 : EqualityComparer<T>.Default.GetHashCode(value);

    internal override byte[] Hash(T? value, StateHasher hasher) =>
        value is null ? hasher.OfNothing()
        : CanonicalText.Find(value) is { } text ? hasher.OfText(text)
        : HashJson(value, hasher);

    // A class that compares itself may keep what it compares out of its JSON, as PhysicalAddress does; its text has it then.
    private static byte[] HashJson(T value, StateHasher hasher)
    {
        var node = ToNode(value);
        var json = hasher.OfText(node?.ToJsonString() ?? "");
        return node is JsonObject
            ? hasher.OfList([json, hasher.OfText(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")])
            : json;
    }

    // A value that JSON does not have, such as a number that is none, is shown as its text.
    private static JsonNode? ToNode(T? value)
    {
        try
        {
            return JsonSerializer.SerializeToNode(value, StateJson.Options);
        }
        catch (Exception exception)
            when (exception is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            return JsonValue.Create(Convert.ToString(value, CultureInfo.InvariantCulture));
        }
    }
}
