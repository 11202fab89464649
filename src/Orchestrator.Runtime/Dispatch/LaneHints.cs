using System.Collections.Concurrent;
using System.Threading.Channels;
using Orchestrator.Diagnostics;
using Orchestrator.Processes;

namespace Orchestrator.Dispatch;

/// <summary>
/// What waits for a worker in a lane. A process for which there are two hints waits once: recovery repeats itself for as long as the
/// workers are busy.
/// </summary>
/// <param name="workers">How many of the queue's workers take from here at once, at most.</param>
/// <param name="free">The queue's workers that are free. Its lanes share them, in the order in which they ask.</param>
/// <param name="time">The clock.</param>
internal sealed class LaneHints(int workers, SemaphoreSlim free, TimeProvider time)
{
    /// <summary>More than this many waiting hints are dropped; recovery finds them again.</summary>
    private const int Capacity = 10_000;

    /// <summary>
    /// So many processes that recovery finds wait in a lane: enough to keep the workers busy until the next part of a backlog is read, and
    /// few enough that what another host has executed meanwhile is not tried here as well.
    /// </summary>
    private const int Ahead = 500;

    private readonly Channel<ProcessHint> _hints = Channel.CreateBounded<ProcessHint>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait }
    );
    private readonly ConcurrentDictionary<Guid, long> _waiting = new();
    private TaskCompletionSource? _room;

    internal int Workers => workers;

    internal void Add(ProcessHint hint)
    {
        if (workers > 0 && _waiting.TryAdd(hint.ProcessId, time.GetTimestamp()) && !_hints.Writer.TryWrite(hint))
        {
            _waiting.TryRemove(hint.ProcessId, out _);
        }
    }

    /// <summary>Waits for a hint and for a worker of the queue that is free, who is given back with <see cref="Release"/>.</summary>
    internal async ValueTask<ProcessHint> TakeAsync(CancellationToken cancellationToken)
    {
        var hint = await _hints.Reader.ReadAsync(cancellationToken);
        await free.WaitAsync(cancellationToken);

        // Before the process is looked at: what happens to it from now on is worth another look.
        _waiting.TryRemove(hint.ProcessId, out _);
        if (Volatile.Read(ref _room) is not null)
        {
            SignalRoom();
        }

        return hint;
    }

    internal void Release() => free.Release();

    internal (int Waiting, int Room) Look()
    {
        var waiting = _waiting.Count;
        return (waiting, Math.Max(Ahead - waiting, 0));
    }

    /// <summary>
    /// What waits here, and how long the first of it has. A hint that a worker has in its hands, but not yet a turn, still waits.
    /// </summary>
    internal QueueMeasure Measure(QueueLane lane)
    {
        var since = _waiting.Values;
        return new(lane, workers, since.Count, since.Count == 0 ? TimeSpan.Zero : time.GetElapsedTime(since.Min()));
    }

    internal Task WhenRoomAsync()
    {
        var added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var room = Interlocked.CompareExchange(ref _room, added, comparand: null) ?? added;

        // The workers may have taken the last hint before the call.
        SignalRoom();
        return room.Task;
    }

    private void SignalRoom()
    {
        if (_waiting.Count <= Ahead / 2)
        {
            Interlocked.Exchange(ref _room, null)?.TrySetResult();
        }
    }
}
