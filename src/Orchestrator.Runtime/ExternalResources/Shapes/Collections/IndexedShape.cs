namespace Orchestrator.ExternalResources;

/// <summary>A list with an order: its elements are compared index by index.</summary>
internal sealed class IndexedShape<TList, TElement>(StateShape<TElement> element) : CollectionShape<TList, TElement>(element)
    where TList : IEnumerable<TElement>
{
    internal override void Compare(TList? desired, TList? actual, Differences differences)
    {
        var (wanted, present) = (ElementsOf(desired), ElementsOf(actual));
        for (var index = 0; index < Math.Max(wanted.Count, present.Count); index++)
        {
            var since = differences.Count;
            if (index >= present.Count)
            {
                AddMissing(differences, wanted[index]);
            }
            else if (index >= wanted.Count)
            {
                AddUnexpected(differences, present[index]);
            }
            else
            {
                Element.Compare(wanted[index], present[index], differences);
            }

            if (differences.Count > since)
            {
                differences.PrefixElement(since, ValueText.OfKey(index));
            }
        }
    }

    internal override bool AreEqual(TList? left, TList? right)
    {
        var (one, other) = (ElementsOf(left), ElementsOf(right));
        return one.Count == other.Count && one.Zip(other).All(pair => Element.AreEqual(pair.First, pair.Second));
    }

    internal override int Hash(TList? value)
    {
        var hash = new HashCode();
        foreach (var item in ElementsOf(value))
        {
            hash.Add(Element.Hash(item));
        }

        return hash.ToHashCode();
    }

    internal override byte[] Hash(TList? value, StateHasher hasher) =>
        hasher.OfList(ElementsOf(value).Select(item => Element.Hash(item, hasher)));
}
