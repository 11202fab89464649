using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage.Catalog;

namespace Orchestrator.Operations;

/// <summary>Shows the workflows of the core database, and changes their descriptions.</summary>
internal sealed class WorkflowService(WorkflowStore workflows, AuthorizationService authorization) : IWorkflowDirectory
{
    public async Task<WorkflowSummary> GetAsync(Guid workflowId, CancellationToken cancellationToken) =>
        await workflows.FindAsync(workflowId, cancellationToken) ?? throw NotFound(workflowId);

    public async Task<WorkflowSummary> DescribeAsync(Guid workflowId, string? description, Caller user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var workflow = await workflows.FindAsync(workflowId, cancellationToken);
        await authorization.DemandAsync(user.AsksTo(WorkflowAction.Describe, workflow?.Name, workflow?.Target), cancellationToken);
        if (workflow is null)
        {
            throw NotFound(workflowId);
        }

        if (description is null)
        {
            return workflow;
        }

        Descriptions.Check(description, "workflow");
        await workflows.SetDescriptionAsync(workflow, description, user, cancellationToken);
        return workflow with { Description = description };
    }

    public Task<IReadOnlyDictionary<string, string>> GetDescriptionsAsync(CancellationToken cancellationToken) =>
        workflows.GetDescriptionsAsync(cancellationToken);

    private static NotFoundException NotFound(Guid workflowId) => new("workflow_not_found", $"Workflow id {workflowId} not found");
}
