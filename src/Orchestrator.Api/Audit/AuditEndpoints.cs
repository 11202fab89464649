using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;
using Orchestrator.Operations;
using Orchestrator.Options;

namespace Orchestrator.Api.Audit;

/// <summary>What people have changed. It can be read, and nothing else.</summary>
internal static class AuditEndpoints
{
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/audit", ListAsync)
            .WithTags("Audit")
            .RefuseOtherParameters()
            .WithName("ListAudit")
            .WithSummary("Who changed what, when, from where and why; the newest first.")
            .Produces<IReadOnlyList<AuditEntryDto>>(200)
            .Produces<ProblemDto>(400)
            .Produces<ProblemDto>(403)
            .Produces<RequestErrorsDto>(422);

    private static async Task<JsonHttpResult<IReadOnlyList<AuditEntryDto>>> ListAsync(
        [AsParameters] AuditQuery query,
        RequestCaller caller,
        HttpResponse response,
        IAudit audit,
        IOptions<OrchestratorOptions> options,
        CancellationToken cancellationToken
    )
    {
        var range = PageRange.Read(query.Range, options.Value.MaxPageSize);
        var page = await audit.SearchAsync(query.ToSearch(range), caller.Value, cancellationToken);
        range.WriteTo(response, "audit", page.Total);
        return TypedResults.Json<IReadOnlyList<AuditEntryDto>>(
            [.. page.Items.Select(AuditEntryDto.Of)],
            ApiJson.Default.IReadOnlyListAuditEntryDto
        );
    }
}
