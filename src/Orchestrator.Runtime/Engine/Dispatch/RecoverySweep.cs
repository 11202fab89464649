using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Hosting;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Engine.Dispatch;

/// <summary>
/// Finds the unfinished processes that are due and that no host executes, whether their hint was lost or their host died, and dispatches them. Nothing
/// else is needed to recover from a crash. A backlog is read at the pace at which the workers take it: as soon as there is room in a queue, the next part of it follows.
/// </summary>
internal sealed class RecoverySweep(
    ProcessStore store,
    StrandedLeases stranded,
    IProcessDispatcher dispatcher,
    IOptions<OrchestratorOptions> options,
    TimeProvider time,
    ILogger<RecoverySweep> logger) : PeriodicService(options.Value.SweepInterval, time)
{
    /// <summary>Looks once, in each lane of each queue: what waits in one must not hide what waits in another.</summary>
    /// <returns>How many processes it has found.</returns>
    internal async Task<int> SweepAsync(CancellationToken cancellationToken) => (await BeginAsync(cancellationToken)).Found;

    protected override async Task RunPassAsync(Task next, CancellationToken stoppingToken)
    {
        var (_, leftOver) = await BeginAsync(stoppingToken);
        while (leftOver.Count > 0 && await Task.WhenAny(Task.WhenAny(leftOver.Keys.Select(dispatcher.WhenRoomAsync)), next) != next)
        {
            (_, leftOver) = await ReadAsync(leftOver, stoppingToken);
        }
    }

    protected override void LogFailure(Exception exception) => Log.SweepFailed(logger, exception);

    private async Task<(int Found, IReadOnlyDictionary<QueueLane, UnattendedProcess?> LeftOver)> BeginAsync(CancellationToken cancellationToken)
    {
        await ReleaseStrandedAsync(cancellationToken);
        return await ReadAsync(dispatcher.Lanes.ToDictionary(static lane => lane, static _ => (UnattendedProcess?)null), cancellationToken);
    }

    /// <summary>Reads the next part of each of some lanes.</summary>
    /// <param name="positions">The lanes, each with the last process that was read before; null to begin.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>How many processes there were, and the lanes that may have more.</returns>
    private async Task<(int Found, IReadOnlyDictionary<QueueLane, UnattendedProcess?> LeftOver)> ReadAsync(IReadOnlyDictionary<QueueLane, UnattendedProcess?> positions, CancellationToken cancellationToken)
    {
        var found = 0;
        var leftOver = new Dictionary<QueueLane, UnattendedProcess?>();
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
                var part = await store.FindUnattendedAsync(lane, position, limit, cancellationToken);
                found += part.Count;
                if (part.Count == limit)
                {
                    leftOver.Add(lane, part[^1]);
                }

                Dispatch(lane, part);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Log.SweepFailed(logger, exception);
            }
        }

        return (found, leftOver);
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

    private async Task ReleaseStrandedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await stranded.ReleaseAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.SweepFailed(logger, exception);
        }
    }
}
