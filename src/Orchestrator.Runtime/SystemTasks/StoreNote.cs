using Orchestrator.Binding;
using Orchestrator.Execution;
using Orchestrator.Processes;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.SystemTasks;

/// <summary>
/// Writes the note of a subscription, and nothing else of it: one whose stored values do not fit its class can have a note as well.
/// </summary>
internal sealed class StoreNote : ISystemStep
{
    public Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var subscriptionId =
            SubscriptionReference.FindOwn(execution.State)
            ?? throw StateException.Missing(ReservedKeys.SubscriptionId, execution.State.Keys);
        var note = execution.State.Get<string?>(NoteWorkflow.NoteKey);
        return Task.FromResult(
            new StepWork(
                async (database, token) =>
                {
                    await SubscriptionWriter.WriteNoteAsync(database, subscriptionId, note, token);
                    return new StepOutcome.Success(execution.State);
                }
            )
        );
    }
}
