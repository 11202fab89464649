using System.Text.Json.Serialization;

namespace Orchestrator.ExternalResources;

/// <summary>The states of a resource at one time, hashed with the database's key, so the values cannot be read.</summary>
/// <param name="Desired">The hash of the object's key, its desired state, and the accepted differences.</param>
/// <param name="Actual">The hash of the actual state.</param>
internal sealed record SeenState(string Desired, string Actual)
{
    /// <summary>The hashes of the objects of a set that differed, by their keys; null for a single object.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Different { get; init; }

    /// <inheritdoc/>
    public bool Equals(SeenState? other) => other is not null && Desired == other.Desired && Actual == other.Actual;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Desired, Actual);
}
