using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Api.Json;
using Orchestrator.Products;

namespace Orchestrator.Api.Workflows;

/// <summary>Showing and describing workflows.</summary>
internal static class WorkflowEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        var workflows = api.MapGroup("/workflows").WithTags("Workflows");
        workflows
            .MapGet("/{workflow_id}", GetAsync)
            .WithName("GetWorkflow")
            .Produces<WorkflowDto>(200)
            .WithSummary("A workflow, as its row says.")
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
        workflows
            .MapPatch("/{workflow_id}", DescribeAsync)
            .WithName("DescribeWorkflow")
            .WithSummary("Writes the description of a workflow; one that is missing or null leaves it as it is.")
            .Produces<WorkflowDto>(201)
            .Produces<ProblemDto>(403)
            .Produces<ProblemDto>(404)
            .Produces<RequestErrorsDto>(422);
    }

    private static async Task<JsonHttpResult<WorkflowDto>> GetAsync(
        WorkflowId workflow,
        IWorkflowDirectory workflows,
        CancellationToken cancellationToken
    ) => TypedResults.Json((await workflows.GetAsync(workflow.Value, cancellationToken)).ToDto(), ApiJson.Default.WorkflowDto);

    private static async Task<JsonHttpResult<WorkflowDto>> DescribeAsync(
        WorkflowId workflow,
        Body<DescriptionRequest> body,
        RequestCaller caller,
        IWorkflowDirectory workflows,
        CancellationToken cancellationToken
    )
    {
        var described = await workflows.DescribeAsync(workflow.Value, body.Value.Description, caller.Value, cancellationToken);
        return TypedResults.Json(described.ToDto(), ApiJson.Default.WorkflowDto, statusCode: StatusCodes.Status201Created);
    }
}
