using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Orchestrator.Api.Contract;
using Orchestrator.Api.Errors;
using Orchestrator.Options;
using Orchestrator.Products;

namespace Orchestrator.Api.Endpoints;

/// <summary>Finding and showing subscriptions, and what may be done with one.</summary>
internal static class SubscriptionEndpoints
{
    private const string FilterOwnerRelations = "filter_owner_relations";

    internal static void Map(IEndpointRouteBuilder api)
    {
        var subscriptions = api.MapGroup("/subscriptions").WithTags("Subscriptions");
        subscriptions.MapGet("/workflows/{subscription_id}", GetActionsAsync).WithName("GetSubscriptionWorkflows").WithSummary("Which workflows may run on a subscription.")
            .Produces<ProblemDto>(404).Produces<RequestErrorsDto>(422);
        subscriptions.MapPut("/{subscription_id}/set_in_sync", SetInSyncAsync).WithName("SetSubscriptionInSync").WithSummary("Sets a subscription in sync by hand.")
            .Produces<ProblemDto>(403).Produces<ProblemDto>(404).Produces<ProblemDto>(422);
        subscriptions.MapGet("/domain-model/{subscription_id}", GetDetailAsync).WithName("GetSubscriptionDomainModel").WithSummary("A subscription with every value of its tree.")
            .Produces<ProblemDto>(404).Produces<RequestErrorsDto>(422);
        subscriptions.MapGet("/search", SearchAsync).WithName("SearchSubscriptions").WithSummary("Finds subscriptions by words and fields.")
            .Produces<ProblemDto>(400).Produces<RequestErrorsDto>(422);
    }

    private static async Task<JsonHttpResult<ActionListDto>> GetActionsAsync(
        [FromRoute(Name = "subscription_id")] string subscriptionId,
        string? reporter,
        ClaimsPrincipal user,
        ISubscriptionDirectory subscriptions,
        CancellationToken cancellationToken) =>
        TypedResults.Json((await subscriptions.GetActionsAsync(Request.ReadId("subscription_id", subscriptionId), Request.ReadUser(reporter, user), cancellationToken)).ToDto(), ApiJson.Default.ActionListDto);

    private static async Task<ContentHttpResult> SetInSyncAsync(
        [FromRoute(Name = "subscription_id")] string subscriptionId,
        string? reporter,
        ClaimsPrincipal user,
        ISubscriptionDirectory subscriptions,
        CancellationToken cancellationToken)
    {
        await subscriptions.SetInSyncAsync(Request.ReadId("subscription_id", subscriptionId), Request.ReadUser(reporter, user), cancellationToken);
        return TypedResults.Content("null", "application/json");
    }

    private static async Task<Results<ContentHttpResult, StatusCodeHttpResult>> GetDetailAsync(
        [FromRoute(Name = "subscription_id")] string subscriptionId,
        [FromQuery(Name = FilterOwnerRelations)] string? filterOwnerRelations,
        HttpContext context,
        ISubscriptionDirectory subscriptions,
        CancellationToken cancellationToken)
    {
        var detail = await subscriptions.GetDetailAsync(Request.ReadId("subscription_id", subscriptionId), ownedInUseBy: Request.ReadBoolean(FilterOwnerRelations, filterOwnerRelations) == false, cancellationToken);
        var body = JsonSerializer.SerializeToNode(detail.Summary.ToDto(), ApiJson.Default.SubscriptionDto)!.AsObject();
        foreach (var (name, member) in detail.Members)
        {
            body[name] = member?.DeepClone();
        }

        // Without quotation marks, as clients of orchestrator-core know it.
        return EntityTag.Answer(context, body.ToJsonString(), static tag => tag);
    }

    private static async Task<JsonHttpResult<IReadOnlyList<SubscriptionDto>>> SearchAsync(
        string? query,
        string? range,
        HttpResponse response,
        ISubscriptionDirectory subscriptions,
        IOptions<OrchestratorOptions> options,
        CancellationToken cancellationToken)
    {
        var words = query ?? throw RequestException.MissingQuery("query");
        var (start, end) = Request.ReadRange(range) ?? (0, options.Value.MaxPageSize);
        var page = await subscriptions.SearchAsync(words, start, end - start, cancellationToken);

        // Said without a range as well: a client should see that there is more.
        response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"subscriptions {start}-{end}/{page.Total}");
        return TypedResults.Json<IReadOnlyList<SubscriptionDto>>([.. page.Items.Select(static item => item.ToDto())], ApiJson.Default.IReadOnlyListSubscriptionDto);
    }
}
