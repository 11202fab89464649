namespace Orchestrator.Storage.Drift;

/// <summary>
/// How often rounds have corrected a subscription since its drift was last gone, for the same desired states. After each attempt the next
/// one waits twice as long as after the one before, up to a day.
/// </summary>
/// <param name="Count">How often.</param>
/// <param name="NextAt">Before this time it is not corrected again; null when it never was.</param>
/// <param name="States">The keyed hash of the desired states; null when it never was.</param>
internal sealed record HealAttempts(int Count, DateTimeOffset? NextAt, string? States)
{
    internal static readonly HealAttempts None = new(0, NextAt: null, States: null);

    private static readonly TimeSpan FirstWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(1);

    /// <summary>Whether it still waits, unless something else is desired now.</summary>
    internal bool Waits(string states, DateTimeOffset now) => States == states && NextAt > now;

    /// <summary>What they are once it is corrected again.</summary>
    internal HealAttempts Next(string states, DateTimeOffset now)
    {
        var count = States == states ? Count + 1 : 1;
        return new(count, now + WaitAfter(count), states);
    }

    /// <summary>How long there is none after so many.</summary>
    internal static TimeSpan WaitAfter(int count) =>
        TimeSpan.FromTicks(Math.Min(FirstWait.Ticks << Math.Clamp(count - 1, 0, 10), MaxWait.Ticks));
}
