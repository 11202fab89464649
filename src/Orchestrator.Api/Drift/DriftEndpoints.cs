using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;
using Orchestrator.Api.Subscriptions;
using Orchestrator.Drift;
using Orchestrator.Options;

namespace Orchestrator.Api.Drift;

/// <summary>Comparing subscriptions with external systems. Ours: orchestrator-core has no such thing.</summary>
internal static class DriftEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        var subscription = api.MapGroup("/subscriptions/{subscription_id}/drift").WithTags("Drift").RefuseOtherParameters();
        subscription
            .MapGet("", GetAsync)
            .WithName("GetSubscriptionDrift")
            .Produces<SubscriptionDriftDto>(200)
            .WithSummary("What the last check of a subscription has found.")
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
        subscription
            .MapPost("", CheckAsync)
            .WithName("CheckSubscriptionDrift")
            .Produces<SubscriptionDriftDto>(200)
            .WithSummary("Compares a subscription with external systems now.")
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<ProblemDto>(409)
            .Produces<RequestErrorsDto>(422);
        subscription
            .MapGet("/history", ListHistoryAsync)
            .WithName("ListSubscriptionDriftHistory")
            .Produces<IReadOnlyList<DriftChangeDto>>(200)
            .WithSummary("When the drift status of a subscription has changed; the newest first.")
            .Produces<ProblemDto>(400)
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
        var drift = api.MapGroup("/drift").WithTags("Drift").RefuseOtherParameters();
        drift
            .MapGet("", ListAsync)
            .WithName("ListDrift")
            .Produces<IReadOnlyList<DriftListItemDto>>(200)
            .WithSummary("The checked subscriptions in use; the last checked first.")
            .Produces<ProblemDto>(400)
            .Produces<RequestErrorsDto>(422);
        drift
            .MapGet("/summary", SummarizeAsync)
            .WithName("SummarizeDrift")
            .Produces<IReadOnlyList<DriftCountDto>>(200)
            .WithSummary("How many subscriptions of each product have each drift status.");
        drift
            .MapGet("/groups", GroupAsync)
            .WithName("GroupDrift")
            .Produces<IReadOnlyList<DriftGroupDto>>(200)
            .WithSummary("Equal differences, each with the number of subscriptions that have it; most first.");
    }

    private static async Task<JsonHttpResult<SubscriptionDriftDto>> GetAsync(
        SubscriptionId subscription,
        RequestCaller caller,
        IDriftChecks checks,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Json(
            (await checks.GetAsync(subscription.Value, caller.Value, cancellationToken)).ToDto(),
            ApiJson.Default.SubscriptionDriftDto
        );

    private static async Task<JsonHttpResult<SubscriptionDriftDto>> CheckAsync(
        SubscriptionId subscription,
        RequestCaller caller,
        IDriftChecks checks,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Json(
            (await checks.CheckAsync(subscription.Value, caller.Value, cancellationToken)).ToDto(),
            ApiJson.Default.SubscriptionDriftDto
        );

    private static async Task<JsonHttpResult<IReadOnlyList<DriftChangeDto>>> ListHistoryAsync(
        SubscriptionId subscription,
        [AsParameters] DriftHistoryQuery query,
        RequestCaller caller,
        HttpResponse response,
        IDriftChecks checks,
        IOptions<OrchestratorOptions> options,
        CancellationToken cancellationToken
    )
    {
        var range = PageRange.Read(query.Range, options.Value.MaxPageSize);
        var page = await checks.GetHistoryAsync(subscription.Value, range.Start, range.Count, caller.Value, cancellationToken);
        range.WriteTo(response, "drift_history", page.Total);
        return TypedResults.Json<IReadOnlyList<DriftChangeDto>>(
            [.. page.Items.Select(static change => change.ToDto())],
            ApiJson.Default.IReadOnlyListDriftChangeDto
        );
    }

    private static async Task<JsonHttpResult<IReadOnlyList<DriftListItemDto>>> ListAsync(
        [AsParameters] DriftListQuery query,
        RequestCaller caller,
        HttpResponse response,
        IDriftChecks checks,
        IOptions<OrchestratorOptions> options,
        CancellationToken cancellationToken
    )
    {
        var range = PageRange.Read(query.Range, options.Value.MaxPageSize);
        var page = await checks.ListAsync(query.ToSearch(range), caller.Value, cancellationToken);
        range.WriteTo(response, "drift", page.Total);
        return TypedResults.Json<IReadOnlyList<DriftListItemDto>>(
            [.. page.Items.Select(static item => item.ToDto())],
            ApiJson.Default.IReadOnlyListDriftListItemDto
        );
    }

    private static async Task<JsonHttpResult<IReadOnlyList<DriftCountDto>>> SummarizeAsync(
        RequestCaller caller,
        IDriftChecks checks,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Json<IReadOnlyList<DriftCountDto>>(
            [.. (await checks.SummarizeAsync(caller.Value, cancellationToken)).Select(static count => count.ToDto())],
            ApiJson.Default.IReadOnlyListDriftCountDto
        );

    private static async Task<JsonHttpResult<IReadOnlyList<DriftGroupDto>>> GroupAsync(
        [AsParameters] DriftGroupQuery query,
        RequestCaller caller,
        IDriftChecks checks,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Json<IReadOnlyList<DriftGroupDto>>(
            [.. (await checks.GroupAsync(query.Product, caller.Value, cancellationToken)).Select(static group => group.ToDto())],
            ApiJson.Default.IReadOnlyListDriftGroupDto
        );
}
