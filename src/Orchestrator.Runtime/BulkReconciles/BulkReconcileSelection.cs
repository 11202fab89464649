using Orchestrator.Execution;

namespace Orchestrator.BulkReconciles;

/// <summary>Writes down which subscriptions a bulk reconcile is about, as they are when it begins.</summary>
internal sealed class BulkReconcileSelection(BulkReconcileStore store) : ISystemStep
{
    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var (query, concurrency) = BulkReconcileWorkflow.Selection(execution.State);
        var selected = await store.SelectAsync(query, cancellationToken);
        return new(
            async (database, token) =>
            {
                await BulkReconcileStore.CreateAsync(database, execution.Lease.ProcessId, query, concurrency, selected, token);
                return new StepOutcome.Success(execution.State);
            }
        );
    }
}
