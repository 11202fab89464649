using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;
using Orchestrator.Drift;

namespace Orchestrator.Api.Drift;

/// <summary>When products are checked for drift, and whether it is corrected. Ours: orchestrator-core has no such thing.</summary>
internal static class DriftPolicyEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        var policies = api.MapGroup("/drift/policies").WithTags("Drift").RefuseOtherParameters();
        policies
            .MapGet("", ListAsync)
            .WithName("ListDriftPolicies")
            .Produces<IReadOnlyList<DriftPolicyDto>>(200)
            .WithSummary("When the subscriptions of each product are checked for drift, whether it is corrected, and why that is paused.");
        policies
            .MapPut("/{product}", SetAsync)
            .WithName("SetDriftPolicy")
            .Produces<DriftPolicyDto>(200)
            .WithSummary("Sets the drift policy of a product, instead of what the code and the settings say.")
            .Produces<ProblemDto>(400)
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
        policies
            .MapDelete("/{product}", ResetAsync)
            .WithName("ResetDriftPolicy")
            .Produces<DriftPolicyDto>(200)
            .WithSummary("Gives a product the drift policy of the code and the settings back.")
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404);
    }

    private static async Task<JsonHttpResult<IReadOnlyList<DriftPolicyDto>>> ListAsync(
        IDriftPolicies policies,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Json<IReadOnlyList<DriftPolicyDto>>(
            [.. (await policies.ListAsync(cancellationToken)).Select(static policy => policy.ToDto())],
            ApiJson.Default.IReadOnlyListDriftPolicyDto
        );

    private static async Task<JsonHttpResult<DriftPolicyDto>> SetAsync(
        [FromRoute(Name = "product")] string product,
        Body<DriftPolicyRequest> body,
        RequestCaller caller,
        IDriftPolicies policies,
        CancellationToken cancellationToken
    ) =>
        body.Value.Product is { } named && named != product
            ? throw RequestException.Field("product", "value_error", "Input should be the product of the address, or missing", input: null)
            : TypedResults.Json(
                (await policies.SetAsync(product, body.Value.Policy, caller.Value, cancellationToken)).ToDto(),
                ApiJson.Default.DriftPolicyDto
            );

    private static async Task<JsonHttpResult<DriftPolicyDto>> ResetAsync(
        [FromRoute(Name = "product")] string product,
        RequestCaller caller,
        IDriftPolicies policies,
        CancellationToken cancellationToken
    ) => TypedResults.Json((await policies.ResetAsync(product, caller.Value, cancellationToken)).ToDto(), ApiJson.Default.DriftPolicyDto);
}
