namespace Orchestrator.BulkReconciles;

/// <summary>A bulk reconcile that is paused.</summary>
/// <param name="ProcessId">The task's process.</param>
/// <param name="Query">Which subscriptions.</param>
/// <param name="Pause">Why, by whom and since when.</param>
public sealed record PausedBulkReconcile(Guid ProcessId, string Query, BulkReconcilePause Pause);
