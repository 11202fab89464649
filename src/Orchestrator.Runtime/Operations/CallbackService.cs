using System.Text.Json;
using Orchestrator.Catalog;
using Orchestrator.Dispatch;
using Orchestrator.Execution.Planning;
using Orchestrator.Notifications;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Operations;

/// <summary>Takes the calls of external systems.</summary>
internal sealed class CallbackService(
    WorkflowCatalog catalog,
    WorkflowPlanner planner,
    ProcessReader queries,
    CallbackStore store,
    ProcessAuthorization authorization,
    StateBounds bounds,
    ChangePublisher changes,
    IProcessDispatcher dispatcher
) : ICallbacks
{
    public async Task AcceptAsync(
        Guid processId,
        string token,
        JsonElement result,
        Caller user,
        CancellationToken cancellationToken = default
    )
    {
        var stored = await FindWaitingAsync(processId, user, cancellationToken);
        var step = FindStep(stored);
        if (step.FindProblem(result) is { } problem)
        {
            // Who does not have the token is not told what is expected. With it, the same address can be called again.
            await store.DemandTokenAsync(stored.ProcessId, new(token), cancellationToken);
            throw CallbackResultFault.Refuse(problem);
        }

        var state = step.StateAfter(stored.State, result);
        bounds.CheckInput("this result", state);
        await store.AcceptAsync(stored, step.LoggedName, new(token), state, user, cancellationToken);
        changes.PublishProcess(processId);
        dispatcher.Dispatch(new(processId, stored.Lane));
    }

    public async Task ReportProgressAsync(
        Guid processId,
        string token,
        JsonElement progress,
        Caller user,
        CancellationToken cancellationToken = default
    )
    {
        var stored = await FindWaitingAsync(processId, user, cancellationToken);
        FindStep(stored);
        bounds.CheckInput("this progress", stored.State.With(ReservedKeys.CallbackProgress, progress));
        await store.ShowProgressAsync(stored, new(token), progress, cancellationToken);
        changes.PublishProcess(processId);
    }

    private async Task<StoredProcess> FindWaitingAsync(Guid processId, Caller user, CancellationToken cancellationToken)
    {
        await queries.ThrowIfPausedAsync(cancellationToken);
        var stored = await authorization.GetAsync(processId, WorkflowAction.CallBack, user, cancellationToken);
        return stored.Status == ProcessStatus.AwaitingCallback ? stored : throw ProcessErrors.NotAwaiting();
    }

    private PlannedStep.AwaitCallback FindStep(StoredProcess stored)
    {
        var plan = planner.GetPlan(catalog.FindWorkflow(stored.WorkflowName) ?? throw ProcessErrors.WorkflowRemoved(stored), stored.State);
        return plan.Steps[plan.FindPosition(stored.ProcessId, stored.History)] as PlannedStep.AwaitCallback
            ?? throw ProcessErrors.NotAwaiting();
    }
}
