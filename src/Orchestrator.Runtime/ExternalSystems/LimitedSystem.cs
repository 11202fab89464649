using Orchestrator.Background;
using Orchestrator.ExternalResources;
using Orchestrator.Options;
using Orchestrator.Storage.ExternalSystems;

namespace Orchestrator.ExternalSystems;

/// <summary>An external system with limits: gets of them what the calls of this host need, and gives back what they no longer do.</summary>
/// <param name="name">The system.</param>
/// <param name="limits">Its limits.</param>
/// <param name="host">This host.</param>
/// <param name="lease">For how long the host has slots without renewing them.</param>
/// <param name="store">Shares the limits among the hosts.</param>
/// <param name="clock">The machine's clock.</param>
internal sealed class LimitedSystem(
    string name,
    ExternalSystemOptions limits,
    string host,
    TimeSpan lease,
    ExternalSystemStore store,
    TimeProvider clock
) : IDisposable
{
    /// <summary>How often a host that has slots looks whether others need them.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>How often a host asks again for what others have.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly CallGate _gate = new(
        limits.MaxConcurrency,
        limits.PerSecond is { } perSecond ? TimeSpan.FromSeconds(1) / perSecond : null,
        clock
    );
    private TimeSpan _lastAsked;
    private bool _waitsForOthers;

    /// <summary>The system.</summary>
    internal string Name => name;

    /// <summary>Waits until a call may begin.</summary>
    internal ValueTask<IDisposable?> EnterAsync(CallOrigin origin, CancellationToken cancellationToken) =>
        _gate.EnterAsync(origin, cancellationToken);

    /// <summary>Asks once for what the calls need, or waits until they need something.</summary>
    internal async Task MaintainAsync(CancellationToken cancellationToken)
    {
        var state = _gate.Look();
        var sinceAsked = _gate.Now - _lastAsked;
        var untilAsked =
            state.IsLacking ? (_waitsForOthers ? Pause - sinceAsked : TimeSpan.Zero)
            : state.HasSlots ? Interval - sinceAsked
            : Timers.MaxDuration;
        if (untilAsked <= TimeSpan.Zero)
        {
            await ShareAsync(state.Demand, cancellationToken);
            return;
        }

        await _gate.WaitForChangeAsync(
            Timers.Of(state.NextStart is { } start && start < untilAsked ? start : untilAsked),
            cancellationToken
        );
    }

    /// <summary>Gives back what the host has, unless calls of it still run: what they use is free when the lease is over.</summary>
    internal async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (_gate.Look() is { HasSlots: true, Demand.Wanted: 0 } state)
        {
            await ShareAsync(state.Demand, cancellationToken);
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task ShareAsync(SystemDemand demand, CancellationToken cancellationToken)
    {
        var asked = _gate.Now;
        _lastAsked = asked;
        var share = await store.ShareAsync(name, limits, host, demand, lease, cancellationToken);
        _waitsForOthers = share.IsShared && share.Slots < demand.Wanted;

        // A lease is renewed when half of it is over, so that is how long it still lasts at least.
        _gate.Take(share, asked, lease / 2);
    }
}
