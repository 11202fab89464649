using Orchestrator.Execution;

namespace Orchestrator.SystemTasks;

/// <summary>
/// Retries what waits for someone to retry it. What waits until a time, or for a worker, is found by recovery anyway.
/// </summary>
internal sealed class ResumeWaitingProcesses(TaskStore store) : ISystemStep
{
    /// <summary>
    /// Before the step's own transaction: what is queued stays queued if the host dies, and the next one queues the rest.
    /// </summary>
    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken) =>
        StepWork.Of(new StepOutcome.Success(execution.State.With("resumed_processes", await store.ResumeWaitingAsync(cancellationToken))));
}
