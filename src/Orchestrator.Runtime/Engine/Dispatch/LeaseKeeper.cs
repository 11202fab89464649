using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Hosting;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Engine.Dispatch;

/// <summary>Renews the leases of the processes that this host executes, and signals those whose lease is gone.</summary>
internal sealed class LeaseKeeper(
    ProcessStore store,
    HostIdentity host,
    RunningProcesses running,
    IOptions<OrchestratorOptions> options,
    TimeProvider time,
    ILogger<LeaseKeeper> logger) : BackgroundService
{
    /// <summary>Renews once.</summary>
    internal async Task RenewAsync(CancellationToken cancellationToken)
    {
        var ids = running.Leased;
        if (ids.Count == 0)
        {
            return;
        }

        var kept = await store.RenewLeasesAsync(host.Name, ids, options.Value.LeaseDuration, cancellationToken);
        foreach (var lost in ids.Except(kept).Intersect(running.Leased))
        {
            Log.LeaseLost(logger, lost);
            running.Signal(lost);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LeaseDuration / 3, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await RenewAsync(stoppingToken);
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    Log.RenewalFailed(logger, exception);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops: its leases are released as each process stops.
        }
    }
}
