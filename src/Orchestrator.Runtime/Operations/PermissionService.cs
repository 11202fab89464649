using Orchestrator.Catalog;
using Orchestrator.Execution.Planning;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Operations;

/// <inheritdoc cref="IPermissions"/>
internal sealed class PermissionService(
    AuthorizationService authorization,
    ProcessAuthorization processAuthorization,
    ReadAuthorization reads,
    ProcessReader processes,
    WorkflowCatalog catalog,
    WorkflowPlanner planner
) : IPermissions
{
    public ValueTask<bool> AllowsAsync(
        WorkflowAction action,
        Caller user,
        Guid? subscriptionId = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        return authorization.AllowsAsync(user.AsksTo(action) with { SubscriptionId = subscriptionId }, cancellationToken);
    }

    public async ValueTask<bool> AllowsStartAsync(string workflowName, Caller user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        return catalog.FindWorkflow(workflowName) is { } workflow
            && await authorization.AllowsAsync(user.AsksToStart(workflow), cancellationToken);
    }

    public async ValueTask<IReadOnlySet<WorkflowAction>> FindProcessActionsAsync(
        Guid processId,
        Caller user,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        var allowed = new HashSet<WorkflowAction>();
        if (
            !await reads.SeesProcessAsync(processId, user, cancellationToken)
            || await processes.FindAsync(processId, cancellationToken) is not { } stored
        )
        {
            return allowed;
        }

        foreach (var action in ProcessMoves.Find(stored, FindStep(stored)))
        {
            if (await processAuthorization.AllowsAsync(stored.Standing, action, user, cancellationToken))
            {
                allowed.Add(action);
            }
        }

        return allowed;
    }

    /// <summary>The step at which a process stands; null when its workflow is gone or does not fit any longer.</summary>
    private PlannedStep? FindStep(StoredProcess stored)
    {
        if (catalog.FindWorkflow(stored.WorkflowName) is not { } workflow || planner.TryGetPlan(workflow, stored.State) is not { } plan)
        {
            return null;
        }

        try
        {
            var position = plan.FindPosition(stored.ProcessId, stored.History);
            return position < plan.Steps.Length ? plan.Steps[position] : null;
        }
        catch (ConflictException)
        {
            return null;
        }
    }
}
