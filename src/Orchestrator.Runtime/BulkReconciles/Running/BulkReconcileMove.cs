using System.Globalization;

namespace Orchestrator.BulkReconciles;

/// <summary>
/// What a bulk reconcile does next. It follows from what is stored alone, so every host and every transaction comes to the same. The
/// hierarchy is closed.
/// </summary>
internal abstract record BulkReconcileMove
{
    internal const string Canary = "canary";
    internal const string StopAfter = "stop_after";

    private BulkReconcileMove() { }

    /// <summary>Starts so many more.</summary>
    internal sealed record Start(int Room) : BulkReconcileMove;

    /// <summary>Starts nothing before something has ended, or a person has acted.</summary>
    internal sealed record Hold : BulkReconcileMove;

    /// <summary>The wave has ended: the next one begins at a time.</summary>
    internal sealed record WaitForWave(DateTimeOffset Until) : BulkReconcileMove;

    /// <summary>The wave has ended: the next one may start until so many were started in all.</summary>
    internal sealed record BeginWave(int StageEnd) : BulkReconcileMove;

    /// <summary>Pauses with a reason.</summary>
    internal sealed record Pull(string Brake, string Reason) : BulkReconcileMove;

    internal static BulkReconcileMove Decide(StoredBulkReconcile bulk, DateTimeOffset now)
    {
        var counts = bulk.Counts;
        if (bulk.Pause is not null || bulk.IsAborted || counts.ToStart == 0)
        {
            return new Hold();
        }

        if (FindExcess(bulk) is { } excess)
        {
            return new Pull(StopAfter, excess);
        }

        if (counts.Started < bulk.StageEnd)
        {
            var room = Math.Min(Math.Min(bulk.Concurrency - counts.Running, bulk.StageEnd - counts.Started), counts.ToStart);
            return room > 0 ? new Start(room) : new Hold();
        }

        return counts.Running > 0 ? new Hold()
            : !bulk.CanaryPassed && counts.Done < counts.Started
                ? new Pull(
                    Canary,
                    $"Of the {Count(counts.Started, "reconcile")} that went first, {counts.Done} completed, {counts.Failed} failed "
                        + $"and {counts.Waiting} wait for a person."
                )
            : bulk.Brakes.WaitSeconds > 0 && bulk.NextWaveAt is null ? new WaitForWave(now + TimeSpan.FromSeconds(bulk.Brakes.WaitSeconds))
            : bulk.NextWaveAt > now ? new Hold()
            : new BeginWave(bulk.Brakes.WaveSize is { } size ? counts.Started + size : int.MaxValue);
    }

    /// <summary>Says how many have failed since the last time that this was too many; null while they are not.</summary>
    private static string? FindExcess(StoredBulkReconcile bulk)
    {
        var failed = bulk.Counts.Failed - bulk.FailedBefore;
        var ended = bulk.Counts.Done + bulk.Counts.Failed - bulk.EndedBefore;
        var limit =
            failed >= bulk.Brakes.StopAfterFailed ? Count(bulk.Brakes.StopAfterFailed.Value, "failure")
            : ended >= bulk.Brakes.MinEnded && failed * 100L >= ended * (long?)bulk.Brakes.StopAfterPercent
                ? $"{bulk.Brakes.StopAfterPercent} percent"
            : null;
        return limit is null ? null : $"{failed} of {Count(ended, "ended reconcile")} failed; it stops after {limit}.";
    }

    private static string Count(int number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");
}
