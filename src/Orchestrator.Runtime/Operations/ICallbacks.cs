using System.Text.Json;

namespace Orchestrator.Operations;

/// <summary>The operations of an external system on a process that waits for it.</summary>
public interface ICallbacks
{
    /// <summary>Gives a process what it waits for, and lets it continue.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="token">The secret of the address that was called.</param>
    /// <param name="result">The object that goes into the state.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Gives up before the result is stored.</param>
    /// <returns>When the result is stored and the process is queued.</returns>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="NotFoundException">The process does not exist, or the token is not the one that it waits for.</exception>
    /// <exception cref="ForbiddenException">The user may not; the token makes up for nothing.</exception>
    /// <exception cref="ConflictException">The process does not wait for a callback: someone else's came first, or it was
    /// aborted.</exception>
    Task AcceptAsync(Guid processId, string token, JsonElement result, Caller user, CancellationToken cancellationToken = default);

    /// <summary>
    /// Shows how far the external system is. It replaces what was shown before, and does not extend the time that the process waits.
    /// </summary>
    /// <param name="processId">The process.</param>
    /// <param name="token">The secret of the address that was called.</param>
    /// <param name="progress">A text or an object.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Gives up before the progress is stored.</param>
    /// <returns>When the progress is stored.</returns>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="NotFoundException">The process does not exist, or the token is not the one that it waits for.</exception>
    /// <exception cref="ForbiddenException">The user may not; the token makes up for nothing.</exception>
    /// <exception cref="ConflictException">The process does not wait for a callback.</exception>
    Task ReportProgressAsync(
        Guid processId,
        string token,
        JsonElement progress,
        Caller user,
        CancellationToken cancellationToken = default
    );
}
