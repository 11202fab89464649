namespace Orchestrator.Background;

/// <summary>
/// Makes of any time one that a timer takes: none is negative, and none is longer than <see cref="MaxDuration"/>. Timers cut off what is
/// less than a millisecond, so a part of one counts as a whole: no wait ends too early. Every wait of a host goes through
/// here; what is due later than a timer reaches is a moment in the database, at which the periodic services look.
/// </summary>
internal static class Timers
{
    /// <summary>The longest that a timer takes: 49 days.</summary>
    internal static readonly TimeSpan MaxDuration = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>Makes a time one that a timer takes.</summary>
    internal static TimeSpan Of(TimeSpan time) =>
        time <= TimeSpan.Zero ? TimeSpan.Zero
        : time >= MaxDuration ? MaxDuration
        : TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds));
}
