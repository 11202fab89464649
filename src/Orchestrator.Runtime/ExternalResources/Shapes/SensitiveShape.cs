using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Orchestrator.ExternalResources;

/// <summary>
/// What is compared as a whole and never shown: neither its values nor, in a path, the keys below it.
/// </summary>
internal sealed class SensitiveShape<T>(StateShape<T> shape) : StateShape<T>
{
    [return: NotNullIfNotNull(nameof(desired))]
    public override T? Take(T? desired, T? actual) => shape.Take(desired, actual);

    internal override void Compare(T? desired, T? actual, Differences differences)
    {
        if (!AreEqual(desired, actual) && !CompareNull(desired, actual, differences))
        {
            AddChange(desired, actual, differences);
        }
    }

    internal override JsonNode? Show(T? value) => value is null ? null : JsonValue.Create(Differences.Mask);

    internal override bool AreEqual(T? left, T? right) => shape.AreEqual(left, right);

    internal override int Hash(T? value) => shape.Hash(value);

    internal override byte[] Hash(T? value, StateHasher hasher) => shape.Hash(value, hasher);
}
