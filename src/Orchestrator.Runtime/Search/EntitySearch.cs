namespace Orchestrator.Search;

/// <summary>A structured search.</summary>
/// <param name="Entity">The kind of entity to search.</param>
/// <param name="Query">Words, as in the search of subscriptions; null for none.</param>
/// <param name="Filter">Which rows are meant; null for all.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many to return at most; the setting <c>MaxPageSize</c> bounds it.</param>
public sealed record EntitySearch(SearchedEntity Entity, string? Query, SearchFilter? Filter, int Skip, int Take)
{
    /// <summary>The path by which the rows are ordered; null for the newest first.</summary>
    public string? OrderBy { get; init; }

    /// <summary>Whether the order is from the last to the first.</summary>
    public bool Descending { get; init; }

    /// <summary>The paths whose values are wanted of each row.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}

/// <summary>The result of a structured search.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Total">How many rows there are in all.</param>
public sealed record EntityPage(IReadOnlyList<EntityHit> Items, int Total);

/// <summary>A row that a structured search has found.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">The title shown to users.</param>
/// <param name="TitlePath">The path that leads to what it is called.</param>
/// <param name="Matches">Where words of the query are in what it is called: the first character and the one after the last.</param>
/// <param name="Columns">The values that were wanted; null for what the row does not have. Times are in ISO form.</param>
/// <param name="OrderValue">The value by which it is ordered.</param>
public sealed record EntityHit(
    Guid Id,
    string Title,
    string TitlePath,
    IReadOnlyList<(int Start, int End)> Matches,
    IReadOnlyDictionary<string, object?> Columns,
    string? OrderValue
);

/// <summary>A path that filters may name.</summary>
/// <param name="Path">The path.</param>
/// <param name="Kind">The kind of its value.</param>
public sealed record SearchPath(string Path, SearchKind Kind);
