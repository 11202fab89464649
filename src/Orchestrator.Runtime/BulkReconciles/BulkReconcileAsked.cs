namespace Orchestrator.BulkReconciles;

/// <summary>What a bulk reconcile was asked to do.</summary>
/// <param name="Query">Which subscriptions, as a search says it.</param>
/// <param name="Concurrency">The maximum number of concurrent reconciles.</param>
/// <param name="Brakes">What stops it.</param>
internal sealed record BulkReconcileAsked(string Query, int Concurrency, BulkReconcileBrakes Brakes)
{
    /// <summary>Which of those that the search finds. The state of the process has it; a stored bulk reconcile has its items.</summary>
    internal NamedSubscriptions Named { get; init; } = NamedSubscriptions.None;
}
