using System.Text.Json.Nodes;

namespace Orchestrator.ExternalResources;

/// <summary>Several elements. A null list counts as empty.</summary>
internal abstract class CollectionShape<TList, TElement>(StateShape<TElement> element) : StateShape<TList>
    where TList : IEnumerable<TElement>
{
    private protected StateShape<TElement> Element { get; } = element;

    internal override JsonNode? Show(TList? value) => new JsonArray([.. ElementsOf(value).Select(Element.Show)]);

    private protected static IReadOnlyList<TElement> ElementsOf(TList? list) => StateShapes.ElementsOf(list);

    /// <summary>Adds an element that is only desired, at the place itself.</summary>
    private protected void AddMissing(Differences differences, TElement element) =>
        differences.Add(
            DifferenceKind.Missing,
            Element.Write(element),
            default,
            hasher => hasher.OfList([Element.Hash(element, hasher), hasher.OfNothing()])
        );

    /// <summary>Adds an element that is only there, at the place itself.</summary>
    private protected void AddUnexpected(Differences differences, TElement element) =>
        differences.Add(
            DifferenceKind.Unexpected,
            default,
            Element.Write(element),
            hasher => hasher.OfList([hasher.OfNothing(), Element.Hash(element, hasher)])
        );
}
