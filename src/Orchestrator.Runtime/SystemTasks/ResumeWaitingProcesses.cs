using Orchestrator.Execution;

namespace Orchestrator.SystemTasks;

/// <summary>
/// Retries what waits for someone to retry it. What waits until a time, or for a worker, is found by recovery anyway.
/// </summary>
internal sealed class ResumeWaitingProcesses(TaskStore store) : ISystemStep
{
    public Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken) =>
        Task.FromResult(
            new StepWork(
                async (database, token) =>
                    new StepOutcome.Success(execution.State.With("resumed_processes", await store.ResumeWaitingAsync(database, token)))
            )
        );
}
