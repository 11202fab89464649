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
    private const string Subject = "subscription";

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
        return [.. planner.GetPlan(catalog.GetWorkflow(workflowName)).Steps.Select(Describe)];
    }

    private static WorkflowStepSummary Describe(PlannedStep step)
    {
        var (kind, resource) = step switch
        {
            PlannedStep.Action => (WorkflowStepKind.Method, null),
            PlannedStep.Input => (WorkflowStepKind.Input, null),
            PlannedStep.OpenCallback or PlannedStep.AwaitCallback or PlannedStep.CloseCallback => (WorkflowStepKind.Callback, null),
            PlannedStep.Resource { Binding.Name: var name } => (WorkflowStepKind.Resource, name),
            PlannedStep.ReadBack { Binding.Name: var name } => (WorkflowStepKind.Resource, name),
            _ => (WorkflowStepKind.Engine, (string?)null),
        };
        return new(step.Key, step.Name, kind)
        {
            Group = step.Group?.Name,
            IsConditional = step is not { Wrappers: [], Group: null or { Wrappers: [] } },
            Resource = resource,
            Keys = KeysOf(step),
        };
    }

    private static DeclaredKeys KeysOf(PlannedStep step) =>
        step switch
        {
            PlannedStep.OpenCallback open => new([], [open.RouteKey]),
            PlannedStep.AwaitCallback wait => new([], [wait.ResultKey]),
            PlannedStep.Resource { Kind: ResourceAction.Apply, Binding: { } applied } => OfResource(applied.StateKey),
            PlannedStep.Resource => OfResource(writes: null),
            PlannedStep.ReadBack read => OfResource(read.Binding.StateKey),
            PlannedStep.SetStatus => new([Subject], [Subject]),
            _ => step.Keys,
        };

    private static DeclaredKeys OfResource(string? writes) => new([Subject], writes is null ? [] : [writes]);

    private static NotFoundException NotFound(Guid workflowId) => new("workflow_not_found", $"Workflow id {workflowId} not found");
}
