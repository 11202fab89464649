using Orchestrator.Diagnostics;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Dispatch;

/// <summary>
/// Ends leases that a clock which was set back would keep alive. A lease that was renewed in the future has lost its clock; how long it
/// lasts is then measured here, by a timer that no one sets: one that is not renewed for as long as it was given for is over. A host that
/// lives renews it meanwhile.
/// </summary>
internal sealed class StrandedLeases(StrandedLeaseStore leases, TimeProvider time, EngineLogger<StrandedLeases> logger)
{
    private Dictionary<FutureLease, long> _seen = [];

    internal async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        var before = _seen;
        var seen = new Dictionary<FutureLease, long>();
        foreach (var lease in await leases.FindFutureAsync(cancellationToken))
        {
            var since = before.GetValueOrDefault(lease, now);
            if (time.GetElapsedTime(since, now) < lease.Duration)
            {
                seen.Add(lease, since);
            }
            else if (await leases.ExpireAsync(lease, cancellationToken))
            {
                Log.LeaseStranded(logger, lease.ProcessId, lease.RenewedAt);
            }
        }

        _seen = seen;
    }
}
