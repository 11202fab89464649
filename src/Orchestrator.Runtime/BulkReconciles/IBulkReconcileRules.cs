using Orchestrator.Execution;
using Orchestrator.Operations;
using Orchestrator.Storage.Processes;

namespace Orchestrator.BulkReconciles;

/// <summary>What has to hold, besides the brakes, before a bulk reconcile starts a reconcile.</summary>
internal interface IBulkReconcileRules
{
    /// <summary>Whether anything may be started now; otherwise it is asked again at the next look.</summary>
    Task<bool> IsOpenAsync(StepExecution execution, CancellationToken cancellationToken);

    /// <summary>Says how the reconcile of a subscription is started.</summary>
    /// <exception cref="ConflictException">It is not started, for the reason that the exception says.</exception>
    Task<RuledReconcile> PrepareAsync(StepExecution execution, Guid subscriptionId, CancellationToken cancellationToken);
}

/// <summary>How a reconcile is started under rules.</summary>
/// <param name="Start">What it is bound to.</param>
/// <param name="AlsoWrite">What the transaction that starts it writes as well.</param>
internal sealed record RuledReconcile(ReconcileStart Start, AlsoWrite AlsoWrite);
