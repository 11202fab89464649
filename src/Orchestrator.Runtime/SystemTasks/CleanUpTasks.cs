using Microsoft.Extensions.Options;
using Orchestrator.Execution;
using Orchestrator.Options;
using Orchestrator.Storage.Audit;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Webhooks;

namespace Orchestrator.SystemTasks;

/// <summary>
/// Deletes tasks, and where the settings say so processes, that were completed long ago, with everything that was logged of them, entries
/// of the audit and of the history of drift that are too old, starts that are too old to be repeated, reconcile plans that have expired,
/// pauses that have ended, and deliveries to webhooks that were given up long ago.
/// </summary>
internal sealed class CleanUpTasks(
    TaskStore store,
    StartStore starts,
    ReconcilePlanStore plans,
    AuditReader audit,
    DriftStore drift,
    DriftPauseStore pauses,
    WebhookStore webhooks,
    IOptions<OrchestratorOptions> options
) : ISystemStep
{
    /// <summary>
    /// Before the step's own transaction: what is deleted stays deleted if the host dies, and the next one deletes the rest.
    /// </summary>
    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var deleted = await store.DeleteCompletedTasksAsync(options.Value.TaskRetention, cancellationToken);
        await starts.DeleteOldAsync(cancellationToken);
        await plans.DeleteExpiredAsync(cancellationToken);
        await audit.DeleteOldAsync(cancellationToken);
        await drift.DeleteOldAsync(cancellationToken);
        await pauses.DeleteEndedAsync(cancellationToken);
        await webhooks.DeleteOldAsync(cancellationToken);
        var processes =
            options.Value.ProcessRetention == TimeSpan.Zero
                ? 0
                : await store.DeleteCompletedProcessesAsync(options.Value.ProcessRetention, cancellationToken);
        return StepWork.Of(new StepOutcome.Success(execution.State.With("deleted_tasks", deleted).With("deleted_processes", processes)));
    }
}
