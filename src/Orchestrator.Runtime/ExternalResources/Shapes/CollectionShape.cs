using System.Text.Json.Nodes;

namespace Orchestrator.ExternalResources;

/// <summary>Several elements. A null list counts as empty.</summary>
internal abstract class CollectionShape<TList, TElement>(StateShape<TElement> element) : StateShape<TList>
    where TList : IEnumerable<TElement>
{
    private protected StateShape<TElement> Element { get; } = element;

    internal override JsonNode? Show(TList? value) => new JsonArray([.. ElementsOf(value).Select(Element.Show)]);

    private protected static IReadOnlyList<TElement> ElementsOf(TList? list) => StateShapes.ElementsOf(list);

    private protected void AddMissing(Differences differences, TElement element, string key) =>
        AddElement(differences, DifferenceKind.Missing, element, key);

    private protected void AddUnexpected(Differences differences, TElement element, string key) =>
        AddElement(differences, DifferenceKind.Unexpected, element, key);

    private void AddElement(Differences differences, DifferenceKind kind, TElement element, string key)
    {
        var since = differences.Count;
        var shown = Element.Write(element);
        differences.Add(kind, kind == DifferenceKind.Missing ? shown : default, kind == DifferenceKind.Missing ? default : shown);
        differences.PrefixElement(since, key);
    }
}
