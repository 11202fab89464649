namespace Orchestrator.BulkReconciles;

/// <summary>
/// How long after one look at a bulk reconcile the next one is. A look costs a few commits, however many it starts: looks that are too
/// frequent cost more than what they start, and late ones leave workers without work.
/// </summary>
internal static class BulkReconcilePace
{
    /// <summary>The least; also after a look that nothing can be told from.</summary>
    internal static readonly TimeSpan Least = TimeSpan.FromMilliseconds(20);

    /// <summary>The longest while reconciles end: so long a place stays empty at most.</summary>
    internal static readonly TimeSpan MaxWhileMoving = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest while something is executed, and while all wait for persons.</summary>
    internal static readonly TimeSpan MaxWhileRunning = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan MaxWhileWaiting = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Says when about half of what runs will have ended. Where nothing has moved, it is twice as long as the time before: what waits for a
    /// person for hours is not counted fifty times a second.
    /// </summary>
    /// <param name="counts">What this look has found.</param>
    /// <param name="before">What the one before has found; null for none.</param>
    /// <param name="since">The time between the two.</param>
    internal static TimeSpan PauseAfter(BulkReconcileCounts counts, BulkReconcileCounts? before, TimeSpan since)
    {
        if (before is null)
        {
            return Least;
        }

        if (counts == before)
        {
            return Clamp(since * 2, counts.Running > 0 ? MaxWhileRunning : MaxWhileWaiting);
        }

        var ended = counts.Done + counts.Failed - before.Done - before.Failed;
        return ended > 0 ? Clamp(since * (counts.Running / 2.0 / ended), MaxWhileMoving) : Least;
    }

    private static TimeSpan Clamp(TimeSpan pause, TimeSpan most) => TimeSpan.FromTicks(Math.Clamp(pause.Ticks, Least.Ticks, most.Ticks));
}
