using System.Diagnostics.CodeAnalysis;

namespace Orchestrator.ExternalResources;

/// <summary>Finds elements again by their keys.</summary>
internal static class KeyedElements
{
    /// <summary>The elements in the order of the list, each under its key and the number of those before it that have the same.</summary>
    internal static OrderedDictionary<(TKey Key, int Occurrence), TElement> Index<TElement, TKey>(
        IReadOnlyList<TElement> list,
        Func<TElement, TKey> keyOf
    )
    {
        var elements = new OrderedDictionary<(TKey Key, int Occurrence), TElement>(KeyComparer<TKey>.Instance);
        Dictionary<(TKey Key, int Occurrence), int>? repeats = null;
        foreach (var item in list)
        {
            var first = (Key: keyOf(item), Occurrence: 0);
            if (!elements.TryAdd(first, item))
            {
                repeats ??= new(KeyComparer<TKey>.Instance);
                var occurrence = repeats.GetValueOrDefault(first) + 1;
                repeats[first] = occurrence;
                elements.Add((first.Key, occurrence), item);
            }
        }

        return elements;
    }

    /// <summary>Keys are equal as values of a state are.</summary>
    private sealed class KeyComparer<TKey> : IEqualityComparer<(TKey Key, int Occurrence)>
    {
        private readonly IEqualityComparer<TKey> _keys = ValueComparer.Of<TKey>();

        internal static KeyComparer<TKey> Instance { get; } = new();

        public bool Equals((TKey Key, int Occurrence) x, (TKey Key, int Occurrence) y) =>
            x.Occurrence == y.Occurrence && _keys.Equals(x.Key, y.Key);

        public int GetHashCode([DisallowNull] (TKey Key, int Occurrence) obj) =>
            HashCode.Combine(obj.Key is { } key ? _keys.GetHashCode(key) : 0, obj.Occurrence);
    }
}
