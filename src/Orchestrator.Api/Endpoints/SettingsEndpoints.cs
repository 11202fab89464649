using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Api.Contract;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Hosting;
using Orchestrator.Operations;

namespace Orchestrator.Api.Endpoints;

/// <summary>Pausing and releasing the engine.</summary>
internal static class SettingsEndpoints
{
    private const string Lock = "global_lock";

    internal static void Map(IEndpointRouteBuilder api)
    {
        var settings = api.MapGroup("/settings").WithTags("Settings");
        settings.MapGet("/status", GetAsync).WithName("GetEngineStatus").WithSummary("Whether the engine is paused.");
        settings.MapGet("/worker-status", GetWorkersAsync).WithName("GetWorkerStatus").WithSummary("How many workers there are, and what they have to do.");
        settings.MapPut("/status", SetAsync).WithName("SetEngineStatus").WithSummary("Pauses or releases the engine.").WithJsonBody<EngineLockDto>()
            .Produces<ProblemDto>(403).Produces<RequestErrorsDto>(422);
    }

    private static async Task<JsonHttpResult<EngineStatusDto>> GetAsync(IEngineControl engine, CancellationToken cancellationToken) =>
        TypedResults.Json((await engine.GetStatusAsync(cancellationToken)).ToDto(), ApiJson.Default.EngineStatusDto);

    private static async Task<JsonHttpResult<WorkerStatusDto>> GetWorkersAsync(IEngineControl engine, CancellationToken cancellationToken)
    {
        // Clients know two kinds of executor; ours, which needs no broker, is to them the one without.
        const string executor = "threadpool";
        var status = await engine.GetWorkerStatusAsync(cancellationToken);
        return TypedResults.Json(new WorkerStatusDto(executor, status.WorkersOnline, status.Queued, status.Running), ApiJson.Default.WorkerStatusDto);
    }

    private static async Task<JsonHttpResult<EngineStatusDto>> SetAsync(string? reporter, ClaimsPrincipal user, HttpRequest request, IEngineControl engine, CancellationToken cancellationToken)
    {
        var body = await Request.ReadJsonAsync(request, cancellationToken) ?? throw RequestException.MissingBody();
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(Lock, out var wanted))
        {
            throw RequestException.Field(Lock, "missing", "Field required", body);
        }

        var caller = Request.ReadUser(reporter, user);
        var status = wanted.ValueKind switch
        {
            JsonValueKind.True => await engine.PauseAsync(caller, cancellationToken),
            JsonValueKind.False => await engine.ResumeAsync(caller, cancellationToken),
            _ => throw RequestException.Field(Lock, "bool_type", "Input should be a valid boolean", wanted),
        };
        return TypedResults.Json(status.ToDto(), ApiJson.Default.EngineStatusDto);
    }
}
