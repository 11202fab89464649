using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Orchestrator.Api.Contract;
using Orchestrator.Operations;

namespace Orchestrator.Api.Endpoints;

/// <summary>Whether the service works at all.</summary>
internal static partial class HealthEndpoints
{
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/health", CheckAsync).AllowAnonymous().WithTags("Health").WithName("GetHealth").WithSummary("OK when the database answers.").Produces<ProblemDto>(500);

    private static async Task<Results<JsonHttpResult<string>, JsonHttpResult<ProblemDto>>> CheckAsync(IEngineControl engine, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        try
        {
            await engine.GetStatusAsync(cancellationToken);
            return TypedResults.Json("OK", ApiJson.Default.String);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Anyone may ask this, so what the driver says (addresses, users, files) goes to the log alone.
            LogUnhealthy(loggers.CreateLogger(typeof(HealthEndpoints)), exception);
            var problem = new ProblemDto("The core database does not answer. Look at the host's log.", StatusCodes.Status500InternalServerError, "Internal Server Error");
            return TypedResults.Json(problem, ApiJson.Default.ProblemDto, statusCode: StatusCodes.Status500InternalServerError);
        }
    }

    [LoggerMessage(3002, LogLevel.Warning, "The core database does not answer")]
    private static partial void LogUnhealthy(ILogger logger, Exception exception);
}
