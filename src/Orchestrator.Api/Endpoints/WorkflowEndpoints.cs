using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Api.Contract;
using Orchestrator.Api.Hosting;
using Orchestrator.Products;

namespace Orchestrator.Api.Endpoints;

/// <summary>Showing and describing workflows.</summary>
internal static class WorkflowEndpoints
{
    private const string Description = "description";
    private const int MaxDescriptionLength = 2_000;

    internal static void Map(IEndpointRouteBuilder api)
    {
        var workflows = api.MapGroup("/workflows").WithTags("Workflows");
        workflows.MapGet("/{workflow_id}", GetAsync).WithName("GetWorkflow").WithSummary("A workflow, as its row says.")
            .Produces<ProblemDto>(404).Produces<RequestErrorsDto>(422);
        workflows.MapPatch("/{workflow_id}", DescribeAsync).WithName("DescribeWorkflow").WithSummary("Writes the description of a workflow; one that is missing or null leaves it as it is.")
            .WithJsonBody<WorkflowPatchDto>().Produces<WorkflowDto>(201).Produces<ProblemDto>(403).Produces<ProblemDto>(404).Produces<RequestErrorsDto>(422);
    }

    private static async Task<JsonHttpResult<WorkflowDto>> GetAsync([FromRoute(Name = "workflow_id")] string workflowId, IWorkflowDirectory workflows, CancellationToken cancellationToken) =>
        TypedResults.Json((await workflows.GetAsync(Request.ReadId("workflow_id", workflowId), cancellationToken)).ToDto(), ApiJson.Default.WorkflowDto);

    private static async Task<JsonHttpResult<WorkflowDto>> DescribeAsync(
        [FromRoute(Name = "workflow_id")] string workflowId,
        string? reporter,
        ClaimsPrincipal user,
        HttpRequest request,
        IWorkflowDirectory workflows,
        CancellationToken cancellationToken)
    {
        var id = Request.ReadId("workflow_id", workflowId);
        var description = Request.ReadText(await Request.ReadObjectAsync(request, cancellationToken), Description, MaxDescriptionLength);
        var workflow = await workflows.DescribeAsync(id, description, Request.ReadUser(reporter, user), cancellationToken);
        return TypedResults.Json(workflow.ToDto(), ApiJson.Default.WorkflowDto, statusCode: StatusCodes.Status201Created);
    }
}
