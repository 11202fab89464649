using System.Collections.Immutable;
using System.ComponentModel;

namespace Orchestrator.ExternalResources;

/// <summary>Creates the shapes with which emitted code compares a state.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StateShapes
{
    /// <summary>Bytes, compared as one value.</summary>
    public static StateShape<byte[]> Bytes { get; } = new BytesShape();

    /// <summary>A single value, compared as a whole.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns>The shape.</returns>
    public static StateShape<T> Value<T>() => new ValueShape<T>();

    /// <summary>An object, member by member.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="members">Names the compared members.</param>
    /// <param name="take">Copies the values that the external system assigns from the actual object; null if it assigns none.</param>
    /// <returns>The shape.</returns>
    public static StateShape<T> Object<T>(Action<StateMembers<T>> members, Func<T, T, T>? take = null) => new ObjectShape<T>(members, take);

    /// <summary>A nullable struct with members.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="shape">The shape of the struct.</param>
    /// <returns>The shape.</returns>
    public static StateShape<T?> Optional<T>(StateShape<T> shape)
        where T : struct => new OptionalShape<T>(shape);

    /// <summary>An ordered list.</summary>
    /// <typeparam name="TList">Its type.</typeparam>
    /// <typeparam name="TElement">The type of its elements.</typeparam>
    /// <param name="element">The shape of its elements.</param>
    /// <returns>The shape.</returns>
    public static StateShape<TList> Indexed<TList, TElement>(StateShape<TElement> element)
        where TList : IEnumerable<TElement> => new IndexedShape<TList, TElement>(element);

    /// <summary>A list whose elements are identified by a key.</summary>
    /// <typeparam name="TList">Its type.</typeparam>
    /// <typeparam name="TElement">The type of its elements.</typeparam>
    /// <typeparam name="TKey">The type of the key.</typeparam>
    /// <param name="element">The shape of its elements.</param>
    /// <param name="key">Reads the key.</param>
    /// <returns>The shape.</returns>
    public static StateShape<TList> Keyed<TList, TElement, TKey>(StateShape<TElement> element, Func<TElement, TKey> key)
        where TList : IEnumerable<TElement> => new KeyedShape<TList, TElement, TKey>(element, key);

    /// <summary>An unordered list.</summary>
    /// <typeparam name="TList">Its type.</typeparam>
    /// <typeparam name="TElement">The type of its elements.</typeparam>
    /// <param name="element">The shape of its elements.</param>
    /// <returns>The shape.</returns>
    public static StateShape<TList> Unordered<TList, TElement>(StateShape<TElement> element)
        where TList : IEnumerable<TElement> => new UnorderedShape<TList, TElement>(element);

    /// <summary>A dictionary, key by key.</summary>
    /// <typeparam name="TMap">Its type.</typeparam>
    /// <typeparam name="TKey">The type of its keys.</typeparam>
    /// <typeparam name="TValue">The type of its values.</typeparam>
    /// <param name="value">The shape of its values.</param>
    /// <returns>The shape.</returns>
    public static StateShape<TMap> Dictionary<TMap, TKey, TValue>(StateShape<TValue> value)
        where TMap : IEnumerable<KeyValuePair<TKey, TValue>> => new DictionaryShape<TMap, TKey, TValue>(value);

    /// <summary>Copies the values that the external system assigns from the actual element with the same index.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="desired">The desired elements.</param>
    /// <param name="actual">The actual elements; null for none.</param>
    /// <param name="element">The shape of the elements.</param>
    /// <returns>The value to write.</returns>
    public static IEnumerable<T> TakeIndexed<T>(IEnumerable<T> desired, IEnumerable<T>? actual, StateShape<T> element)
    {
        ArgumentNullException.ThrowIfNull(element);
        var present = ElementsOf(actual);
        return ElementsOf(desired).Select((wanted, index) => index < present.Count ? element.Take(wanted, present[index])! : wanted);
    }

    /// <summary>Copies the values that the external system assigns from the actual element with the same key.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <typeparam name="TKey">The type of the key.</typeparam>
    /// <param name="desired">The desired elements.</param>
    /// <param name="actual">The actual elements; null for none.</param>
    /// <param name="element">The shape of the elements.</param>
    /// <param name="key">Reads the key.</param>
    /// <returns>The value to write.</returns>
    public static IEnumerable<T> TakeKeyed<T, TKey>(
        IEnumerable<T> desired,
        IEnumerable<T>? actual,
        StateShape<T> element,
        Func<T, TKey> key
    )
    {
        ArgumentNullException.ThrowIfNull(element);
        return Take();

        IEnumerable<T> Take()
        {
            var present = KeyedElements.Index(ElementsOf(actual), key);
            foreach (var (found, wanted) in KeyedElements.Index(ElementsOf(desired), key))
            {
                yield return present.TryGetValue(found, out var same) ? element.Take(wanted, same)! : wanted;
            }
        }
    }

    /// <summary>The elements of a list; empty if the list is null.</summary>
    internal static IReadOnlyList<T> ElementsOf<T>(IEnumerable<T>? list) =>
        list switch
        {
            // An immutable array that was never set throws when it is enumerated.
            null or ImmutableArray<T> { IsDefault: true } => [],
            IReadOnlyList<T> elements => elements,
            _ => [.. list],
        };
}
