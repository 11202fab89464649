namespace Orchestrator.BulkReconciles;

/// <summary>The reason why a bulk reconcile is paused.</summary>
/// <param name="Brake">The brake that paused it: <c>canary</c> or <c>stop_after</c>; null if a person paused it.</param>
/// <param name="Reason">The reason; null if the person specified none.</param>
/// <param name="By">The person who paused it; null for a brake.</param>
/// <param name="At">The time since which it is paused.</param>
public sealed record BulkReconcilePause(string? Brake, string? Reason, string? By, DateTimeOffset? At);

/// <summary>A bulk reconcile that is paused.</summary>
/// <param name="ProcessId">The task's process.</param>
/// <param name="Query">Which subscriptions.</param>
/// <param name="Pause">Why, by whom and since when.</param>
public sealed record PausedBulkReconcile(Guid ProcessId, string Query, BulkReconcilePause Pause);
