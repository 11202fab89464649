using System.Text.Json.Nodes;

namespace Orchestrator.ExternalResources;

/// <summary>A dictionary, key by key.</summary>
internal sealed class DictionaryShape<TMap, TKey, TValue>(StateShape<TValue> value) : StateShape<TMap>
    where TMap : IEnumerable<KeyValuePair<TKey, TValue>>
{
    private readonly KeyedShape<TMap, KeyValuePair<TKey, TValue>, TKey> _pairs = new(
        new PairShape<TKey, TValue>(value),
        static pair => pair.Key
    );

    internal override void Compare(TMap? desired, TMap? actual, Differences differences) => _pairs.Compare(desired, actual, differences);

    internal override JsonNode? Show(TMap? map) =>
        new JsonObject(
            (map ?? Enumerable.Empty<KeyValuePair<TKey, TValue>>()).Select(pair =>
                KeyValuePair.Create(StateShapes.KeyText(pair.Key), value.Show(pair.Value))
            )
        );

    internal override bool AreEqual(TMap? left, TMap? right) => _pairs.AreEqual(left, right);

    internal override int Hash(TMap? map) => _pairs.Hash(map);

    internal override byte[] Hash(TMap? map, StateHasher hasher) => _pairs.Hash(map, hasher);
}
