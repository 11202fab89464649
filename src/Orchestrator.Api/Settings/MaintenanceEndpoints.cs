using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;
using Orchestrator.Operations;
using Orchestrator.Options;

namespace Orchestrator.Api.Settings;

/// <summary>What the settings page of clients does besides pausing the engine.</summary>
internal static class MaintenanceEndpoints
{
    /// <summary>The one name under which clients clear caches.</summary>
    private const string AllCaches = "all";

    internal static void Map(IEndpointRouteBuilder api)
    {
        var settings = api.MapGroup("/settings").WithTags("Settings");
        settings
            .MapGet("/cache-names", GetCaches)
            .WithName("ListCaches")
            .WithSummary("The caches that can be cleared, each with what clients call it.")
            .Produces<IReadOnlyDictionary<string, string>>(200);
        settings
            .MapDelete("/cache/{name}", ClearAsync)
            .WithName("ClearCache")
            .WithSummary("Clears a cache, and answers how many entries it had.")
            .Produces<int>(200)
            .Produces<ProblemDto>(400)
            .Produces<ProblemDto>(403);
        settings
            .MapPost("/search-index/reset", RebuildAsync)
            .WithName("RebuildSearchIndex")
            .WithSummary("Makes the index of searches again from what is stored.")
            .Produces<object>(200)
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(503);
        settings
            .MapGet("/overview", GetOverview)
            .WithName("GetSettings")
            .WithSummary("The settings of the engine, without secrets; none unless Orchestrator:ShowSettings is true.")
            .Produces<IReadOnlyList<SettingsGroupDto>>(200);
    }

    private static JsonHttpResult<IReadOnlyDictionary<string, string>> GetCaches() =>
        TypedResults.Json<IReadOnlyDictionary<string, string>>(
            new Dictionary<string, string> { [AllCaches] = "All caches of the engine" },
            ApiJson.Default.IReadOnlyDictionaryStringString
        );

    private static async Task<JsonHttpResult<int>> ClearAsync(
        string name,
        RequestCaller caller,
        IEngineControl engine,
        CancellationToken cancellationToken
    ) =>
        name == AllCaches
            ? TypedResults.Json(await engine.ClearCachesAsync(caller.Value, cancellationToken), ApiJson.Default.Int32)
            : throw new InvalidRequestException("cache_unknown", $"There is no cache '{Echo.Text(name)}'. Caches: '{AllCaches}'.")
            {
                ContractText = "Invalid cache name",
            };

    private static async Task<ContentHttpResult> RebuildAsync(
        RequestCaller caller,
        IEngineControl engine,
        CancellationToken cancellationToken
    )
    {
        await engine.RebuildSearchIndexAsync(caller.Value, cancellationToken);
        return TypedResults.Content("null", "application/json");
    }

    private static JsonHttpResult<IReadOnlyList<SettingsGroupDto>> GetOverview(IOptions<OrchestratorOptions> options) =>
        TypedResults.Json(
            options.Value.ShowSettings ? SettingsOverview.Write(options.Value) : [],
            ApiJson.Default.IReadOnlyListSettingsGroupDto
        );
}
