using Orchestrator.Background;

namespace Orchestrator.Execution;

/// <summary>
/// Lets the steps of bulk work and tasks wait for a moment while the host executes a process that a person has started. Both need the same
/// processors and the same database: without it, each commit of the person's process waits for one of every background worker.
/// </summary>
/// <param name="clock">The machine's clock.</param>
internal sealed class BackgroundThrottle(TimeProvider clock)
{
    /// <summary>
    /// For so long after it began a step, a person's process is expected to need the host: longer than a commit takes, and shorter than
    /// most calls of an external system, during which background work continues.
    /// </summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>So long a step waits at most: background work becomes slower beside people's work, and never stops.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(20);

    private readonly long _origin = clock.GetTimestamp();
    private long _busyUntil;

    private TimeSpan Now => clock.GetElapsedTime(_origin);

    /// <summary>Reports that a person's process begins something in this host.</summary>
    internal void ReportIndividualWork() => Volatile.Write(ref _busyUntil, (Now + Pause).Ticks);

    /// <summary>Waits until no person's process is at work in this host, or for the longest time that a step waits.</summary>
    internal async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        var end = Now + MaxWait;
        while (Now is var now && now < end && TimeSpan.FromTicks(Volatile.Read(ref _busyUntil)) is var busyUntil && busyUntil > now)
        {
            await Task.Delay(Timers.Of((busyUntil < end ? busyUntil : end) - now), clock, cancellationToken);
        }
    }
}
