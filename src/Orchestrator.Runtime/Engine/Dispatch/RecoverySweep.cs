using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Engine.Changes;
using Orchestrator.Hosting;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Engine.Dispatch;

/// <summary>
/// Finds the unfinished processes that are due and that no host executes, whether their hint was lost or their host died, and dispatches them. Nothing
/// else is needed to recover from a crash. It also fails those that have waited too long for a callback.
/// </summary>
internal sealed class RecoverySweep(
    ProcessStore store,
    CallbackRecords callbacks,
    IProcessDispatcher dispatcher,
    ChangePublisher changes,
    IOptions<OrchestratorOptions> options,
    TimeProvider time,
    ILogger<RecoverySweep> logger) : BackgroundService
{
    /// <summary>Of each queue: what waits on one must not hide what waits on another.</summary>
    private const int BatchSize = 200;

    /// <summary>Looks once.</summary>
    /// <returns>How many processes it has found.</returns>
    internal async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var failed in await callbacks.FailExpiredAsync(BatchSize, cancellationToken))
        {
            changes.TellProcess(failed, ProcessStatus.Failed);
        }

        var found = 0;
        foreach (var queue in dispatcher.Queues)
        {
            foreach (var processId in await store.FindUnattendedAsync(queue, BatchSize, cancellationToken))
            {
                dispatcher.Dispatch(new(processId, queue));
                found++;
            }
        }

        return found;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, time);
        try
        {
            do
            {
                try
                {
                    await SweepAsync(stoppingToken);
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    Log.SweepFailed(logger, exception);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
