using Orchestrator.BulkReconciles;
using Orchestrator.Execution;

namespace Orchestrator.DriftPolicies;

/// <summary>Corrects what a round has decided to correct: a bulk reconcile under the rules of healing.</summary>
internal sealed class HealRun(BulkReconcileRun reconciles, HealRules rules, TimeProvider time) : ISystemStep
{
    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        using var look = new HealLook(rules, execution, time);
        return await reconciles.ExecuteAsync(execution, look, cancellationToken);
    }
}
