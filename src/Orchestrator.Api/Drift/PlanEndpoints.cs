using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;
using Orchestrator.Api.Subscriptions;
using Orchestrator.Drift;

namespace Orchestrator.Api.Drift;

/// <summary>Planning reconciles. Ours: orchestrator-core has no such thing.</summary>
internal static class PlanEndpoints
{
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGroup("/subscriptions/{subscription_id}/reconcile-plan")
            .WithTags("Drift")
            .MapGet("", MakeAsync)
            .WithName("MakeReconcilePlan")
            .Produces<ReconcilePlanDto>(200)
            .WithSummary(
                "Compares a subscription with external systems now and says what its reconcile would do. A process that is started with "
                    + "the plan does that and nothing else."
            )
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<ProblemDto>(409)
            .Produces<RequestErrorsDto>(422);

    private static async Task<JsonHttpResult<ReconcilePlanDto>> MakeAsync(
        SubscriptionId subscription,
        RequestCaller caller,
        IReconcilePlans plans,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Json(
            (await plans.MakeAsync(subscription.Value, caller.Value, cancellationToken)).ToDto(),
            ApiJson.Default.ReconcilePlanDto
        );
}
