namespace Orchestrator.Search;

/// <summary>A structured search.</summary>
/// <param name="Entity">The kind of entity to search.</param>
/// <param name="Query">Words, as in the search of subscriptions; null for none.</param>
/// <param name="Filter">The filter; null for all rows.</param>
/// <param name="Skip">The number of entries to skip.</param>
/// <param name="Take">The maximum number of entries to return, at most the setting <c>MaxPageSize</c>.</param>
public sealed record EntitySearch(SearchedEntity Entity, string? Query, SearchFilter? Filter, int Skip, int Take)
{
    /// <summary>The path by which the rows are ordered; null for the newest first.</summary>
    public string? OrderBy { get; init; }

    /// <summary>Whether the order is descending.</summary>
    public bool Descending { get; init; }

    /// <summary>The paths whose values are returned for each row.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}

/// <summary>The result of a structured search.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Total">The total number of rows.</param>
public sealed record EntityPage(IReadOnlyList<EntityHit> Items, int Total);

/// <summary>A row that a structured search has found.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">The title shown to users.</param>
/// <param name="TitlePath">The path of its title.</param>
/// <param name="Matches">The positions of the words of the query in the title: the first character, and the one after the last.</param>
/// <param name="Columns">The requested values; null if the row does not have a value. Times are in ISO 8601 format.</param>
/// <param name="OrderValue">The value by which the row is ordered.</param>
public sealed record EntityHit(
    Guid Id,
    string Title,
    string TitlePath,
    IReadOnlyList<(int Start, int End)> Matches,
    IReadOnlyDictionary<string, object?> Columns,
    string? OrderValue
);

/// <summary>A path that filters can use.</summary>
/// <param name="Path">The path.</param>
/// <param name="Kind">The kind of its value.</param>
public sealed record SearchPath(string Path, SearchKind Kind);
