using Orchestrator.Dispatch;
using Orchestrator.Execution;
using Orchestrator.Notifications;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Storage;
using Orchestrator.Storage.Hosts;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Operations;

/// <inheritdoc cref="IEngineControl"/>
internal sealed class EngineControl(
    EngineSettingsStore settings,
    SearchIndex search,
    RecoveryService recovery,
    IProcessDispatcher dispatcher,
    AuthorizationService authorization,
    ChangePublisher changes,
    HostStore hosts,
    HostIdentity host,
    TimeProvider time
) : IEngineControl
{
    public async Task<EngineStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        var (isPaused, running) = await settings.ReadStatusAsync(cancellationToken);
        return new(isPaused, running);
    }

    public async Task<EnginePause?> FindPauseAsync(Caller user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (await settings.FindPauseAsync(cancellationToken) is not var (pausedBy, at, reporter, reason))
        {
            return null;
        }

        var seesMore = await authorization.AllowsAsync(user.AsksTo(WorkflowAction.ReadAudit), cancellationToken);
        return new(pausedBy, at, seesMore ? reporter : null, seesMore ? reason : null);
    }

    public async Task<WorkerStatus> GetWorkerStatusAsync(CancellationToken cancellationToken = default)
    {
        var (queued, running) = await settings.CountWorkAsync(cancellationToken);
        return new(dispatcher.Workers, queued, running);
    }

    public async Task<IReadOnlyList<HostLoad>> ListHostsAsync(CancellationToken cancellationToken = default) =>
        [
            .. (await hosts.ListAsync(cancellationToken))
                .Select(stored => new HostLoad(
                    HostIdentity.ShortNameOf(stored.Name),
                    stored.Workers,
                    stored.Running,
                    stored.StartedAt,
                    stored.SeenAt,
                    stored.IsOnline,
                    stored.Name == host.Name
                )
                {
                    Queues = stored.Queues,
                })
                .OrderByDescending(static load => load.IsOnline)
                .ThenBy(static load => load.Host, StringComparer.Ordinal)
                .ThenByDescending(static load => load.SeenAt),
        ];

    public async Task<IReadOnlyList<QueueLoad>> ListQueuesAsync(CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var workers = dispatcher.Measure().ToDictionary(static queue => queue.Lane, static queue => queue.Workers);
        var loads = (await settings.CountByLaneAsync(cancellationToken)).ToDictionary(static load => load.Lane);
        return
        [
            .. workers
                .Keys.Union(loads.Keys)
                .OrderBy(static lane => lane.Queue, StringComparer.Ordinal)
                .ThenBy(static lane => lane.IsBackground)
                .Select(lane =>
                {
                    var (_, waiting, running, since) = loads.GetValueOrDefault(lane);
                    var age = since is { } first && first < now ? now - first : TimeSpan.Zero;
                    return new QueueLoad(lane.Queue, lane.IsBackground, waiting, age, running, workers.GetValueOrDefault(lane));
                }),
        ];
    }

    public IReadOnlyList<QueueStatus> GetQueues() =>
        [
            .. dispatcher
                .Measure()
                .Select(static queue => new QueueStatus(
                    queue.Lane.Queue,
                    queue.Lane.IsBackground,
                    queue.Workers,
                    queue.Depth,
                    queue.OldestAge
                ))
                .OrderBy(static queue => queue.Queue, StringComparer.Ordinal)
                .ThenBy(static queue => queue.IsBackground),
        ];

    public async Task<EngineStatus> PauseAsync(Caller user, string? reason = null, CancellationToken cancellationToken = default)
    {
        OperatorReason.Check(reason);
        await DemandAsync(user, WorkflowAction.PauseEngine, cancellationToken);
        await settings.PauseAsync(user, reason, cancellationToken);
        changes.Publish(ChangeKind.EngineStatus);
        return await GetStatusAsync(cancellationToken);
    }

    public async Task<EngineStatus> ResumeAsync(Caller user, CancellationToken cancellationToken = default)
    {
        await DemandAsync(user, WorkflowAction.PauseEngine, cancellationToken);
        await settings.ResumeAsync(user, cancellationToken);
        changes.Publish(ChangeKind.EngineStatus);

        // Recovering at once spares the resumed processes the wait for the next pass.
        await recovery.RecoverAsync(cancellationToken);
        return await GetStatusAsync(cancellationToken);
    }

    public async Task<int> ClearCachesAsync(Caller user, CancellationToken cancellationToken = default)
    {
        await DemandAsync(user, WorkflowAction.Maintain, cancellationToken);
        return 0;
    }

    public async Task RebuildSearchIndexAsync(Caller user, CancellationToken cancellationToken = default)
    {
        await DemandAsync(user, WorkflowAction.Maintain, cancellationToken);
        await search.RebuildAsync(cancellationToken);
    }

    private ValueTask DemandAsync(Caller user, WorkflowAction action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return authorization.DemandAsync(user.AsksTo(action), cancellationToken);
    }
}
