using System.Globalization;
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

    // Keys that are not equal may have one text.
    internal override JsonNode? Show(TMap? map)
    {
        var shown = new JsonObject();
        foreach (var (key, mapped) in map ?? Enumerable.Empty<KeyValuePair<TKey, TValue>>())
        {
            var text = ValueText.OfKey(key);
            var name = text;
            for (var number = 2; !shown.TryAdd(name, value.Show(mapped)); number++)
            {
                name = $"{text}#{number.ToString(CultureInfo.InvariantCulture)}";
            }
        }

        return shown;
    }

    internal override bool AreEqual(TMap? left, TMap? right) => _pairs.AreEqual(left, right);

    internal override int Hash(TMap? map) => _pairs.Hash(map);

    internal override byte[] Hash(TMap? map, StateHasher hasher) => _pairs.Hash(map, hasher);
}
