namespace Orchestrator.BulkReconciles;

/// <summary>Why a bulk reconcile starts nothing more for now.</summary>
/// <param name="Brake">The brake that was pulled: <c>canary</c> or <c>stop_after</c>; null when a person has paused it.</param>
/// <param name="Reason">The reason in words; null when the person gave none.</param>
/// <param name="By">Who has paused it; null for a brake.</param>
/// <param name="At">Since when.</param>
public sealed record BulkReconcilePause(string? Brake, string? Reason, string? By, DateTimeOffset? At);
