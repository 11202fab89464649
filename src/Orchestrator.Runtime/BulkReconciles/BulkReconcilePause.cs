namespace Orchestrator.BulkReconciles;

/// <summary>The reason why a bulk reconcile is paused.</summary>
/// <param name="Brake">The brake that paused it: <c>canary</c> or <c>stop_after</c>; null if a person paused it.</param>
/// <param name="Reason">The reason; null if the person specified none.</param>
/// <param name="By">The person who paused it; null for a brake.</param>
/// <param name="At">The time since which it is paused.</param>
public sealed record BulkReconcilePause(string? Brake, string? Reason, string? By, DateTimeOffset? At);
