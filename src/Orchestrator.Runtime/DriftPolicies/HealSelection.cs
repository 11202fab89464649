using Orchestrator.BulkChecks;
using Orchestrator.BulkReconciles;
using Orchestrator.Execution;
using Orchestrator.Operations.Authorization;

namespace Orchestrator.DriftPolicies;

/// <summary>
/// Writes down which subscriptions a round is about: all of its product, because how many have drifted decides whether any is corrected.
/// While something of the product is still being checked, as by the round before where its system is slow, there are none.
/// </summary>
internal sealed class HealSelection(BulkReconcileStore reconciles, BulkCheckStore checks, ReadAuthorization reads) : ISystemStep
{
    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var scope = await reads.FindScopeAsync(execution.Lease.Caller, cancellationToken);
        var selected = await reconciles.SelectAsync(BulkCheckWorkflow.Asked(execution.State).Query, scope, cancellationToken);
        if ((await checks.ReadPendingAsync(cancellationToken)).Intersect(selected).Any())
        {
            selected = [];
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
