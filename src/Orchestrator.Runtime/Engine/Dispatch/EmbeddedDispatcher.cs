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

    private readonly ProcessRunner _runner;
    private readonly ILogger<EmbeddedDispatcher> _logger;
    private readonly TimeProvider _time;
    private readonly TimeSpan _sweepInterval;
    private readonly Dictionary<string, (Channel<ProcessHint> Channel, int Workers)> _queues;

    public EmbeddedDispatcher(ProcessRunner runner, IOptions<OrchestratorOptions> options, TimeProvider time, ILogger<EmbeddedDispatcher> logger)
    {
        _runner = runner;
        _logger = logger;
        _time = time;
        _sweepInterval = options.Value.SweepInterval;
        _queues = new(StringComparer.Ordinal)
        {
            [ProcessQueue.Default] = (NewChannel(), options.Value.Workers),
            [ProcessQueue.Reconcile] = (NewChannel(), options.Value.ReconcileWorkers),
        };
    }

    public void Dispatch(ProcessHint hint) => _queues.GetValueOrDefault(hint.Queue, _queues[ProcessQueue.Default]).Channel.Writer.TryWrite(hint);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_queues.Values.SelectMany(queue => Enumerable
            .Range(0, queue.Workers)
            .Select(_ => Task.Run(() => WorkAsync(queue.Channel.Reader, stoppingToken), CancellationToken.None))));

    private static Channel<ProcessHint> NewChannel() =>
        Channel.CreateBounded<ProcessHint>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Wakes a process that is due before the next sweep. One that is due later, or whose host dies first, is found by that.</summary>
    private async Task DispatchLaterAsync(ProcessHint hint, TimeSpan delay, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, _time, stopping);
            Dispatch(hint);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task WorkAsync(ChannelReader<ProcessHint> hints, CancellationToken stopping)
    {
        try
        {
            await foreach (var hint in hints.ReadAllAsync(stopping))
            {
                try
                {
                    if (await _runner.RunAsync(hint.ProcessId, stopping) is { } due && due - _time.GetUtcNow() is var delay && delay < _sweepInterval)
                    {
                        _ = DispatchLaterAsync(hint, delay, stopping);
                    }
                }
                catch (Exception exception) when (!stopping.IsCancellationRequested)
                {
                    // The process keeps its last committed step; the sweep tries again when its lease is over.
                    Log.ProcessInterrupted(_logger, StorageErrors.Translate(exception) ?? exception, hint.ProcessId);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops: what is still queued is found again by the sweep of the next one.
        }
    }
}
