using Orchestrator.Storage.Processes;

namespace Orchestrator.BulkReconciles;

/// <summary>A bulk reconcile as it is shown.</summary>
/// <param name="Process">Its process.</param>
/// <param name="Bulk">What it is about and how far it is; null while its first step has not written that.</param>
/// <param name="Refusals">The subscriptions for which nothing could be started.</param>
/// <param name="Failures">Those whose reconcile has failed.</param>
internal sealed record ShownBulkReconcile(
    StoredProcess Process,
    StoredBulkReconcile? Bulk,
    IReadOnlyList<BulkReconcileRefusal> Refusals,
    IReadOnlyList<BulkReconcileFailure> Failures
);
