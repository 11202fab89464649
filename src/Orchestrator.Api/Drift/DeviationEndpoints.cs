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

/// <summary>Accepting differences between subscriptions and external systems. Ours: orchestrator-core has no such thing.</summary>
internal static class DeviationEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        var accepted = api.MapGroup("/subscriptions/{subscription_id}/drift/accepted").WithTags("Drift").RefuseOtherParameters();
        accepted
            .MapPut("", AcceptAsync)
            .WithName("AcceptDrift")
            .Produces<SubscriptionDriftDto>(200)
            .WithSummary("Checks a subscription and accepts one of its differences: it is not drift, and no reconcile corrects it.")
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<ProblemDto>(409)
            .Produces<RequestErrorsDto>(422);
        accepted
            .MapDelete("", WithdrawAsync)
            .WithName("WithdrawAcceptedDrift")
            .Produces<SubscriptionDriftDto>(200)
            .WithSummary("Withdraws the acceptance of a difference: it is drift again.")
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
    }

    private static async Task<JsonHttpResult<SubscriptionDriftDto>> AcceptAsync(
        SubscriptionId subscription,
        Body<AcceptDeviationRequest> body,
        RequestCaller caller,
        IAcceptedDeviations deviations,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var drift = await deviations.AcceptAsync(subscription.Value, body.Value.ToDeviation(), caller.Value, cancellationToken);
            return TypedResults.Json(drift.ToDto(), ApiJson.Default.SubscriptionDriftDto);
        }
        catch (InvalidRequestException refused)
        {
            // Both are faults of a field of the body.
            throw RequestException.Field(
                refused.Code == "deviation_until_past" ? "until" : "path",
                "value_error",
                refused.Message,
                input: null
            );
        }
    }

    private static async Task<JsonHttpResult<SubscriptionDriftDto>> WithdrawAsync(
        SubscriptionId subscription,
        Body<WithdrawDeviationRequest> body,
        RequestCaller caller,
        IAcceptedDeviations deviations,
        CancellationToken cancellationToken
    )
    {
        var request = body.Value;
        var drift = await deviations.WithdrawAsync(
            subscription.Value,
            request.Resource,
            request.Path,
            request.Reason,
            caller.Value,
            cancellationToken
        );
        return TypedResults.Json(drift.ToDto(), ApiJson.Default.SubscriptionDriftDto);
    }
}
