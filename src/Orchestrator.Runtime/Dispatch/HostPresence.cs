using Microsoft.Extensions.Options;
using Orchestrator.Background;
using Orchestrator.Diagnostics;
using Orchestrator.Execution;
using Orchestrator.Notifications;
using Orchestrator.Options;
using Orchestrator.Storage.Hosts;

namespace Orchestrator.Dispatch;

/// <summary>
/// Writes regularly that this host is running, with its workers, and tells the pages of this host when another one has started or ended.
/// </summary>
internal sealed class HostPresence(
    HostStore hosts,
    HostIdentity host,
    IProcessDispatcher dispatcher,
    ChangeFeed feed,
    IOptions<OrchestratorOptions> options,
    TimeProvider time,
    EngineLogger<HostPresence> logger
) : PeriodicService(options.Value.LeaseDuration, time)
{
    /// <summary>A host that did not write so many times in a row counts as ended.</summary>
    private const int MissedWrites = 3;

    // A host that ends does not wait for a database that does not answer.
    private static readonly TimeSpan MaxEnd = TimeSpan.FromSeconds(2);

    private IReadOnlyList<string> _online = [];

    /// <summary>Starts, and writes for the first time: a process is never executed by a host that is not listed.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await BackgroundLoop.TryAsync(WriteAsync, LogFailure, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Stops, after the workers, and takes this host off the list.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(Timers.Of(MaxEnd));
        await BackgroundLoop.TryAsync(token => hosts.DeleteAsync(host.Name, token), LogFailure, end.Token);
    }

    /// <summary>Writes once.</summary>
    internal async Task WriteAsync(CancellationToken cancellationToken)
    {
        var online = await hosts.WriteAsync(
            host.Name,
            dispatcher.Workers,
            QueuesOf(dispatcher),
            options.Value.LeaseDuration * MissedWrites,
            cancellationToken
        );
        var isNew = !online.SequenceEqual(_online, StringComparer.Ordinal);
        _online = online;
        if (isNew)
        {
            // Each host notices by itself, so the others are not told.
            feed.Publish([new(ChangeKind.EngineStatus)]);
        }
    }

    private static string[] QueuesOf(IProcessDispatcher dispatcher) =>
        [.. dispatcher.Lanes.Select(static lane => lane.Queue).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    protected override async Task RunPassAsync(Task next, CancellationToken stoppingToken)
    {
        await next;
        await WriteAsync(stoppingToken);
    }

    protected override void LogFailure(Exception exception) => Log.PresenceFailed(logger, exception);
}
