namespace Orchestrator.Background;

/// <summary>
/// Makes of any time one that a timer takes: none is negative, and none is longer than <see cref="MaxDuration"/>. Timers cut off what is
/// less than a millisecond, so a part of one counts as a whole. A timer may still fire some milliseconds early: it counts the ticks of
/// the operating system, and the clock is finer. Who acts on a moment waits with <see cref="WaitUntilAsync"/>. Every wait of a host goes
/// through here; what is due later than a timer reaches is a moment in the database, at which the periodic services look.
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

    /// <summary>
    /// Waits until a clock says that a moment has come, however early its timers fire. One that was set back meanwhile is waited for only
    /// while the moment is near.
    /// </summary>
    /// <param name="due">The moment; one that has passed is not waited for.</param>
    /// <param name="limit">What is this long away, or longer, is not waited for.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>True when the moment has come; false when it is too far away.</returns>
    internal static async Task<bool> WaitUntilAsync(
        DateTimeOffset due,
        TimeSpan limit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        while (due - time.GetUtcNow() is var rest && rest > TimeSpan.Zero)
        {
            if (rest >= limit)
            {
                return false;
            }

            await Task.Delay(Timers.Of(rest), time, cancellationToken);
        }

        return true;
    }
}
