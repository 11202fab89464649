using System.Text.Json.Nodes;

namespace Orchestrator.ExternalResources;

/// <summary>A value of a dictionary, identified by its key.</summary>
internal sealed class PairShape<TKey, TValue>(StateShape<TValue> value) : StateShape<KeyValuePair<TKey, TValue>>
{
    private static readonly IEqualityComparer<TKey> Keys = ValueComparer.Of<TKey>();

    internal override void Compare(KeyValuePair<TKey, TValue> desired, KeyValuePair<TKey, TValue> actual, Differences differences) =>
        value.Compare(desired.Value, actual.Value, differences);

    internal override JsonNode? Show(KeyValuePair<TKey, TValue> pair) => value.Show(pair.Value);

    internal override bool AreEqual(KeyValuePair<TKey, TValue> left, KeyValuePair<TKey, TValue> right) =>
        Keys.Equals(left.Key, right.Key) && value.AreEqual(left.Value, right.Value);

    internal override int Hash(KeyValuePair<TKey, TValue> pair) =>
        HashCode.Combine(pair.Key is { } key ? Keys.GetHashCode(key) : 0, value.Hash(pair.Value));

    internal override byte[] Hash(KeyValuePair<TKey, TValue> pair, StateHasher hasher) => value.Hash(pair.Value, hasher);
}
