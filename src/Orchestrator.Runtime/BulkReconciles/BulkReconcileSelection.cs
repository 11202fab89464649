using Orchestrator.Execution;

namespace Orchestrator.BulkReconciles;

/// <summary>Writes down which subscriptions a bulk reconcile is about, as they are when it begins, and in which order.</summary>
internal sealed class BulkReconcileSelection(BulkReconcileStore store, BulkReconcileOrder order) : ISystemStep
{
    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var asked = BulkReconcileWorkflow.Selection(execution.State);
        var selected = await store.SelectAsync(asked.Query, cancellationToken);
        return new(
            async (database, token) =>
            {
                await BulkReconcileStore.CreateAsync(database, execution.Lease.ProcessId, asked, selected, token);
                await order.WriteAsync(database, execution.Lease.ProcessId, token);
                return new StepOutcome.Success(execution.State);
            }
        );
    }
}
