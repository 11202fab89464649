using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;
using Orchestrator.Drift;
using Orchestrator.Options;

namespace Orchestrator.Api.Drift;

/// <summary>Pausing the bulk reconciles of products and subscriptions. Ours: orchestrator-core has no such thing.</summary>
internal static class PauseEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        var pauses = api.MapGroup("/drift/pauses").WithTags("Drift").RefuseOtherParameters();
        pauses
            .MapGet("", ListAsync)
            .WithName("ListDriftPauses")
            .Produces<IReadOnlyList<DriftPauseDto>>(200)
            .WithSummary(
                "The products and subscriptions that no bulk reconcile touches, with who has paused them and why; the newest first."
            )
            .Produces<ProblemDto>(400)
            .Produces<RequestErrorsDto>(422);
        pauses
            .MapPut("", PauseAsync)
            .WithName("PauseDrift")
            .WithSummary("Lets no bulk reconcile touch a product or a subscription, until a time or until the pause is ended.")
            .Produces<ProblemDto>(400)
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
        pauses
            .MapDelete("", EndAsync)
            .WithName("ResumeDrift")
            .WithSummary("Ends the pause of a product or a subscription.")
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
    }

    private static async Task<JsonHttpResult<IReadOnlyList<DriftPauseDto>>> ListAsync(
        [AsParameters] DriftHistoryQuery query,
        RequestCaller caller,
        HttpResponse response,
        IDriftPauses pauses,
        IOptions<OrchestratorOptions> options,
        CancellationToken cancellationToken
    )
    {
        var range = PageRange.Read(query.Range, options.Value.MaxPageSize);
        var page = await pauses.ListAsync(range.Start, range.Count, caller.Value, cancellationToken);
        range.WriteTo(response, "drift_pauses", page.Total);
        return TypedResults.Json(page.Items.ToDtos(), ApiJson.Default.IReadOnlyListDriftPauseDto);
    }

    private static async Task<NoContent> PauseAsync(
        Body<DriftPauseRequest> body,
        RequestCaller caller,
        IDriftPauses pauses,
        CancellationToken cancellationToken
    )
    {
        var request = body.Value;
        await pauses.PauseAsync(request.Target, request.Reason, request.Until, caller.Value, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> EndAsync(
        Body<DriftPauseTargetRequest> body,
        RequestCaller caller,
        IDriftPauses pauses,
        CancellationToken cancellationToken
    )
    {
        await pauses.EndAsync(body.Value.Target, caller.Value, cancellationToken);
        return TypedResults.NoContent();
    }
}
