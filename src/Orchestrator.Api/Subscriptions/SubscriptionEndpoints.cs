using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;
using Orchestrator.Options;
using Orchestrator.Products;

namespace Orchestrator.Api.Subscriptions;

/// <summary>Finding and showing subscriptions, and what may be done with one.</summary>
internal static class SubscriptionEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        var subscriptions = api.MapGroup("/subscriptions").WithTags("Subscriptions");
        subscriptions
            .MapGet("/workflows/{subscription_id}", GetActionsAsync)
            .WithName("GetSubscriptionWorkflows")
            .Produces<ActionListDto>(200)
            .WithSummary("Which workflows may run on a subscription.")
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
        subscriptions
            .MapPut("/{subscription_id}/set_in_sync", SetInSyncAsync)
            .WithName("SetSubscriptionInSync")
            .Produces<object>(200)
            .WithSummary("Sets a subscription in sync by hand.")
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<ProblemDto>(422);
        subscriptions
            .MapGet("/domain-model/{subscription_id}", GetDetailAsync)
            .WithName("GetSubscriptionDomainModel")
            .Produces<DomainModelDto>(200)
            .Produces(304)
            .WithSummary("A subscription with every value of its tree.")
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
        subscriptions
            .MapGet("/search", SearchAsync)
            .WithName("SearchSubscriptions")
            .Produces<IReadOnlyList<FoundSubscriptionDto>>(200)
            .WithSummary("Finds subscriptions by words and fields.")
            .Produces<ProblemDto>(400)
            .Produces<RequestErrorsDto>(422);
    }

    private static async Task<JsonHttpResult<ActionListDto>> GetActionsAsync(
        SubscriptionId subscription,
        RequestCaller caller,
        ISubscriptionDirectory subscriptions,
        CancellationToken cancellationToken
    )
    {
        var actions = await subscriptions.GetActionsAsync(subscription.Value, caller.Value, cancellationToken);
        return TypedResults.Json(actions.ToDto(), ApiJson.Default.ActionListDto);
    }

    private static async Task<ContentHttpResult> SetInSyncAsync(
        SubscriptionId subscription,
        RequestCaller caller,
        ISubscriptionDirectory subscriptions,
        CancellationToken cancellationToken
    )
    {
        await subscriptions.SetInSyncAsync(subscription.Value, caller.Value, reason: null, cancellationToken);
        return TypedResults.Content("null", "application/json");
    }

    private static async Task<Results<ContentHttpResult, StatusCodeHttpResult>> GetDetailAsync(
        SubscriptionId subscription,
        [AsParameters] SubscriptionDetailQuery query,
        RequestCaller caller,
        HttpContext context,
        ISubscriptionDirectory subscriptions,
        CancellationToken cancellationToken
    )
    {
        var detail = await subscriptions.GetDetailAsync(
            subscription.Value,
            ownedInUseBy: !query.LeavesOutOwn,
            caller.Value,
            cancellationToken
        );
        var body = new DomainModelDto(detail.Summary.ToDto(), detail.Members);

        // Without quotation marks, as clients of orchestrator-core know it.
        return EntityTag.Answer(context, body.ToJson(), static tag => tag);
    }

    private static async Task<JsonHttpResult<IReadOnlyList<FoundSubscriptionDto>>> SearchAsync(
        [AsParameters] SubscriptionSearchQuery query,
        RequestCaller caller,
        HttpResponse response,
        ISubscriptionDirectory subscriptions,
        IOptions<OrchestratorOptions> options,
        CancellationToken cancellationToken
    )
    {
        var words = query.Words;
        var range = PageRange.Read(query.Range, options.Value.MaxPageSize);
        var page = await subscriptions.SearchAsync(words, range.Start, range.Count, caller.Value, cancellationToken);
        range.WriteTo(response, "subscriptions", page.Total);
        return TypedResults.Json<IReadOnlyList<FoundSubscriptionDto>>(
            [.. page.Items.Select(static item => new FoundSubscriptionDto(item.ToDto(), item.Metadata))],
            ApiJson.Default.IReadOnlyListFoundSubscriptionDto
        );
    }
}
