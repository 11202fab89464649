using System.Text.Json;

namespace Orchestrator.Search;

/// <summary>The filter of a structured search: a tree of conditions on paths such as <c>subscription.product.name</c>.</summary>
public abstract record SearchFilter
{
    /// <summary>The most conditions of a filter: each may be a look into another table.</summary>
    internal const int MaxConditions = 100;

    private protected SearchFilter() { }

    /// <summary>
    /// Reads a filter as clients of orchestrator-core write it: the tree of <c>op</c>, <c>children</c>, <c>path</c> and <c>condition</c>,
    /// or the one of <c>bool</c>, <c>term</c>, <c>range</c>, <c>wildcard</c>, <c>regexp</c> and <c>exists</c>.
    /// </summary>
    /// <param name="json">The filter.</param>
    /// <returns>The filter.</returns>
    /// <exception cref="InvalidRequestException">The filter is not valid, is nested too deeply, or has too many conditions.</exception>
    public static SearchFilter Parse(JsonElement json) => new SearchFilterReader().Read(json);

    /// <summary>All of them hold.</summary>
    internal sealed record All(IReadOnlyList<SearchFilter> Parts) : SearchFilter;

    /// <summary>At least one of them holds.</summary>
    internal sealed record Any(IReadOnlyList<SearchFilter> Parts) : SearchFilter;

    /// <summary>It does not hold.</summary>
    internal sealed record Not(SearchFilter Part) : SearchFilter;

    /// <summary>There is something at a path or below it.</summary>
    /// <param name="Path">The path, without indexes; a name without dots stands for every path that has such a segment.</param>
    internal sealed record Has(string Path) : SearchFilter;

    /// <summary>What a path leads to compares in this way.</summary>
    /// <param name="Path">The path; a name without dots stands for every path that ends in it.</param>
    /// <param name="Comparison">How it compares.</param>
    /// <param name="Value">With what.</param>
    /// <param name="Upper">The end, for <see cref="SearchComparison.Between"/>.</param>
    internal sealed record Condition(string Path, SearchComparison Comparison, SearchValue Value, SearchValue? Upper = null) : SearchFilter;
}

/// <summary>How a value compares.</summary>
internal enum SearchComparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Between,

    /// <summary>Like a pattern of SQL, escaped by backslashes.</summary>
    Like,

    /// <summary>A <see cref="SearchPattern"/> occurs in it.</summary>
    Matches,
}

/// <summary>The type of the value at a path, and of the value with which it is compared.</summary>
public enum SearchKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A Boolean value.</summary>
    Boolean,

    /// <summary>A time.</summary>
    Time,

    /// <summary>An id, which clients see as a string.</summary>
    Id,
}

/// <summary>What something is compared with, as it was written.</summary>
/// <param name="Text">The text of it.</param>
/// <param name="Kind">What it was written as.</param>
internal sealed record SearchValue(string Text, SearchKind Kind);
