using System.Text.Json.Nodes;

namespace Orchestrator.ExternalResources;

/// <summary>Bytes, compared as one value.</summary>
internal sealed class BytesShape : StateShape<byte[]>
{
    private static readonly ValueShape<string> Text = new();

    internal override void Compare(byte[]? desired, byte[]? actual, Differences differences)
    {
        if (!AreEqual(desired, actual) && !CompareNull(desired, actual, differences))
        {
            AddChange(desired, actual, differences);
        }
    }

    internal override JsonNode? Show(byte[]? value) => Text.Show(TextOf(value));

    internal override (JsonNode? Desired, JsonNode? Actual) ShowChange(byte[]? desired, byte[]? actual) =>
        Text.ShowChange(TextOf(desired), TextOf(actual));

    internal override bool AreEqual(byte[]? left, byte[]? right) =>
        left is null || right is null ? ReferenceEquals(left, right) : left.AsSpan().SequenceEqual(right);

    internal override int Hash(byte[]? value)
    {
        var hash = new HashCode();
        hash.AddBytes(value);
        return hash.ToHashCode();
    }

    internal override byte[] Hash(byte[]? value, StateHasher hasher) => value is null ? hasher.OfNothing() : hasher.OfValue(value);

    private static string? TextOf(byte[]? value) => value is null ? null : Convert.ToBase64String(value);
}
