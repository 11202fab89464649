namespace Orchestrator.BulkReconciles;

/// <summary>A bulk reconcile as it is stored.</summary>
/// <param name="Selection">What it was asked to do.</param>
/// <param name="Pause">Why it starts nothing more for now; null when it is not paused.</param>
/// <param name="Counts">The number of subscriptions in each state.</param>
internal sealed record StoredBulkReconcile(BulkReconcileAsked Selection, BulkReconcilePause? Pause, BulkReconcileCounts Counts)
{
    /// <summary>The maximum number of concurrent reconciles.</summary>
    internal int Concurrency => Selection.Concurrency;

    internal BulkReconcileBrakes Brakes => Selection.Brakes;

    /// <summary>Whether some of them have ended and are not in its own counts yet.</summary>
    internal bool HasEnded { get; init; }

    /// <summary>Whether its own process was aborted.</summary>
    internal bool IsAborted { get; init; }

    /// <summary>How many may be started in all before the canary or the wave has ended.</summary>
    internal int StageEnd { get; init; }

    internal bool CanaryPassed { get; init; }

    /// <summary>When the next wave begins; null while that is not known.</summary>
    internal DateTimeOffset? NextWaveAt { get; init; }

    /// <summary>How many had failed, and ended, when it was resumed after too many had failed.</summary>
    internal int FailedBefore { get; init; }

    internal int EndedBefore { get; init; }
}
