using Microsoft.Extensions.Options;
using Orchestrator.Background;
using Orchestrator.Diagnostics;
using Orchestrator.Execution;
using Orchestrator.Options;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Dispatch;

/// <summary>Renews the leases of the processes that this host executes, and signals those whose lease is gone.</summary>
internal sealed class LeaseRenewalService(
    LeaseStore leases,
    HostIdentity host,
    RunningProcesses running,
    EngineInstruments instruments,
    IOptions<OrchestratorOptions> options,
    TimeProvider time,
    EngineLogger<LeaseRenewalService> logger
) : PeriodicService(options.Value.LeaseDuration / 3, time)
{
    /// <summary>Renews once.</summary>
    internal async Task RenewAsync(CancellationToken cancellationToken)
    {
        var ids = running.Leased;
        if (ids.Count == 0)
        {
            return;
        }

        var kept = await leases.RenewLeasesAsync(host.Name, ids, options.Value.LeaseDuration, cancellationToken);
        foreach (var lost in ids.Except(kept).Intersect(running.Leased))
        {
            Log.LeaseLost(logger, lost);
            instruments.CountLostLease();
            running.Signal(lost);
        }
    }

    protected override Task RunPassAsync(Task next, CancellationToken stoppingToken) => RenewAsync(stoppingToken);

    protected override void LogFailure(Exception exception) => Log.RenewalFailed(logger, exception);
}
