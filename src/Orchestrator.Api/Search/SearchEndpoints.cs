using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;
using Orchestrator.Options;
using Orchestrator.Search;

namespace Orchestrator.Api.Search;

/// <summary>Finding subscriptions, workflows, products and processes by conditions on their fields.</summary>
internal static class SearchEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        var search = api.MapGroup("/search").WithTags("Search");
        MapEntity(search, "/subscriptions", "SearchSubscriptionsByFields", SearchedEntity.Subscription);
        MapEntity(search, "/workflows", "SearchWorkflows", SearchedEntity.Workflow);
        MapEntity(search, "/products", "SearchProducts", SearchedEntity.Product);
        MapEntity(search, "/processes", "SearchProcesses", SearchedEntity.Process);
        search
            .MapGet(
                "/definitions",
                static () => TypedResults.Json(SearchDefinitions.All, ApiJson.Default.IReadOnlyDictionaryStringSearchDefinitionDto)
            )
            .WithName("GetSearchDefinitions")
            .Produces<IReadOnlyDictionary<string, SearchDefinitionDto>>(200)
            .WithSummary("What each kind of value can be compared with.");
        search
            .MapGet("/paths", FindPaths)
            .WithName("FindSearchPaths")
            .Produces<SearchPathsDto>(200)
            .WithSummary("The paths that filters may name, those first that are most like a text.")
            .Produces<RequestErrorsDto>(422);
    }

    private static void MapEntity(RouteGroupBuilder search, string path, string name, SearchedEntity entity) =>
        search
            .MapPost(
                path,
                (
                    Body<SearchBody> body,
                    [AsParameters] SearchPageQuery page,
                    RequestCaller caller,
                    IEntitySearch entities,
                    IOptions<OrchestratorOptions> options,
                    CancellationToken cancellationToken
                ) => SearchAsync(entity, body, page, caller, entities, options.Value, cancellationToken)
            )
            .WithName(name)
            .Produces<SearchResultsDto>(200)
            .WithSummary($"Finds {path[1..]} by words, or by conditions on their fields.")
            .Produces<ProblemDto>(422)
            .Produces<RequestErrorsDto>(422);

    private static async Task<JsonHttpResult<SearchResultsDto>> SearchAsync(
        SearchedEntity entity,
        Body<SearchBody> body,
        SearchPageQuery page,
        RequestCaller caller,
        IEntitySearch entities,
        OrchestratorOptions options,
        CancellationToken cancellationToken
    )
    {
        var includesColumns = page.IncludesColumns;
        var cursor = string.IsNullOrEmpty(page.Cursor) ? null : SearchCursor.Read(page.Cursor);
        if (cursor is not null && body.Value.Json is { } repeated)
        {
            // It does not count, but a mistake in it is one.
            SearchRequest.Read(repeated, options.MaxPageSize);
        }

        var request = SearchRequest.Read(cursor?.Search ?? body.Value.Json, options.MaxPageSize);
        var skip = cursor?.Skip ?? 0;
        var next = new SearchCursor(request.Body, (int)Math.Min((long)skip + request.Limit, int.MaxValue)).Write(options.MaxUrlLength);
        if (request.IsEmpty)
        {
            return Answer([], new(HasNextPage: false, NextPageCursor: null), request, position: null);
        }

        EntityPage found;
        try
        {
            found = await entities.SearchAsync(
                new(entity, request.Query, request.Filter, skip, request.Limit)
                {
                    OrderBy = request.OrderBy,
                    Descending = request.Descending,
                    Columns = includesColumns ? request.Columns : [],
                },
                caller.Value,
                cancellationToken
            );
        }
        catch (InvalidRequestException invalid)
        {
            throw new ProblemException(StatusCodes.Status422UnprocessableEntity, invalid.ContractText ?? invalid.Message)
            {
                Hint = invalid.ContractText is null ? null : invalid.Message,
            };
        }

        var end = skip + found.Items.Count;
        var hasNext = found.Items.Count > 0 && end < found.Total;
        return Answer(
            [.. found.Items.Select(hit => ToDto(entity, hit, includesColumns))],
            new(hasNext, hasNext ? next : null),
            request,
            request.Query is null && found.Items.Count > 0 ? new(found.Total, skip, end - 1) : null
        );
    }

    private static JsonHttpResult<SearchResultsDto> Answer(
        IReadOnlyList<SearchHitDto> hits,
        SearchPageDto page,
        SearchRequest request,
        SearchPositionDto? position
    ) =>
        TypedResults.Json(
            new SearchResultsDto(hits, page, new(request.Type, Description: null), position),
            ApiJson.Default.SearchResultsDto
        );

    private static SearchHitDto ToDto(SearchedEntity entity, EntityHit hit, bool includesColumns) =>
        new(
            hit.Id.ToString(),
            entity.ToString().ToUpperInvariant(),
            hit.Title,
            Score: 1,
            PerfectMatch: 0,
            hit.Matches.Count == 0
                ? []
                : [new(hit.Title, hit.TitlePath, [.. hit.Matches.Select(static match => (IReadOnlyList<int>)[match.Start, match.End])])],
            includesColumns
                ? new(
                    hit.Columns.Select(static column =>
                        KeyValuePair.Create(
                            column.Key,
                            column.Value switch
                            {
                                bool flag => JsonValue.Create(flag),
                                string text => JsonValue.Create(text),
                                _ => (JsonNode?)null,
                            }
                        )
                    )
                )
                : null,
            hit.OrderValue
        );

    private static JsonHttpResult<SearchPathsDto> FindPaths([AsParameters] SearchPathQuery query, IEntitySearch entities) =>
        TypedResults.Json(SearchPathRanking.Find(entities.GetPaths(query.Entity), query), ApiJson.Default.SearchPathsDto);
}
