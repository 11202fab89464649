using System.Diagnostics.CodeAnalysis;

namespace Orchestrator.ExternalResources;

/// <summary>A list without order: both sides must have the same number of equal elements.</summary>
internal sealed class UnorderedShape<TList, TElement>(StateShape<TElement> element) : CollectionShape<TList, TElement>(element)
    where TList : IEnumerable<TElement>
{
    private readonly ElementComparer _comparer = new(element);

    internal override void Compare(TList? desired, TList? actual, Differences differences)
    {
        var since = differences.Count;
        var (wanted, present) = (ElementsOf(desired), ElementsOf(actual));
        foreach (var missing in Without(wanted, present))
        {
            AddMissing(differences, missing);
        }

        foreach (var unexpected in Without(present, wanted))
        {
            AddUnexpected(differences, unexpected);
        }

        differences.PrefixElement(since, "");
    }

    internal override bool AreEqual(TList? left, TList? right)
    {
        var (one, other) = (ElementsOf(left), ElementsOf(right));
        return one.Count == other.Count && Without(one, other).Count == 0;
    }

    internal override int Hash(TList? value) => ElementsOf(value).Aggregate(0, (sum, item) => unchecked(sum + Element.Hash(item)));

    internal override byte[] Hash(TList? value, StateHasher hasher) =>
        hasher.OfSet(ElementsOf(value).Select(item => Element.Hash(item, hasher)));

    /// <summary>The elements that the others do not have, as often as they do not have them.</summary>
    private List<TElement> Without(IReadOnlyList<TElement> elements, IReadOnlyList<TElement> others)
    {
        var counts = new Dictionary<Boxed, int>(_comparer);
        foreach (var other in others)
        {
            counts[new(other)] = counts.GetValueOrDefault(new(other)) + 1;
        }

        var left = new List<TElement>();
        foreach (var item in elements)
        {
            if (counts.GetValueOrDefault(new(item)) is var count and > 0)
            {
                counts[new(item)] = count - 1;
            }
            else
            {
                left.Add(item);
            }
        }

        return left;
    }

    /// <summary>A key that may be null.</summary>
    private readonly record struct Boxed(TElement Value);

    private sealed class ElementComparer(StateShape<TElement> shape) : IEqualityComparer<Boxed>
    {
        public bool Equals(Boxed x, Boxed y) => shape.AreEqual(x.Value, y.Value);

        public int GetHashCode([DisallowNull] Boxed obj) => shape.Hash(obj.Value);
    }
}
