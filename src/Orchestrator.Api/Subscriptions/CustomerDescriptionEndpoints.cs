using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;
using Orchestrator.Products;

namespace Orchestrator.Api.Subscriptions;

/// <summary>What customers call subscriptions.</summary>
internal static class CustomerDescriptionEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        var descriptions = api.MapGroup("/subscription_customer_descriptions").WithTags("Subscriptions");
        descriptions
            .MapPost("/", AddAsync)
            .WithName("AddCustomerDescription")
            .WithSummary("Adds what a customer calls a subscription.")
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<ProblemDto>(409)
            .Produces<RequestErrorsDto>(422);
        descriptions
            .MapPut("/", ChangeAsync)
            .WithName("ChangeCustomerDescription")
            .WithSummary("Changes what a customer calls a subscription; 400 where the given version is not the current one.")
            .Produces<ProblemDto>(400)
            .Produces<ProblemDto>(403)
            .Produces<RequestErrorsDto>(422);
        descriptions
            .MapDelete("/{id}", DeleteAsync)
            .WithName("DeleteCustomerDescription")
            .WithSummary("Deletes what a customer calls a subscription.")
            .Produces<ProblemDto>(403)
            .Produces<RequestErrorsDto>(422);
        descriptions
            .MapGet("/{id}", GetAsync)
            .WithName("GetCustomerDescription")
            .WithSummary("What a customer calls a subscription.")
            .Produces<CustomerDescriptionDto>(200)
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
        descriptions
            .MapGet("/customer/{customer_id}/subscription/{subscription_id}", FindAsync)
            .WithName("FindCustomerDescription")
            .WithSummary("What a customer calls a subscription, by both.")
            .Produces<CustomerDescriptionDto>(200)
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
    }

    private static async Task<NoContent> AddAsync(
        Body<AddCustomerDescriptionRequest> body,
        RequestCaller caller,
        ICustomerDescriptions descriptions,
        CancellationToken cancellationToken
    )
    {
        var (description, customer, subscription) = body.Value;
        await descriptions.AddAsync(customer, subscription, description, caller.Value, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> ChangeAsync(
        Body<ChangeCustomerDescriptionRequest> body,
        RequestCaller caller,
        ICustomerDescriptions descriptions,
        CancellationToken cancellationToken
    )
    {
        var (_, description, customer, subscription, version) = body.Value;
        await descriptions.ChangeAsync(customer, subscription, description, version, caller.Value, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> DeleteAsync(
        CustomerDescriptionId description,
        RequestCaller caller,
        ICustomerDescriptions descriptions,
        CancellationToken cancellationToken
    )
    {
        await descriptions.DeleteAsync(description.Value, caller.Value, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<JsonHttpResult<CustomerDescriptionDto>> GetAsync(
        CustomerDescriptionId description,
        RequestCaller caller,
        ICustomerDescriptions descriptions,
        CancellationToken cancellationToken
    ) => Answer(await descriptions.GetAsync(description.Value, caller.Value, cancellationToken));

    private static async Task<JsonHttpResult<CustomerDescriptionDto>> FindAsync(
        [FromRoute(Name = "customer_id")] string customer,
        SubscriptionId subscription,
        RequestCaller caller,
        ICustomerDescriptions descriptions,
        CancellationToken cancellationToken
    ) => Answer(await descriptions.GetOfCustomerAsync(customer, subscription.Value, caller.Value, cancellationToken));

    private static JsonHttpResult<CustomerDescriptionDto> Answer(CustomerDescription description) =>
        TypedResults.Json(description.ToDto(), ApiJson.Default.CustomerDescriptionDto);
}
