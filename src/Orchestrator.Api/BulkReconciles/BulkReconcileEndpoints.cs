using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;
using Orchestrator.Api.Processes;
using Orchestrator.BulkChecks;
using Orchestrator.BulkReconciles;

namespace Orchestrator.Api.BulkReconciles;

/// <summary>Reconciling many subscriptions at once. Ours: orchestrator-core has no such thing.</summary>
internal static class BulkReconcileEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        var bulk = api.MapGroup("/reconcile").WithTags("Bulk reconcile").RefuseOtherParameters();
        bulk.MapPost("", StartAsync)
            .WithName("StartBulkReconcile")
            .Produces<StartedDto>(201)
            .Produces<StartedDto>(202)
            .WithSummary(
                "Reconciles every subscription of a product, or that a search finds, or that is named. A dry run only checks them for "
                    + "drift. With 'Prefer: wait=10' the answer to a reconcile comes when all are done, after 10 seconds at the latest; at "
                    + "most 60."
            )
            .Produces<ProblemDto>(400)
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(409)
            .Produces<RequestErrorsDto>(422)
            .Produces<ProblemDto>(503);
        bulk.MapGet("/{process_id}", GetAsync)
            .WithName("GetBulkReconcile")
            .Produces<BulkReconcileDto>(200)
            .WithSummary("How many were started, wait, are done, failed and refused, and why it is paused.")
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
        bulk.MapGet("/dry-runs/{process_id}", GetDryRunAsync)
            .WithName("GetDryRun")
            .Produces<BulkCheckDto>(200)
            .WithSummary("How many subscriptions were checked, and what differs: equal differences in groups, those of the most first.")
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
        bulk.MapPut("/{process_id}/pause", PauseAsync)
            .WithName("PauseBulkReconcile")
            .Produces<RequestErrorsDto>(422)
            .WithSummary("Starts nothing more for now, with the reason.")
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404);
        bulk.MapPut("/{process_id}/resume", ResumeAsync)
            .WithName("ResumeBulkReconcile")
            .Produces<RequestErrorsDto>(422)
            .WithSummary("Starts the rest, also after a brake was pulled.")
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404);
        bulk.MapPut("/{process_id}/cancel", CancelAsync)
            .WithName("CancelBulkReconcile")
            .Produces<RequestErrorsDto>(422)
            .WithSummary("Starts nothing more for good. What runs already continues.")
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404);
    }

    private static async Task<JsonHttpResult<StartedDto>> StartAsync(
        Body<StartBulkReconcileRequest> body,
        RequestCaller caller,
        IdempotencyKey key,
        PreferredWait wait,
        IBulkReconciles reconciles,
        IBulkChecks checks,
        StartAnswer answer,
        CancellationToken cancellationToken
    )
    {
        var request = body.Value;
        if (request.DryRun)
        {
            var check = await checks.StartAsync(request.ToSelection(), request.Concurrency, caller.Value, key.Value, cancellationToken);
            return TypedResults.Json(new StartedDto(check), ApiJson.Default.StartedDto, statusCode: StatusCodes.Status202Accepted);
        }

        var id = await reconciles.StartAsync(
            request.ToSelection(),
            request.Concurrency,
            caller.Value,
            key.Value,
            request.ToBrakes(),
            reason: null,
            cancellationToken
        );
        return await answer.MakeAsync(id, caller, wait, cancellationToken);
    }

    private static async Task<JsonHttpResult<BulkCheckDto>> GetDryRunAsync(
        ProcessId process,
        RequestCaller caller,
        IBulkChecks checks,
        CancellationToken cancellationToken
    ) => TypedResults.Json((await checks.GetAsync(process.Value, caller.Value, cancellationToken)).ToDto(), ApiJson.Default.BulkCheckDto);

    private static async Task<JsonHttpResult<BulkReconcileDto>> GetAsync(
        ProcessId process,
        RequestCaller caller,
        IBulkReconciles reconciles,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Json(
            (await reconciles.GetAsync(process.Value, caller.Value, cancellationToken)).ToDto(),
            ApiJson.Default.BulkReconcileDto
        );

    private static async Task<NoContent> PauseAsync(
        ProcessId process,
        Body<BulkReconcileReasonRequest> body,
        RequestCaller caller,
        IBulkReconciles reconciles,
        CancellationToken cancellationToken
    )
    {
        await reconciles.SetPausedAsync(process.Value, paused: true, caller.Value, body.Value.Reason, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> ResumeAsync(
        ProcessId process,
        Body<BulkReconcileReasonRequest> body,
        RequestCaller caller,
        IBulkReconciles reconciles,
        CancellationToken cancellationToken
    )
    {
        await reconciles.SetPausedAsync(process.Value, paused: false, caller.Value, body.Value.Reason, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> CancelAsync(
        ProcessId process,
        Body<BulkReconcileReasonRequest> body,
        RequestCaller caller,
        IBulkReconciles reconciles,
        CancellationToken cancellationToken
    )
    {
        await reconciles.CancelAsync(process.Value, caller.Value, body.Value.Reason, cancellationToken);
        return TypedResults.NoContent();
    }
}
