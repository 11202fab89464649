using Orchestrator.Catalog;
using Orchestrator.Engine.Plans;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Engine;

/// <summary>Asks whether somebody may do something to a stored process, under the policy that counts where it stands.</summary>
internal sealed class ProcessAuthorization(Authorization authorization, WorkflowCatalog catalog, WorkflowPlanner planner)
{
    /// <summary>Whether it is allowed.</summary>
    internal ValueTask<bool> AllowsAsync(StoredProcess process, WorkflowAction action, Requester user, CancellationToken cancellationToken) =>
        authorization.AllowsAsync(Describe(process, action, user), cancellationToken);

    /// <exception cref="ForbiddenException">It is not allowed.</exception>
    internal ValueTask DemandAsync(StoredProcess process, WorkflowAction action, Requester user, CancellationToken cancellationToken) =>
        authorization.DemandAsync(Describe(process, action, user), cancellationToken);

    /// <summary>The step is the one at which the process stands, and none when its workflow is gone or does not fit any longer; then the policy is the workflow's, or none.</summary>
    private WorkflowAuthorization Describe(StoredProcess process, WorkflowAction action, Requester user)
    {
        var (step, policy) = Find(process, action);
        return new(action, process.WorkflowName, process.Target, step, user.SignedInAs, policy) { ProcessId = process.ProcessId };
    }

    private (string? Step, string? Policy) Find(StoredProcess process, WorkflowAction action)
    {
        if (catalog.FindWorkflow(process.WorkflowName) is not { } workflow)
        {
            return (process.Trail.WaitingKey, null);
        }

        try
        {
            var plan = planner.GetPlan(workflow);
            var position = plan.FindPosition(process.ProcessId, process.Trail);
            return position < plan.Steps.Length
                ? (plan.Steps[position].Key, plan.FindPolicy(action, position))
                : (null, plan.FindPolicy(action, plan.Steps.Length - 1));
        }
        catch (OrchestratorException)
        {
            return (process.Trail.WaitingKey, workflow.RetryPolicy ?? workflow.Policy);
        }
    }
}
