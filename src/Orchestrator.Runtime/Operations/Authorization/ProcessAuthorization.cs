using Orchestrator.Catalog;
using Orchestrator.Execution.Planning;
using Orchestrator.Processes;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Operations.Authorization;

/// <summary>
/// Asks whether a user may do something to a stored process, under the policy that counts where it stands, before anything is told about
/// the process.
/// </summary>
internal sealed class ProcessAuthorization(
    AuthorizationService authorization,
    WorkflowCatalog catalog,
    WorkflowPlanner planner,
    ProcessReader queries,
    ReadAuthorization reads
)
{
    /// <summary>Whether a change that is made if it is allowed may be made.</summary>
    internal ValueTask<bool> DecideAsync(
        ProcessStanding process,
        WorkflowAction action,
        Caller user,
        CancellationToken cancellationToken
    ) => authorization.DecideAsync(Describe(process, action, user), cancellationToken);

    /// <summary>Whether a user may do something to a process that is only shown.</summary>
    internal ValueTask<bool> AllowsAsync(
        ProcessStanding process,
        WorkflowAction action,
        Caller user,
        CancellationToken cancellationToken
    ) => authorization.AllowsAsync(Describe(process, action, user), cancellationToken);

    /// <summary>Reads a process for a user who wants to do something to it.</summary>
    /// <exception cref="ForbiddenException">It is not allowed, whether there is such a process or not.</exception>
    /// <exception cref="NotFoundException">The process does not exist.</exception>
    internal Task<StoredProcess> GetAsync(Guid processId, WorkflowAction action, Caller user, CancellationToken cancellationToken) =>
        GetAsync(processId, _ => action, user, cancellationToken);

    /// <summary>Reads a process for a user who wants to do to it what depends on its status.</summary>
    /// <exception cref="ForbiddenException">It is not allowed, whether there is such a process or not.</exception>
    /// <exception cref="NotFoundException">The process does not exist.</exception>
    internal async Task<StoredProcess> GetAsync(
        Guid processId,
        Func<ProcessStatus?, WorkflowAction> action,
        Caller user,
        CancellationToken cancellationToken
    )
    {
        var stored = await reads.SeesProcessAsync(processId, user, cancellationToken)
            ? await queries.FindAsync(processId, cancellationToken)
            : null;
        var request = stored is null
            ? user.AsksTo(action(null)) with
            {
                ProcessId = processId,
            }
            : Describe(stored.Standing, action(stored.Status), user);
        await authorization.DemandAsync(request, cancellationToken);
        return stored ?? throw ProcessErrors.NotFound(processId);
    }

    /// <summary>The step is the one at which the process stands, and none when its workflow is gone or does not fit any longer.</summary>
    private WorkflowAuthorization Describe(ProcessStanding process, WorkflowAction action, Caller user)
    {
        var (step, policy) = Find(process, action);
        return user.AsksTo(action, process.WorkflowName, process.Target, step, policy) with { ProcessId = process.ProcessId };
    }

    /// <summary>
    /// What was under a policy stays under one: without its code a process is under the one that was stored when it was started, and where
    /// it stands at no step of its plan, under that of its last step.
    /// </summary>
    private (string? Step, string? Policy) Find(ProcessStanding process, WorkflowAction action)
    {
        if (catalog.FindWorkflow(process.WorkflowName) is not { } workflow)
        {
            return (process.History.WaitingKey, process.Policy);
        }

        if (planner.TryGetPlan(workflow, process.State) is not { Steps: [_, ..] } plan)
        {
            return (process.History.WaitingKey, workflow.PolicyOf(action) ?? process.Policy);
        }

        try
        {
            var position = plan.FindPosition(process.ProcessId, process.History);
            return position < plan.Steps.Length
                ? (plan.Steps[position].Key, plan.FindPolicy(action, position))
                : (null, plan.FindLastPolicy(action));
        }
        catch (ConflictException)
        {
            return (process.History.WaitingKey, plan.FindLastPolicy(action));
        }
    }
}
