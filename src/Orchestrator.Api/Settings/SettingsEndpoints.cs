using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;
using Orchestrator.Operations;

namespace Orchestrator.Api.Settings;

/// <summary>Pausing and resuming the engine.</summary>
internal static class SettingsEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        var settings = api.MapGroup("/settings").WithTags("Settings");
        settings
            .MapGet("/status", GetAsync)
            .WithName("GetEngineStatus")
            .Produces<EngineStatusDto>(200)
            .WithSummary("Whether the engine is paused.");
        settings
            .MapGet("/worker-status", GetWorkersAsync)
            .WithName("GetWorkerStatus")
            .Produces<WorkerStatusDto>(200)
            .WithSummary("How many workers there are, and what they have to do.");
        settings
            .MapPut("/status", SetAsync)
            .WithName("SetEngineStatus")
            .Produces<EngineStatusDto>(200)
            .WithSummary("Pauses or releases the engine.")
            .Produces<ProblemDto>(403)
            .Produces<RequestErrorsDto>(422);
    }

    private static async Task<JsonHttpResult<EngineStatusDto>> GetAsync(IEngineControl engine, CancellationToken cancellationToken) =>
        TypedResults.Json((await engine.GetStatusAsync(cancellationToken)).ToDto(), ApiJson.Default.EngineStatusDto);

    private static async Task<JsonHttpResult<WorkerStatusDto>> GetWorkersAsync(IEngineControl engine, CancellationToken cancellationToken)
    {
        // Clients know two kinds of executor; ours, which needs no broker, is to them the one without.
        const string executor = "threadpool";
        var status = await engine.GetWorkerStatusAsync(cancellationToken);
        return TypedResults.Json(
            new WorkerStatusDto(executor, status.WorkersOnline, status.Queued, status.Running),
            ApiJson.Default.WorkerStatusDto
        );
    }

    private static async Task<JsonHttpResult<EngineStatusDto>> SetAsync(
        Body<PauseEngineRequest> body,
        RequestCaller caller,
        IEngineControl engine,
        CancellationToken cancellationToken
    )
    {
        var status = body.Value.IsPaused
            ? await engine.PauseAsync(caller.Value, body.Value.Reason, cancellationToken)
            : await engine.ResumeAsync(caller.Value, cancellationToken);
        return TypedResults.Json(status.ToDto(), ApiJson.Default.EngineStatusDto);
    }
}
