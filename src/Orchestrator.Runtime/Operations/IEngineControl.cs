namespace Orchestrator.Operations;

/// <summary>Pauses and resumes the engine for all hosts, and maintains what it keeps besides its rows.</summary>
public interface IEngineControl
{
    /// <summary>Reads whether the engine is paused and how many processes run.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The status.</returns>
    Task<EngineStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads what workers do.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The counts.</returns>
    Task<WorkerStatus> GetWorkerStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Pauses the engine for all hosts. Running processes stop before their next step. Pausing a paused engine changes nothing.
    /// </summary>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>The status afterwards.</returns>
    /// <exception cref="ForbiddenException">The caller is not allowed to.</exception>
    Task<EngineStatus> PauseAsync(Caller user, CancellationToken cancellationToken = default);

    /// <summary>
    /// Resumes the engine for all hosts: processes that stopped between two steps continue. Resuming an engine that is not paused changes
    /// nothing.
    /// </summary>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>The status afterwards.</returns>
    /// <exception cref="ForbiddenException">The caller is not allowed to.</exception>
    Task<EngineStatus> ResumeAsync(Caller user, CancellationToken cancellationToken = default);

    /// <summary>
    /// Clears what is cached of the core database, which is nothing: the engine reads what is stored each time, so that hosts never differ.
    /// Clients of orchestrator-core ask for it.
    /// </summary>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many entries there were.</returns>
    /// <exception cref="ForbiddenException">The caller is not allowed to.</exception>
    Task<int> ClearCachesAsync(Caller user, CancellationToken cancellationToken = default);

    /// <summary>Makes the index of searches again from what is stored.</summary>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is made.</returns>
    /// <exception cref="ForbiddenException">The caller is not allowed to.</exception>
    Task RebuildSearchIndexAsync(Caller user, CancellationToken cancellationToken = default);
}

/// <summary>The load of the workers. Processes are counted over all hosts, workers on this host.</summary>
/// <param name="WorkersOnline">How many workers this host has.</param>
/// <param name="Queued">How many processes wait for a worker.</param>
/// <param name="Running">How many processes a worker is executing now, counted by their leases.</param>
public sealed record WorkerStatus(int WorkersOnline, int Queued, int Running);

/// <summary>Whether the engine is paused.</summary>
/// <param name="IsPaused">True when no step may begin.</param>
/// <param name="RunningProcesses">How many processes a worker is executing now, counted by their leases.</param>
public sealed record EngineStatus(bool IsPaused, int RunningProcesses);
