using Orchestrator.Products;

namespace Orchestrator.Api.Workflows;

/// <summary>Turns workflows into the shapes of the wire.</summary>
internal static class WorkflowMapping
{
    internal static WorkflowDto ToDto(this WorkflowSummary workflow) =>
        new(
            workflow.Name,
            WireName.Of(workflow.Target),
            workflow.IsTask,
            workflow.Description,
            workflow.CreatedAt,
            workflow.WorkflowId,
            Steps: null
        );
}
