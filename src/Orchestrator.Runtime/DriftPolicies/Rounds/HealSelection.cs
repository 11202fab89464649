using Orchestrator.BulkChecks;
using Orchestrator.BulkReconciles;
using Orchestrator.Execution;

namespace Orchestrator.DriftPolicies;

/// <summary>
/// Writes down which subscriptions a round is about: all of its product, because how many have drifted decides whether any is corrected.
/// While something of the product is still being checked, as by the round before where its system is slow, there are none.
/// </summary>
internal sealed class HealSelection(BulkReconcileStore reconciles, BulkCheckStore checks) : ISystemStep
{
    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        // Also what the user does not see who starts or retries the round: a part of a product says nothing about the whole.
        var asked = BulkCheckWorkflow.Asked(execution.State);
        var selected = await reconciles.SelectAsync(asked.Query, asked.Named, scope: null, cancellationToken);
        var state = execution.State;
        if (await checks.FindPendingCheckAsync(HealWorkflow.ProductOf(state), cancellationToken) is { } other)
        {
            selected = [];
            state = state.With(HealWorkflow.NotCorrected, $"Process {other} still checks subscriptions of the product.");
        }

        return new(
            async (database, token) =>
            {
                await BulkCheckStore.CreateAsync(database, execution.Lease.ProcessId, selected, token);
                return new StepOutcome.Success(state);
            }
        );
    }
}
