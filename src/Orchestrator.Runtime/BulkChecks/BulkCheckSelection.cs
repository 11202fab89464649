using Orchestrator.BulkReconciles;
using Orchestrator.Execution;
using Orchestrator.Operations.Authorization;

namespace Orchestrator.BulkChecks;

/// <summary>
/// Writes down which subscriptions a bulk check is about: those that a bulk reconcile of the same search by the same user would be.
/// </summary>
internal sealed class BulkCheckSelection(BulkReconcileStore reconciles, BulkCheckStore store, ReadAuthorization reads) : ISystemStep
{
    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var asked = BulkCheckWorkflow.Asked(execution.State);
        var scope = await reads.FindScopeAsync(execution.Lease.Caller, cancellationToken);
        var selected = await reconciles.SelectAsync(asked.Query, asked.Named, scope, cancellationToken);
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
