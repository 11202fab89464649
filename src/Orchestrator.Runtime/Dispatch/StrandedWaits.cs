using Orchestrator.Diagnostics;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Dispatch;

/// <summary>
/// Makes processes due that a clock which was set back would keep waiting. The wait of one that began to wait in the future is measured
/// here, by a timer that no one sets: when it has taken as long as it was to take, the process is due. So no step is tried too early, and
/// none of a clock that was set back by a day waits for that day.
/// </summary>
internal sealed class StrandedWaits(StrandedWaitStore waits, TimeProvider time, EngineLogger<StrandedWaits> logger)
{
    /// <summary>
    /// When each was first seen. One is not forgotten when the clock has caught up with its beginning: its end is still late. It is
    /// forgotten when its time is over, or it waits no longer as it did.
    /// </summary>
    private readonly Dictionary<FutureWait, long> _seen = [];

    /// <summary>How many are measured.</summary>
    internal int Count => _seen.Count;

    internal async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        foreach (var wait in await waits.FindFutureAsync(cancellationToken))
        {
            _seen.TryAdd(wait, now);
        }

        await ForgetEndedAsync(cancellationToken);

        foreach (var (wait, _) in _seen.Where(seen => time.GetElapsedTime(seen.Value, now) >= seen.Key.Duration).ToArray())
        {
            if (await waits.EndAsync(wait, cancellationToken))
            {
                Log.WaitStranded(logger, wait.ProcessId, wait.Since);
            }

            _seen.Remove(wait);
        }
    }

    private async Task ForgetEndedAsync(CancellationToken cancellationToken)
    {
        if (_seen.Count == 0)
        {
            return;
        }

        var waiting = await waits.FindAsync(_seen.Keys, cancellationToken);
        foreach (var ended in _seen.Keys.Where(seen => !waiting.Contains(seen)).ToArray())
        {
            _seen.Remove(ended);
        }
    }
}
