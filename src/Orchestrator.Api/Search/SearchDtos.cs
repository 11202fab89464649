using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Orchestrator.Api.Search;

/// <summary>The body of a structured search.</summary>
internal sealed record SearchRequestDto(
    [property: JsonPropertyName("query")] string? Query = null,
    [property: JsonPropertyName("filters")] JsonObject? Filters = null,
    [property: JsonPropertyName("limit")] int? Limit = null,
    [property: JsonPropertyName("retriever")] string? Retriever = null,
    [property: JsonPropertyName("order_by")] SearchOrderDto? OrderBy = null,
    [property: JsonPropertyName("response_columns")] IReadOnlyList<string>? ResponseColumns = null
);

/// <summary>How what is found is ordered.</summary>
internal sealed record SearchOrderDto(
    [property: JsonPropertyName("element")] string Element,
    [property: JsonPropertyName("direction")] string? Direction = null
);

/// <summary>What a structured search has found.</summary>
internal sealed record SearchResultsDto(
    [property: JsonPropertyName("data")] IReadOnlyList<SearchHitDto> Data,
    [property: JsonPropertyName("page_info")] SearchPageDto PageInfo,
    [property: JsonPropertyName("search_metadata")] SearchMetadataDto SearchMetadata,
    [property: JsonPropertyName("cursor")] SearchPositionDto? Cursor
);

/// <summary>One row that was found.</summary>
internal sealed record SearchHitDto(
    [property: JsonPropertyName("entity_id")] string EntityId,
    [property: JsonPropertyName("entity_type")] string EntityType,
    [property: JsonPropertyName("entity_title")] string EntityTitle,
    [property: JsonPropertyName("score")] double Score,
    [property: JsonPropertyName("perfect_match")] int PerfectMatch,
    [property: JsonPropertyName("matching_fields")] IReadOnlyList<MatchingFieldDto> MatchingFields,
    [property: JsonPropertyName("response_columns")] JsonObject? ResponseColumns,
    [property: JsonPropertyName("order_value")] string? OrderValue
);

/// <summary>Where a word of the query is.</summary>
internal sealed record MatchingFieldDto(
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("highlight_indices")] IReadOnlyList<IReadOnlyList<int>> HighlightIndices
);

/// <summary>How to get the next page.</summary>
internal sealed record SearchPageDto(
    [property: JsonPropertyName("has_next_page")] bool HasNextPage,
    [property: JsonPropertyName("next_page_cursor")] string? NextPageCursor
);

/// <summary>How was searched.</summary>
internal sealed record SearchMetadataDto(
    [property: JsonPropertyName("search_type")] string SearchType,
    [property: JsonPropertyName("description")] string? Description
);

/// <summary>Which rows of how many an answer has.</summary>
internal sealed record SearchPositionDto(
    [property: JsonPropertyName("total_items")] int? TotalItems,
    [property: JsonPropertyName("start_cursor")] int? StartCursor,
    [property: JsonPropertyName("end_cursor")] int? EndCursor
);

/// <summary>What a kind of value can be compared with.</summary>
internal sealed record SearchDefinitionDto(
    [property: JsonPropertyName("operators")] IReadOnlyList<string> Operators,
    [property: JsonPropertyName("value_schema")] IReadOnlyDictionary<string, SearchValueSchemaDto> ValueSchema
);

/// <summary>What an operator takes.</summary>
internal sealed record SearchValueSchemaDto(
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("fields")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyDictionary<string, SearchValueSchemaDto>? Fields = null
);

/// <summary>The paths that a filter may name.</summary>
internal sealed record SearchPathsDto(
    [property: JsonPropertyName("leaves")] IReadOnlyList<SearchLeafDto> Leaves,
    [property: JsonPropertyName("components")] IReadOnlyList<SearchComponentDto> Components
);

/// <summary>A field, by the last segment of its paths.</summary>
internal sealed record SearchLeafDto(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("ui_types")] IReadOnlyList<string> UiTypes,
    [property: JsonPropertyName("paths")] IReadOnlyList<string> Paths
);

/// <summary>What has fields.</summary>
internal sealed record SearchComponentDto(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("ui_types")] IReadOnlyList<string> UiTypes
);
