using System.Collections.Frozen;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orchestrator.Background;
using Orchestrator.Diagnostics;
using Orchestrator.Execution;
using Orchestrator.ExternalResources;
using Orchestrator.Options;
using Orchestrator.Storage;
using Orchestrator.Storage.ExternalSystems;

namespace Orchestrator.ExternalSystems;

/// <summary>
/// The limits of external systems, which all hosts of the core database share. External systems count in real time, so the machine's clock
/// is used, whatever clock the host is given.
/// </summary>
internal sealed class ExternalSystemLimits : BackgroundService, IExternalSystems
{
    private readonly FrozenDictionary<string, LimitedSystem> _systems;
    private readonly EngineLogger<ExternalSystemLimits> _logger;

    public ExternalSystemLimits(
        IOptions<OrchestratorOptions> options,
        HostIdentity host,
        WriteTransactions transactions,
        EngineLogger<ExternalSystemLimits> logger
    )
    {
        _logger = logger;
        var store = new ExternalSystemStore(transactions, TimeProvider.System);
        _systems = options
            .Value.ExternalSystems.Where(static system => system.Value is { MaxConcurrency: not null } or { PerSecond: not null })
            .ToFrozenDictionary(
                static system => system.Key,
                system => new LimitedSystem(system.Key, system.Value, host.Name, options.Value.LeaseDuration, store, TimeProvider.System),
                StringComparer.Ordinal
            );
    }

    public ValueTask<IDisposable?> EnterAsync(string? system, CallOrigin origin, CancellationToken cancellationToken) =>
        system is not null && _systems.TryGetValue(system, out var limited) ? limited.EnterAsync(origin, cancellationToken) : default;

    /// <summary>Gives back what this host has, so that others need not wait for its leases.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var system in _systems.Values)
        {
            await BackgroundLoop.TryAsync(system.ReleaseAsync, exception => LogFailure(system, exception), cancellationToken);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        foreach (var system in _systems.Values)
        {
            system.Dispose();
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            _systems.Values.Select(system =>
                BackgroundLoop.RunAsync(system.MaintainAsync, exception => LogFailure(system, exception), stoppingToken)
            )
        );

    private void LogFailure(LimitedSystem system, Exception exception) => Log.LimitsNotShared(_logger, exception, system.Name);
}
