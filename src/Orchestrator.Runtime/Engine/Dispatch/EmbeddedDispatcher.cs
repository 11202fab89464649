using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Hosting;
using Orchestrator.Storage;

namespace Orchestrator.Engine.Dispatch;

/// <summary>Runs processes in this host: a bounded channel and a fixed number of workers for each queue.</summary>
internal sealed class EmbeddedDispatcher : BackgroundService, IProcessDispatcher
{
    /// <summary>More than this many waiting hints are dropped; the sweep brings them back.</summary>
    private const int Capacity = 10_000;

    /// <summary>
    /// So many processes that recovery finds wait in a queue: enough to keep the workers busy until the next part of a backlog is read, and few enough that what another host has executed
    /// meanwhile is not tried here as well.
    /// </summary>
    private const int Ahead = 500;

    private readonly ProcessRunner _runner;
    private readonly ILogger<EmbeddedDispatcher> _logger;
    private readonly TimeProvider _time;
    private readonly TimeSpan _sweepInterval;
    private readonly Dictionary<string, Queue> _queues;

    public EmbeddedDispatcher(ProcessRunner runner, IOptions<OrchestratorOptions> options, TimeProvider time, ILogger<EmbeddedDispatcher> logger)
    {
        _runner = runner;
        _logger = logger;
        _time = time;
        _sweepInterval = options.Value.SweepInterval;
        _queues = options.Value.Queues.ToDictionary(static queue => queue.Key, static queue => new Queue(queue.Value), StringComparer.Ordinal);
    }

    public IReadOnlyCollection<string> Queues => [.. _queues.Where(static queue => queue.Value.Workers > 0).Select(static queue => queue.Key)];

    public int Workers => _queues.Values.Sum(static queue => queue.Workers);

    public (int Waiting, int Room) LookAt(string queue) => _queues[queue].Look();

    public Task WhenRoomAsync(string queue) => _queues[queue].WhenRoomAsync();

    public void Dispatch(ProcessHint hint) => _queues.GetValueOrDefault(hint.Queue)?.Add(hint);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_queues.Values.SelectMany(queue => Enumerable
            .Range(0, queue.Workers)
            .Select(_ => Task.Run(() => WorkAsync(queue, stoppingToken), CancellationToken.None))));

    /// <summary>Wakes a process that is due before the next sweep. One that is due later, or whose host dies first, is found by that.</summary>
    private async Task DispatchLaterAsync(ProcessHint hint, TimeSpan delay, CancellationToken stopping)
    {
        try
        {
            // Timers know whole milliseconds, and cut off the rest: a process that is woken a little too early is not due, and would then wait for the sweep.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(delay.TotalMilliseconds, 0)) + 1), _time, stopping);
            Dispatch(hint);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task WorkAsync(Queue queue, CancellationToken stopping)
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var hint = await queue.TakeAsync(stopping);
                try
                {
                    if (await _runner.RunAsync(hint.ProcessId, stopping) is { } due && due - _time.GetUtcNow() is var delay && delay < _sweepInterval)
                    {
                        _ = DispatchLaterAsync(hint, delay, stopping);
                    }
                }
                catch (Exception exception) when (exception is not OperationCanceledException || !stopping.IsCancellationRequested)
                {
                    // The process keeps its last committed step; the sweep tries again when its lease is over.
                    Log.ProcessInterrupted(_logger, Log.Printable(StorageErrors.Translate(exception) ?? exception), hint.ProcessId);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops: what is still queued is found again by the sweep of the next one.
        }
    }

    /// <summary>What waits for a worker. A process that is told of twice waits once: the sweep repeats itself for as long as the workers are busy.</summary>
    private sealed class Queue(int workers)
    {
        private readonly Channel<ProcessHint> _hints = Channel.CreateBounded<ProcessHint>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait });
        private readonly ConcurrentDictionary<Guid, bool> _waiting = new();
        private TaskCompletionSource? _room;

        internal int Workers => workers;

        internal void Add(ProcessHint hint)
        {
            if (workers > 0 && _waiting.TryAdd(hint.ProcessId, true) && !_hints.Writer.TryWrite(hint))
            {
                _waiting.TryRemove(hint.ProcessId, out _);
            }
        }

        internal async ValueTask<ProcessHint> TakeAsync(CancellationToken cancellationToken)
        {
            var hint = await _hints.Reader.ReadAsync(cancellationToken);

            // Before the process is looked at: what happens to it from now on is worth another look.
            _waiting.TryRemove(hint.ProcessId, out _);
            if (Volatile.Read(ref _room) is not null)
            {
                SignalRoom();
            }

            return hint;
        }

        internal (int Waiting, int Room) Look()
        {
            var waiting = _waiting.Count;
            return (waiting, Math.Max(Ahead - waiting, 0));
        }

        internal Task WhenRoomAsync()
        {
            var added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var room = Interlocked.CompareExchange(ref _room, added, comparand: null) ?? added;

            // The workers may have taken the last hint before somebody waited.
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
}
