using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator;

/// <summary>One difference between the desired and the actual state of an external resource.</summary>
/// <param name="Path">
/// The place of the difference: names of members in snake_case, with the key or index of an element in brackets, for example
/// <c>saps[4f5d].vlan</c>; <c>[]</c> for an element of an unordered list. Empty for the object itself.
/// </param>
/// <param name="Kind">The kind of the difference.</param>
/// <param name="Desired">The desired value; JSON null if there is none, <c>•••</c> if it is sensitive.</param>
/// <param name="Actual">The actual value; JSON null if there is none, <c>•••</c> if it is sensitive.</param>
public sealed record Difference(string Path, DifferenceKind Kind, JsonElement Desired, JsonElement Actual)
{
    /// <summary>The user who accepted it; null if it counts as drift.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AcceptedDeviation? Accepted { get; init; }

    /// <inheritdoc/>
    public bool Equals(Difference? other) =>
        other is not null
        && Path == other.Path
        && Kind == other.Kind
        && Accepted == other.Accepted
        && JsonElement.DeepEquals(Desired, other.Desired)
        && JsonElement.DeepEquals(Actual, other.Actual);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Kind, HashOf(Desired), HashOf(Actual));

    // Values that are equal have equal hashes: a number may be written in several ways, and members in any order.
    private static int HashOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => StringComparer.Ordinal.GetHashCode(value.GetString()!),
            JsonValueKind.Number => value.TryGetDouble(out var number) ? number.GetHashCode() : 0,
            JsonValueKind.Array => value.GetArrayLength(),
            var kind => (int)kind,
        };
}
