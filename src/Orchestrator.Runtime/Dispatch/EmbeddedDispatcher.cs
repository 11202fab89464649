using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orchestrator.Background;
using Orchestrator.Diagnostics;
using Orchestrator.Execution;
using Orchestrator.Options;
using Orchestrator.Processes;

namespace Orchestrator.Dispatch;

/// <summary>
/// Runs processes in this host: a fixed number of workers for each queue, and of these a part for what waits in its background.
/// </summary>
internal sealed class EmbeddedDispatcher : BackgroundService, IProcessDispatcher
{
    private readonly ProcessRunner _runner;
    private readonly StorageErrors _errors;
    private readonly EngineLogger<EmbeddedDispatcher> _logger;
    private readonly TimeProvider _time;
    private readonly TimeSpan _recoveryInterval;
    private readonly Dictionary<QueueLane, LaneHints> _lanes = [];
    private readonly List<SemaphoreSlim> _workers = [];

    public EmbeddedDispatcher(
        ProcessRunner runner,
        EngineInstruments instruments,
        IOptions<OrchestratorOptions> options,
        StorageErrors errors,
        TimeProvider time,
        EngineLogger<EmbeddedDispatcher> logger
    )
    {
        _runner = runner;
        _errors = errors;
        _logger = logger;
        _time = time;
        _recoveryInterval = options.Value.RecoveryInterval;
        foreach (var (queue, workers) in options.Value.Queues)
        {
            var free = new SemaphoreSlim(workers);
            _workers.Add(free);
            _lanes.Add(new(queue, IsBackground: false), new(workers, free, time));
            _lanes.Add(new(queue, IsBackground: true), new(options.Value.BackgroundWorkersOf(queue), free, time));
        }

        instruments.ObserveQueues(Measure);
    }

    public IReadOnlyCollection<QueueLane> Lanes => [.. _lanes.Where(static lane => lane.Value.Workers > 0).Select(static lane => lane.Key)];

    public int Workers => _lanes.Where(static lane => !lane.Key.IsBackground).Sum(static lane => lane.Value.Workers);

    public IReadOnlyCollection<QueueMeasure> Measure() =>
        [.. _lanes.Where(static lane => lane.Value.Workers > 0).Select(static lane => lane.Value.Measure(lane.Key))];

    public (int Waiting, int Room) LookAt(QueueLane lane) => _lanes[lane].Look();

    public Task WhenRoomAsync(QueueLane lane) => _lanes[lane].WhenRoomAsync();

    public void Dispatch(ProcessHint hint) => _lanes.GetValueOrDefault(hint.Lane)?.Add(hint);

    public override void Dispose()
    {
        base.Dispose();
        _workers.ForEach(static workers => workers.Dispose());
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            _lanes.Values.SelectMany(lane =>
                Enumerable
                    .Range(0, lane.Workers)
                    .Select(_ =>
                        Task.Run(
                            () => BackgroundLoop.RunAsync(token => WorkAsync(lane, token), WorkerFailed, stoppingToken),
                            CancellationToken.None
                        )
                    )
            )
        );

    /// <summary>
    /// Wakes a process that is due before the next recovery pass. One that is due later, or whose host dies first, is found by that.
    /// </summary>
    private async Task DispatchLaterAsync(ProcessHint hint, DateTimeOffset due, CancellationToken stopping)
    {
        try
        {
            if (await Timers.WaitUntilAsync(due, _recoveryInterval, _time, stopping))
            {
                Dispatch(hint);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task WorkAsync(LaneHints lane, CancellationToken stopping)
    {
        var hint = await lane.TakeAsync(stopping);
        try
        {
            if (await _runner.RunAsync(hint.ProcessId, stopping) is { } due)
            {
                _ = DispatchLaterAsync(hint, due, stopping);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            // The process keeps its last committed step; recovery tries again when its lease is over.
            Log.ProcessInterrupted(_logger, _errors.Translate(exception) ?? exception, hint.ProcessId);
        }
        finally
        {
            lane.Release();
        }
    }

    private void WorkerFailed(Exception exception) => Log.WorkerFailed(_logger, exception);
}
