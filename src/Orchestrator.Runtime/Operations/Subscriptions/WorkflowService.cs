using Orchestrator.Catalog;
using Orchestrator.Execution.Planning;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage.Catalog;

namespace Orchestrator.Operations;

/// <summary>Shows the workflows of the core database, and changes their descriptions.</summary>
internal sealed class WorkflowService(
    WorkflowStore workflows,
    AuthorizationService authorization,
    WorkflowCatalog catalog,
    WorkflowPlanner planner
) : IWorkflowDirectory
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

    public IReadOnlyList<WorkflowStepSummary> ListSteps(string workflowName)
    {
        ArgumentNullException.ThrowIfNull(workflowName);
        return catalog.FindWorkflow(workflowName) is { } workflow
            ? [.. planner.GetPlan(workflow).Steps.Select(Describe)]
            : throw new NotFoundException("workflow_not_found", $"The code has no workflow '{workflowName}'.");
    }

    private static WorkflowStepSummary Describe(PlannedStep step)
    {
        var (kind, resource, key) = step switch
        {
            PlannedStep.Action => (WorkflowStepKind.Method, null, null),
            PlannedStep.Input => (WorkflowStepKind.Input, null, null),
            PlannedStep.OpenCallback open => (WorkflowStepKind.Callback, null, open.RouteKey),
            PlannedStep.AwaitCallback wait => (WorkflowStepKind.Callback, null, wait.ResultKey),
            PlannedStep.CloseCallback => (WorkflowStepKind.Callback, null, null),
            PlannedStep.Resource { Kind: ResourceAction.Apply, Binding: { } applied } => (
                WorkflowStepKind.Resource,
                applied.Name,
                applied.StateKey
            ),
            PlannedStep.Resource other => (WorkflowStepKind.Resource, other.Binding.Name, null),
            PlannedStep.ReadBack read => (WorkflowStepKind.Resource, read.Binding.Name, read.Binding.StateKey),
            _ => (WorkflowStepKind.Engine, (string?)null, (string?)null),
        };
        return new(step.Key, step.Name, kind)
        {
            Group = step.Group?.Name,
            IsConditional = step is not { Wrappers: [], Group: null or { Wrappers: [] } },
            Resource = resource,
            WrittenKey = key,
        };
    }

    private static NotFoundException NotFound(Guid workflowId) => new("workflow_not_found", $"Workflow id {workflowId} not found");
}
