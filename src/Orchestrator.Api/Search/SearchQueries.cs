using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Search;

namespace Orchestrator.Api.Search;

/// <summary>Which page of a search, and what of it.</summary>
internal sealed record SearchPageQuery
{
    private const string Columns = "include_columns";

    /// <summary>Where the page begins: the <c>next_page_cursor</c> of the page before it.</summary>
    [FromQuery(Name = "cursor")]
    public string? Cursor { get; init; }

    /// <summary>Whether the columns are wanted that the search names: a yes or no.</summary>
    [FromQuery(Name = Columns)]
    public string? IncludeColumns { get; init; }

    /// <exception cref="RequestException">It is neither yes nor no.</exception>
    internal bool IncludesColumns => Flag.Read(Columns, IncludeColumns, otherwise: true);
}

/// <summary>Which paths a client is looking for.</summary>
internal sealed record SearchPathQuery
{
    private const int MaxLimit = 10;

    /// <summary>What they are like.</summary>
    [FromQuery(Name = "q")]
    public string? Text { get; init; }

    /// <summary>Of what they are, <c>SUBSCRIPTION</c> by default.</summary>
    [FromQuery(Name = "entity_type")]
    public string? EntityType { get; init; }

    /// <summary>What they begin with.</summary>
    [FromQuery(Name = "prefix")]
    public string? Prefix { get; init; }

    /// <summary>How many at most, 1 to 10.</summary>
    [FromQuery(Name = "limit")]
    public string? Limit { get; init; }

    /// <exception cref="RequestException">The entity does not exist.</exception>
    internal SearchedEntity Entity =>
        EntityType?.ToUpperInvariant() switch
        {
            null or "SUBSCRIPTION" => SearchedEntity.Subscription,
            "WORKFLOW" => SearchedEntity.Workflow,
            "PRODUCT" => SearchedEntity.Product,
            "PROCESS" => SearchedEntity.Process,
            _ => throw RequestException.BadQuery(
                "entity_type",
                "enum",
                "Input should be 'SUBSCRIPTION', 'PRODUCT', 'WORKFLOW' or 'PROCESS'",
                EntityType
            ),
        };

    /// <exception cref="RequestException">It is not a number from 1 to 10.</exception>
    internal int Count =>
        Limit is null ? MaxLimit
        : !int.TryParse(Limit, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
            ? throw RequestException.BadQuery("limit", "int_parsing", "Input should be a valid integer", Limit)
        : count < 1 ? throw RequestException.BadQuery("limit", "greater_than_equal", "Input should be greater than or equal to 1", Limit)
        : count > MaxLimit
            ? throw RequestException.BadQuery("limit", "less_than_equal", $"Input should be less than or equal to {MaxLimit}", Limit)
        : count;
}
