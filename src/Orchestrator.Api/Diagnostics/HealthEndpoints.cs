using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Hosting;
using Orchestrator.Api.Json;
using Orchestrator.Operations;

namespace Orchestrator.Api.Diagnostics;

/// <summary>Whether the service works at all.</summary>
internal static class HealthEndpoints
{
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/health", CheckAsync)
            .ForAnyone()
            .WithTags("Health")
            .WithName("GetHealth")
            .Produces<string>(200)
            .WithSummary("OK when the database answers.")
            .Produces<ProblemDto>(500);

    private static async Task<Results<JsonHttpResult<string>, JsonHttpResult<ProblemDto>>> CheckAsync(
        IEngineControl engine,
        ILoggerFactory loggers,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await engine.GetStatusAsync(cancellationToken);
            return TypedResults.Json("OK", ApiJson.Default.String);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Anyone may ask this, so what the driver says (addresses, users, files) goes to the log alone.
            Log.Unhealthy(loggers.CreateLogger(typeof(HealthEndpoints)), exception);
            const int status = StatusCodes.Status500InternalServerError;
            return TypedResults.Json(
                new ProblemDto("The core database does not answer. Look at the host's log.", status, "Internal Server Error"),
                ApiJson.Default.ProblemDto,
                statusCode: status
            );
        }
    }
}
