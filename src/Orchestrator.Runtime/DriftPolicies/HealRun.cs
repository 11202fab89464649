using Orchestrator.BulkReconciles;
using Orchestrator.Execution;

namespace Orchestrator.DriftPolicies;

/// <summary>Corrects what a round has decided to correct: a bulk reconcile under the rules of healing.</summary>
internal sealed class HealRun(BulkReconcileRun reconciles, HealRules rules) : ISystemStep
{
    public Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken) =>
        reconciles.ExecuteAsync(execution, rules, cancellationToken);
}
