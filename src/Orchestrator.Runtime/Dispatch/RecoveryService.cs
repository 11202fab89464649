using Microsoft.Extensions.Options;
using Orchestrator.Background;
using Orchestrator.Diagnostics;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Dispatch;

/// <summary>
/// Finds the unfinished processes that are due and that no host executes, whether their hint was lost or their host died, and dispatches
/// them. Nothing else is needed to recover from a crash. A backlog is read at the pace at which the workers take it: as soon as there is
/// room in a queue, the next part of it follows.
/// </summary>
internal sealed class RecoveryService(
    LeaseStore leases,
    StrandedLeases strandedLeases,
    StrandedWaits strandedWaits,
    IProcessDispatcher dispatcher,
    IOptions<OrchestratorOptions> options,
    TimeProvider time,
    EngineLogger<RecoveryService> logger
) : PeriodicService(options.Value.RecoveryInterval, time)
{
    private readonly FailingSince _failing = new(time);
    private long _lookedAt = time.GetTimestamp();

    /// <summary>How long it has not been able to look everywhere; zero when it can.</summary>
    internal TimeSpan FailingFor => _failing.Elapsed;

    /// <summary>How long ago it looked last, whether it could or not.</summary>
    internal TimeSpan SilentFor => Time.GetElapsedTime(Volatile.Read(ref _lookedAt));

    /// <summary>Looks once, in each lane of each queue: what waits in one must not hide what waits in another.</summary>
    /// <returns>How many processes it has found.</returns>
    internal async Task<int> RecoverAsync(CancellationToken cancellationToken) => (await BeginAsync(cancellationToken)).Found;

    protected override async Task RunPassAsync(Task next, CancellationToken stoppingToken)
    {
        var (_, leftOver) = await BeginAsync(stoppingToken);
        while (leftOver.Count > 0 && await Task.WhenAny(Task.WhenAny(leftOver.Keys.Select(dispatcher.WhenRoomAsync)), next) != next)
        {
            (_, leftOver, _) = await ReadAsync(leftOver, stoppingToken);
        }
    }

    protected override void LogFailure(Exception exception)
    {
        _failing.Note();
        Log.RecoveryFailed(logger, exception);
    }

    private async Task<(int Found, IReadOnlyDictionary<QueueLane, RowPosition?> LeftOver)> BeginAsync(CancellationToken cancellationToken)
    {
        var released = await TryReleaseStrandedAsync(cancellationToken);
        var (found, leftOver, isComplete) = await ReadAsync(
            dispatcher.Lanes.ToDictionary(static lane => lane, static _ => (RowPosition?)null),
            cancellationToken
        );
        if (released && isComplete)
        {
            _failing.Clear();
        }

        return (found, leftOver);
    }

    /// <summary>Reads the next part of each of some lanes.</summary>
    /// <param name="positions">The lanes, each with the position after which it is read; null to begin.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>How many processes there were, the lanes that may have more, and whether every lane could be read.</returns>
    private async Task<(int Found, IReadOnlyDictionary<QueueLane, RowPosition?> LeftOver, bool IsComplete)> ReadAsync(
        IReadOnlyDictionary<QueueLane, RowPosition?> positions,
        CancellationToken cancellationToken
    )
    {
        Volatile.Write(ref _lookedAt, Time.GetTimestamp());
        var found = 0;
        var isComplete = true;
        var leftOver = new Dictionary<QueueLane, RowPosition?>();
        foreach (var (lane, position) in positions)
        {
            try
            {
                var (waiting, room) = dispatcher.LookAt(lane);
                if (room == 0)
                {
                    found += waiting;
                    leftOver.Add(lane, position);
                    continue;
                }

                // What waits in the lane is the oldest: at the beginning it is found again, and the part to read is as much longer.
                var limit = position is null ? waiting + room : room;
                var part = await leases.FindUnattendedAsync(lane, position, limit, cancellationToken);
                found += part.Rows.Count;
                if (part.Next is { } next)
                {
                    leftOver.Add(lane, next);
                }

                Dispatch(lane, part.Rows);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailure(exception);
                isComplete = false;
            }
        }

        return (found, leftOver, isComplete);
    }

    /// <summary>Hosts that read the same part begin at different places of it, so that they seldom try for the same process.</summary>
    private void Dispatch(QueueLane lane, IReadOnlyList<UnattendedProcess> part)
    {
        var mixed = part.ToArray();
        Random.Shared.Shuffle(mixed);
        foreach (var process in mixed)
        {
            dispatcher.Dispatch(new(process.ProcessId, lane));
        }
    }

    private async Task<bool> TryReleaseStrandedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await strandedLeases.ReleaseAsync(cancellationToken);
            await strandedWaits.ReleaseAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailure(exception);
            return false;
        }
    }
}
