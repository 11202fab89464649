using Orchestrator.Execution;
using Orchestrator.Operations.Authorization;

namespace Orchestrator.BulkReconciles;

/// <summary>
/// Writes down which subscriptions a bulk reconcile is about, of those that its user sees, as they are when it begins, and in which order.
/// </summary>
internal sealed class BulkReconcileSelection(BulkReconcileStore store, BulkReconcileOrder order, ReadAuthorization reads) : ISystemStep
{
    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var asked = BulkReconcileWorkflow.Selection(execution.State);
        var scope = await reads.FindScopeAsync(execution.Lease.Caller, cancellationToken);
        var selected = await store.SelectAsync(asked.Query, asked.Named, scope, cancellationToken);
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
