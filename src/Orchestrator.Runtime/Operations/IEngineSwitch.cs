namespace Orchestrator.Operations;

/// <summary>Pauses and releases the engine for all hosts.</summary>
public interface IEngineSwitch
{
    /// <summary>Reads whether the engine is paused and how many processes run.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The status.</returns>
    Task<EngineStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads what workers do.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The counts.</returns>
    Task<WorkerStatus> GetWorkerStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>Pauses or releases the engine. Running processes stop before their next step, and go on when it is released.</summary>
    /// <param name="locked">True to pause.</param>
    /// <param name="user">Who does.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>The status afterwards.</returns>
    /// <exception cref="ForbiddenException">The user may not.</exception>
    Task<EngineStatus> SetLockedAsync(bool locked, Requester user, CancellationToken cancellationToken = default);
}

/// <summary>What workers have to do. Processes are counted over all hosts, workers on this one.</summary>
/// <param name="WorkersOnline">How many workers this host has.</param>
/// <param name="Queued">How many processes wait for a worker.</param>
/// <param name="Running">How many processes a worker is executing now, counted by their leases.</param>
public sealed record WorkerStatus(int WorkersOnline, int Queued, int Running);

/// <summary>Whether the engine is paused.</summary>
/// <param name="Locked">True when no step may begin.</param>
/// <param name="RunningProcesses">How many processes a worker is executing now, counted by their leases.</param>
public sealed record EngineStatus(bool Locked, int RunningProcesses);
