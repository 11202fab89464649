using Orchestrator.BulkReconciles;
using Orchestrator.Execution;

namespace Orchestrator.BulkChecks;

/// <summary>Writes down which subscriptions a bulk check is about: those that a bulk reconcile of the same search would be.</summary>
internal sealed class BulkCheckSelection(BulkReconcileStore reconciles, BulkCheckStore store) : ISystemStep
{
    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var asked = BulkCheckWorkflow.Asked(execution.State);
        var selected = await reconciles.SelectAsync(asked.Query, cancellationToken);
        if (asked.IsRegular)
        {
            selected = [.. selected.Except(await store.ReadPendingAsync(cancellationToken))];
        }

        return new(
            async (database, token) =>
            {
                await BulkCheckStore.CreateAsync(database, execution.Lease.ProcessId, selected, token);
                return new StepOutcome.Success(execution.State);
            }
        );
    }
}
