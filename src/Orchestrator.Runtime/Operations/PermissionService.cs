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

        foreach (var action in PossibleFor(stored))
        {
            if (await processAuthorization.AllowsAsync(stored.Standing, action, user, cancellationToken))
            {
                allowed.Add(action);
            }
        }

        return allowed;
    }

    private IEnumerable<WorkflowAction> PossibleFor(StoredProcess stored) =>
        stored.Status switch
        {
            ProcessStatus.Completed or ProcessStatus.Aborted => [],
            ProcessStatus.Suspended or ProcessStatus.AwaitingCallback =>
            [
                ProcessOperator.ResumeActionOf(stored.Status),
                WorkflowAction.Abort,
            ],
            ProcessStatus.Failed or ProcessStatus.Waiting or ProcessStatus.ApiUnavailable or ProcessStatus.InconsistentData => PossibleAt(
                stored,
                FindStep(stored)
            ),
            _ => [WorkflowAction.Abort],
        };

    /// <summary>A process that could not follow its plan is not retried, and the engine's own steps are not left out.</summary>
    private static IEnumerable<WorkflowAction> PossibleAt(StoredProcess stored, PlannedStep? step) =>
        step switch
        {
            null => [WorkflowAction.Abort],
            PlannedStep.CheckPlan when stored.Status == ProcessStatus.Failed => [WorkflowAction.Abort],
            PlannedStep.Action => [WorkflowAction.Retry, WorkflowAction.Skip, WorkflowAction.Abort],
            { Group: not null } => [WorkflowAction.Retry, WorkflowAction.Skip, WorkflowAction.Abort],
            _ => [WorkflowAction.Retry, WorkflowAction.Abort],
        };

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
