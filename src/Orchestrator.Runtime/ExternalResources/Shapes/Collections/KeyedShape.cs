namespace Orchestrator.ExternalResources;

/// <summary>
/// A list, or the pairs of a dictionary, whose elements are found again by a key. Of several elements with one key, the first is compared
/// with the first, and so on.
/// </summary>
internal sealed class KeyedShape<TList, TElement, TKey>(StateShape<TElement> element, Func<TElement, TKey> keyOf)
    : CollectionShape<TList, TElement>(element)
    where TList : IEnumerable<TElement>
{
    private static readonly ValueShape<TKey> Keys = new();

    private static readonly ValueShape<int> Occurrences = new();

    internal override void Compare(TList? desired, TList? actual, Differences differences)
    {
        var (desiredOnes, actualOnes) = (Index(desired), Index(actual));
        var isWanted = new bool[actualOnes.Count];
        for (var place = 0; place < desiredOnes.Count; place++)
        {
            var (key, wanted) = desiredOnes.GetAt(place);
            var since = differences.Count;
            int? found = actualOnes.IndexOf(key) is >= 0 and var index ? index : null;
            if (found is { } present)
            {
                isWanted[present] = true;
                Element.Compare(wanted, actualOnes.GetAt(present).Value, differences);
            }
            else
            {
                AddMissing(differences, wanted);
            }

            if (differences.Count > since)
            {
                differences.PrefixElement(since, TextOf(key), place, found);
            }
        }

        for (var place = 0; place < isWanted.Length; place++)
        {
            if (!isWanted[place])
            {
                var (key, unexpected) = actualOnes.GetAt(place);
                var since = differences.Count;
                AddUnexpected(differences, unexpected);
                differences.PrefixElement(since, TextOf(key), desired: null, place);
            }
        }
    }

    internal override bool AreEqual(TList? left, TList? right)
    {
        var (one, other) = (Index(left), Index(right));
        return one.Count == other.Count
            && one.All(pair => other.TryGetValue(pair.Key, out var found) && Element.AreEqual(pair.Value, found));
    }

    internal override int Hash(TList? value) => ElementsOf(value).Aggregate(0, (sum, item) => unchecked(sum + Element.Hash(item)));

    internal override byte[] Hash(TList? value, StateHasher hasher) =>
        hasher.OfSet(
            Index(value)
                .Select(pair =>
                    hasher.OfList([
                        Keys.Hash(pair.Key.Key, hasher),
                        Occurrences.Hash(pair.Key.Occurrence, hasher),
                        Element.Hash(pair.Value, hasher),
                    ])
                )
        );

    private OrderedDictionary<(TKey Key, int Occurrence), TElement> Index(TList? list) => KeyedElements.Index(ElementsOf(list), keyOf);

    private static string TextOf((TKey Key, int Occurrence) key) =>
        ValueText.OfKey(key.Key) + (key.Occurrence == 0 ? "" : $"#{key.Occurrence + 1}");
}
