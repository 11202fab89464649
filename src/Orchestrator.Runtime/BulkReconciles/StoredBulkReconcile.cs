namespace Orchestrator.BulkReconciles;

/// <summary>A bulk reconcile as it is stored.</summary>
/// <param name="Query">Which subscriptions, as a search says it.</param>
/// <param name="Concurrency">How many run at once, at most.</param>
/// <param name="Paused">True while it starts nothing more.</param>
/// <param name="Counts">How many subscriptions are where.</param>
/// <param name="HasEnded">Whether some of them have ended and are not in its own counts yet.</param>
internal sealed record StoredBulkReconcile(string Query, int Concurrency, bool Paused, BulkReconcileCounts Counts, bool HasEnded);
