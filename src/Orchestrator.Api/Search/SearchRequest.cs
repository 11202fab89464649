using System.Text.Json;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Search;

namespace Orchestrator.Api.Search;

/// <summary>The body of a search as it was sent: that of a page after the first is not looked at.</summary>
internal sealed record SearchBody(JsonElement? Json) : IBody<SearchBody>
{
    public static Type Shape => typeof(SearchRequestDto);

    public static bool IsOptional => true;

    public static SearchBody Read(JsonElement? body) => new(body is null ? null : JsonFields.Of(body).Body);
}

/// <summary>A structured search.</summary>
/// <param name="Body">What was sent, which the cursor of the next page repeats.</param>
/// <param name="Query">Words; null for none.</param>
/// <param name="Filter">The filter; null for all rows.</param>
/// <param name="Limit">How many rows at most.</param>
/// <param name="OrderBy">The path by which they are ordered; null for the newest first.</param>
/// <param name="Descending">Whether from the last to the first.</param>
/// <param name="Columns">The paths whose values are wanted.</param>
internal sealed record SearchRequest(
    JsonElement Body,
    string? Query,
    SearchFilter? Filter,
    int Limit,
    string? OrderBy,
    bool Descending,
    IReadOnlyList<string> Columns
)
{
    private const int DefaultLimit = 10;
    private const int MaxColumns = 100;
    private const string Order = "order_by";
    private const string ResponseColumns = "response_columns";

    /// <summary>Whether it asks for nothing at all.</summary>
    internal bool IsEmpty => Query is null && Filter is null;

    /// <summary>The kind of search that the answer names.</summary>
    internal string Type =>
        IsEmpty ? "empty"
        : Query is null ? "structured"
        : "fuzzy";

    /// <exception cref="RequestException">It is not written as the contract says.</exception>
    internal static SearchRequest Read(JsonElement? body, int maxLimit)
    {
        var fields = JsonFields.Of(body);
        fields.DemandOnly("query", "filters", "limit", "retriever", Order, ResponseColumns);
        var query = fields.FindText("query") is { Length: > 0 } words && !string.IsNullOrWhiteSpace(words) ? words : null;
        var (orderBy, descending) = ReadOrder(fields);
        if (query is not null && orderBy is not null)
        {
            throw RequestException.Field(Order, "value_error", "Value error, a query has an order of its own", fields.Find(Order));
        }

        CheckRetriever(fields, query);
        return new(fields.Body, query, ReadFilter(fields), ReadLimit(fields, maxLimit), orderBy, descending, ReadColumns(fields));
    }

    /// <summary>All of them look for words in the same way: there is no other index.</summary>
    private static void CheckRetriever(JsonFields fields, string? query)
    {
        const string retriever = "retriever";
        switch (fields.FindText(retriever))
        {
            case null:
            case "fuzzy" or "semantic" or "hybrid" when query is not null:
                return;
            case "fuzzy" or "semantic" or "hybrid":
                throw RequestException.Field(retriever, "value_error", "Value error, a retriever needs a query", fields.Find(retriever));
            default:
                throw RequestException.Field(retriever, "enum", "Input should be 'fuzzy', 'semantic' or 'hybrid'", fields.Find(retriever));
        }
    }

    private static SearchFilter? ReadFilter(JsonFields fields)
    {
        if (fields.Find("filters") is not { ValueKind: not JsonValueKind.Null } filters)
        {
            return null;
        }

        try
        {
            return SearchFilter.Parse(filters);
        }
        catch (InvalidRequestException invalid)
        {
            throw RequestException.Field("filters", "value_error", $"Value error, {invalid.Message}", filters);
        }
    }

    private static int ReadLimit(JsonFields fields, int maxLimit)
    {
        if (fields.Find("limit") is not { ValueKind: not JsonValueKind.Null } given)
        {
            return Math.Min(DefaultLimit, maxLimit);
        }

        return given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var limit)
            ? limit switch
            {
                < 1 => throw RequestException.Field("limit", "greater_than_equal", "Input should be greater than or equal to 1", given),
                _ when limit > maxLimit => throw RequestException.Field(
                    "limit",
                    "less_than_equal",
                    $"Input should be less than or equal to {maxLimit}",
                    given
                ),
                _ => limit,
            }
            : throw RequestException.Field("limit", "int_type", "Input should be a valid integer", given);
    }

    private static (string? Element, bool Descending) ReadOrder(JsonFields fields)
    {
        if (fields.Find(Order) is not { ValueKind: not JsonValueKind.Null } given)
        {
            return (null, false);
        }

        var order =
            given.ValueKind == JsonValueKind.Object
                ? new JsonFields(given)
                : throw RequestException.Field(Order, "model_attributes_type", "Input should be a valid dictionary", given);
        order.DemandOnly("element", "direction");
        return (
            order.ReadText("element"),
            order.FindText("direction") switch
            {
                null or "asc" => false,
                "desc" => true,
                _ => throw RequestException.Field("direction", "enum", "Input should be 'asc' or 'desc'", order.Find("direction")),
            }
        );
    }

    private static IReadOnlyList<string> ReadColumns(JsonFields fields) =>
        fields.Find(ResponseColumns) switch
        {
            null or { ValueKind: JsonValueKind.Null } => [],
            { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > MaxColumns => throw RequestException.TooMany(
                ["body", ResponseColumns],
                list.GetArrayLength(),
                MaxColumns
            ),
            { ValueKind: JsonValueKind.Array } list
                when list.EnumerateArray().All(static column => column.ValueKind == JsonValueKind.String) =>
            [
                .. list.EnumerateArray().Select(static column => column.GetString()!),
            ],
            { } other => throw RequestException.Field(ResponseColumns, "list_type", "Input should be a valid list of strings", other),
        };
}
