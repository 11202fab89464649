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
        var policies = api.MapGroup("/drift/policies").WithTags("Drift");
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
        TypedResults.Json(
            (await policies.SetAsync(product, body.Value.Policy, caller.Value, cancellationToken)).ToDto(),
            ApiJson.Default.DriftPolicyDto
        );
}
