using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Api.Contract;
using Orchestrator.Api.Errors;
using Orchestrator.BulkReconciles;

namespace Orchestrator.Api.Endpoints;

/// <summary>Reconciling many subscriptions at once. Ours: orchestrator-core has no such thing.</summary>
internal static class BulkReconcileEndpoints
{
    private const int DefaultConcurrency = 20;
    private const int MaxQueryLength = 512;

    internal static void Map(IEndpointRouteBuilder api)
    {
        var bulk = api.MapGroup("/reconcile").WithTags("Bulk reconcile");
        bulk.MapPost("", StartAsync).WithName("StartBulkReconcile").WithSummary("Reconciles every subscription of a product, or that a search finds.")
            .Produces<ProblemDto>(400).Produces<ProblemDto>(403).Produces<RequestErrorsDto>(422).Produces<ProblemDto>(503);
        bulk.MapGet("/{process_id}", GetAsync).WithName("GetBulkReconcile").WithSummary("How many were started, done, failed and refused, and why.")
            .Produces<ProblemDto>(404).Produces<RequestErrorsDto>(422);
        bulk.MapPut("/{process_id}/pause", (
            [FromRoute(Name = "process_id")] string id, string? reporter, ClaimsPrincipal user, IBulkReconciles reconciles, CancellationToken cancellationToken) =>
            SetPausedAsync(id, paused: true, reporter, user, reconciles, cancellationToken))
            .WithName("PauseBulkReconcile").WithSummary("Starts nothing more for now.").Produces<ProblemDto>(403).Produces<ProblemDto>(404);
        bulk.MapPut("/{process_id}/resume", (
            [FromRoute(Name = "process_id")] string id, string? reporter, ClaimsPrincipal user, IBulkReconciles reconciles, CancellationToken cancellationToken) =>
            SetPausedAsync(id, paused: false, reporter, user, reconciles, cancellationToken))
            .WithName("ResumeBulkReconcile").WithSummary("Goes on starting.").Produces<ProblemDto>(403).Produces<ProblemDto>(404);
        bulk.MapPut("/{process_id}/cancel", CancelAsync).WithName("CancelBulkReconcile").WithSummary("Starts nothing more for good. What runs already goes on.").Produces<ProblemDto>(403).Produces<ProblemDto>(404);
    }

    private static async Task<JsonHttpResult<StartedDto>> StartAsync(string? reporter, ClaimsPrincipal user, HttpRequest request, IBulkReconciles reconciles, CancellationToken cancellationToken)
    {
        var body = await Request.ReadObjectAsync(request, cancellationToken);
        var product = Request.ReadText(body, "product");
        var query = Request.ReadText(body, "query", MaxQueryLength);
        if (product is null == query is null)
        {
            throw RequestException.Field("product", "missing", "Give either a product or a query", body);
        }

        var requester = Request.ReadUser(reporter, user);
        var id = product is null
            ? await reconciles.StartAsync(query!, ReadConcurrency(body), requester, cancellationToken)
            : await reconciles.StartForProductAsync(product, ReadConcurrency(body), requester, cancellationToken);
        return TypedResults.Json(new StartedDto(id), ApiJson.Default.StartedDto, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<JsonHttpResult<BulkReconcileDto>> GetAsync(
        [FromRoute(Name = "process_id")] string processId,
        IBulkReconciles reconciles,
        CancellationToken cancellationToken) =>
        TypedResults.Json((await reconciles.GetAsync(Request.ReadId("process_id", processId), cancellationToken)).ToDto(), ApiJson.Default.BulkReconcileDto);

    private static async Task<NoContent> SetPausedAsync(string processId, bool paused, string? reporter, ClaimsPrincipal user, IBulkReconciles reconciles, CancellationToken cancellationToken)
    {
        await reconciles.SetPausedAsync(Request.ReadId("process_id", processId), paused, Request.ReadUser(reporter, user), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> CancelAsync(
        [FromRoute(Name = "process_id")] string processId,
        string? reporter,
        ClaimsPrincipal user,
        IBulkReconciles reconciles,
        CancellationToken cancellationToken)
    {
        await reconciles.CancelAsync(Request.ReadId("process_id", processId), Request.ReadUser(reporter, user), cancellationToken);
        return TypedResults.NoContent();
    }

    private static int ReadConcurrency(JsonElement body)
    {
        if (!body.TryGetProperty("concurrency", out var value))
        {
            return DefaultConcurrency;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : throw RequestException.Field("concurrency", "int_type", "Input should be a valid integer", value);
    }
}
