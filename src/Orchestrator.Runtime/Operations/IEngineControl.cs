namespace Orchestrator.Operations;

/// <summary>Pauses and resumes the engine for all hosts, and maintains caches and search indexes.</summary>
public interface IEngineControl
{
    /// <summary>Returns whether the engine is paused, and the number of running processes.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The status.</returns>
    Task<EngineStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>Returns who has paused the engine, as the audit log says.</summary>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The pause; null if the engine is not paused, and if it was paused by another program.</returns>
    Task<EnginePause?> FindPauseAsync(Caller user, CancellationToken cancellationToken = default);

    /// <summary>Returns the load of the workers.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The counts.</returns>
    Task<WorkerStatus> GetWorkerStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns what waits in the queues of this host, as the gauges <c>orchestrator.queue.depth</c> and
    /// <c>orchestrator.queue.oldest.age</c> measure it.
    /// </summary>
    /// <returns>The queues, by name, each with what waits in its foreground before what waits in its background.</returns>
    IReadOnlyList<QueueStatus> GetQueues();

    /// <summary>
    /// Lists the queues over all hosts, by the processes and leases in the database: also a process that no host has noticed yet waits.
    /// </summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The queues that have processes or workers of this host, by name, each with its foreground before its background.</returns>
    Task<IReadOnlyList<QueueLoad>> ListQueuesAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the hosts of the core database. Each writes regularly that it is running, every <c>LeaseDuration</c>; one that ended without
    /// saying so is listed for a day.
    /// </summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Those that were seen last, at most 100: first the hosts that are online, by name, then the others.</returns>
    Task<IReadOnlyList<HostLoad>> ListHostsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Pauses the engine for all hosts. Running processes stop before their next step. Pausing a paused engine changes nothing.
    /// </summary>
    /// <param name="user">The caller.</param>
    /// <param name="reason">The reason, which is stored in the audit log; at most 5,000 characters; null for none.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>The status afterwards.</returns>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="InvalidRequestException">The reason is too long.</exception>
    Task<EngineStatus> PauseAsync(Caller user, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Resumes the engine for all hosts: processes that stopped between two steps continue. Resuming an engine that is not paused changes
    /// nothing.
    /// </summary>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>The status afterwards.</returns>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    Task<EngineStatus> ResumeAsync(Caller user, CancellationToken cancellationToken = default);

    /// <summary>
    /// Does nothing, because the engine caches no data of the core database. Clients of orchestrator-core call it.
    /// </summary>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The number of cleared entries.</returns>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    Task<int> ClearCachesAsync(Caller user, CancellationToken cancellationToken = default);

    /// <summary>Rebuilds the search index from the stored data.</summary>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when the index is rebuilt.</returns>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    Task RebuildSearchIndexAsync(Caller user, CancellationToken cancellationToken = default);
}

/// <summary>The load of the workers. Processes are counted over all hosts, workers on this host.</summary>
/// <param name="WorkersOnline">The number of workers of this host.</param>
/// <param name="Queued">The number of processes that wait for a worker.</param>
/// <param name="Running">The number of processes that are being executed, counted by their leases.</param>
public sealed record WorkerStatus(int WorkersOnline, int Queued, int Running);

/// <summary>What waits in a queue of this host.</summary>
/// <param name="Queue">The name of the queue.</param>
/// <param name="IsBackground">True for what waits in its background, such as the processes of a bulk reconcile.</param>
/// <param name="Workers">The number of workers that take from it.</param>
/// <param name="Depth">The number of processes that wait for a worker of this host.</param>
/// <param name="OldestAge">How long the first of them has waited; zero if none waits.</param>
public sealed record QueueStatus(string Queue, bool IsBackground, int Workers, int Depth, TimeSpan OldestAge);

/// <summary>What waits in a queue, and what is executed of it, over all hosts.</summary>
/// <param name="Queue">The name of the queue.</param>
/// <param name="IsBackground">True for its background, such as the processes of a bulk reconcile.</param>
/// <param name="Waiting">The number of processes that wait for a worker.</param>
/// <param name="OldestAge">How long the first of them has waited; zero if none waits.</param>
/// <param name="Running">The number of processes that are being executed, counted by their leases.</param>
/// <param name="WorkersOfThisHost">The number of workers of this host that take from it; what the others have only they know.</param>
public sealed record QueueLoad(string Queue, bool IsBackground, int Waiting, TimeSpan OldestAge, int Running, int WorkersOfThisHost);

/// <summary>A host, and what it executes.</summary>
/// <param name="Host">The name of its machine, and the id of its process there: <c>web-1/4711</c>.</param>
/// <param name="Workers">The number of its workers.</param>
/// <param name="Running">The number of processes that it is executing, counted by their leases.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="SeenAt">When it wrote last that it is running.</param>
/// <param name="IsOnline">False if that was more than three times the setting <c>LeaseDuration</c> ago.</param>
/// <param name="IsThisHost">True for the host that was asked.</param>
public sealed record HostLoad(
    string Host,
    int Workers,
    int Running,
    DateTimeOffset StartedAt,
    DateTimeOffset SeenAt,
    bool IsOnline,
    bool IsThisHost
)
{
    /// <summary>The names of the queues whose processes it executes.</summary>
    public IReadOnlyList<string> Queues { get; init; } = [];
}

/// <summary>Whether the engine is paused.</summary>
/// <param name="IsPaused">True if no step can begin.</param>
/// <param name="RunningProcesses">The number of processes that are being executed, counted by their leases.</param>
public sealed record EngineStatus(bool IsPaused, int RunningProcesses);

/// <summary>Who has paused the engine.</summary>
/// <param name="User">The signed-in user.</param>
/// <param name="At">When it was paused.</param>
/// <param name="Reporter">
/// Who the request said it came from; null if it was the user, and for callers who may not read the audit log.
/// </param>
/// <param name="Reason">Why; null if no reason was given, and for callers who may not read the audit log.</param>
public sealed record EnginePause(string User, DateTimeOffset At, string? Reporter, string? Reason);
