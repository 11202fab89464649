using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Api.Contract;
using Orchestrator.Engine;

namespace Orchestrator.Api.Endpoints;

/// <summary>Whether the service works at all.</summary>
internal static class HealthEndpoints
{
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/health", CheckAsync).WithTags("Health").WithName("GetHealth").WithSummary("OK when the database answers.").Produces<ProblemDto>(500);

    private static async Task<Results<JsonHttpResult<string>, JsonHttpResult<ProblemDto>>> CheckAsync(IEngineSwitch engine, CancellationToken cancellationToken)
    {
        try
        {
            await engine.GetStatusAsync(cancellationToken);
            return TypedResults.Json("OK", ApiJson.Default.String);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var problem = new ProblemDto($"The core database does not answer: {exception.Message}", StatusCodes.Status500InternalServerError, "Internal Server Error");
            return TypedResults.Json(problem, ApiJson.Default.ProblemDto, statusCode: StatusCodes.Status500InternalServerError);
        }
    }
}
