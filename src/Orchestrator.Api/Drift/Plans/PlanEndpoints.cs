using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;
using Orchestrator.Api.Processes;
using Orchestrator.Api.Subscriptions;
using Orchestrator.Drift;
using Orchestrator.Operations;

namespace Orchestrator.Api.Drift;

/// <summary>Planning reconciles, and carrying out what was planned. Ours: orchestrator-core has no such thing.</summary>
internal static class PlanEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        var plan = api.MapGroup("/subscriptions/{subscription_id}/reconcile-plan").WithTags("Drift").RefuseOtherParameters();
        plan.MapGet("", MakeAsync)
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
        plan.MapPost("", CarryOutAsync)
            .WithName("CarryOutReconcilePlan")
            .Produces<StartedDto>(201)
            .WithSummary(
                "Starts the reconcile that a plan is of, with the plan that was answered as the body: it does what the plan says and "
                    + "nothing else. An Idempotency-Key and 'Prefer: wait=10' mean what they mean for any start."
            )
            .Produces<FormInvalidDto>(400)
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<ProblemDto>(409)
            .Produces<ProblemDto>(412)
            .Produces<RequestErrorsDto>(422)
            .Produces<ProblemDto>(503);
    }

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

    private static async Task<JsonHttpResult<StartedDto>> CarryOutAsync(
        SubscriptionId subscription,
        Body<CarryOutPlanRequest> body,
        RequestCaller caller,
        IdempotencyKey key,
        PreferredWait wait,
        IProcesses processes,
        StartAnswer answer,
        CancellationToken cancellationToken
    )
    {
        var process = await processes.StartReconcileAsync(
            body.Value.Workflow,
            [JsonSerializer.SerializeToElement(new SubscriptionPageDto(subscription.Value), ApiJson.Default.SubscriptionPageDto)],
            caller.Value,
            new() { Plan = body.Value.Plan, IdempotencyKey = key.Value },
            cancellationToken
        );
        return await answer.MakeAsync(process, caller, wait, cancellationToken, isPlanned: true);
    }
}

/// <summary>The first page of a workflow that runs on a subscription.</summary>
internal sealed record SubscriptionPageDto([property: JsonPropertyName("subscription_id")] Guid SubscriptionId);
