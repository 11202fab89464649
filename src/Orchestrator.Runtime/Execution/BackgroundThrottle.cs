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
    /// For so long after it began a step, or committed, a person's process is expected to need the host: shorter than most calls of an
    /// external system, during which background work continues.
    /// </summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// So long one transaction of a person's process holds background work up: on a busy database longer than <see cref="Pause"/>. One
    /// that takes longer waits for a lock, and not for background work.
    /// </summary>
    private static readonly TimeSpan MaxTransaction = TimeSpan.FromMilliseconds(100);

    /// <summary>So long a step waits at most: background work becomes slower beside people's work, and never stops.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(50);

    /// <summary>A waiting step looks this often whether a transaction has ended.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private readonly Lock _lock = new();
    private readonly long _origin = clock.GetTimestamp();
    private int _transactions;
    private TimeSpan _busyUntil;

    private TimeSpan Now => clock.GetElapsedTime(_origin);

    /// <summary>Reports that a person's process begins something in this host.</summary>
    internal void ReportIndividualWork() => ExtendBusy(Pause);

    /// <summary>Reports that a person's process begins a transaction, which ends when the result is disposed.</summary>
    internal Transaction BeginIndividualTransaction()
    {
        lock (_lock)
        {
            _transactions++;
        }

        ExtendBusy(MaxTransaction);
        return new(this);
    }

    /// <summary>Waits until no person's process is at work in this host, or for the longest time that a step waits.</summary>
    internal async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        var end = Now + MaxWait;
        while (Now is var now && now < end && BusyUntil() is var busyUntil && busyUntil > now)
        {
            await Task.Delay(Timers.Of(Shortest(busyUntil - now, end - now, Look)), clock, cancellationToken);
        }
    }

    private static TimeSpan Shortest(params ReadOnlySpan<TimeSpan> times)
    {
        var shortest = times[0];
        foreach (var time in times)
        {
            shortest = time < shortest ? time : shortest;
        }

        return shortest;
    }

    private TimeSpan BusyUntil()
    {
        lock (_lock)
        {
            return _busyUntil;
        }
    }

    private void ExtendBusy(TimeSpan time)
    {
        var end = Now + time;
        lock (_lock)
        {
            _busyUntil = end > _busyUntil ? end : _busyUntil;
        }
    }

    private void EndTransaction()
    {
        lock (_lock)
        {
            if (--_transactions == 0)
            {
                _busyUntil = Now + Pause;
            }
        }
    }

    /// <summary>A transaction of a person's process.</summary>
    internal readonly struct Transaction(BackgroundThrottle? throttle) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => throttle?.EndTransaction();
    }
}
