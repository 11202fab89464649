using System.Text.Json;

namespace Orchestrator.Operations;

/// <summary>The operations of an external system on a process that waits for it.</summary>
public interface ICallbacks
{
    /// <summary>Passes the result to the waiting process, which then continues.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="token">The secret of the address that was called.</param>
    /// <param name="result">The object that is added to the state.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the operation before the result is stored.</param>
    /// <returns>A task that completes when the result is stored and the process is queued.</returns>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="NotFoundException">The process does not exist, or the token is not the one that it waits for.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this, even with a valid token.</exception>
    /// <exception cref="ConflictException">
    /// The process does not wait for a callback: it was already called back, or it was aborted.
    /// </exception>
    /// <exception cref="InvalidRequestException">
    /// The step that validates the result could not read it, for example because a member is missing. The token remains valid: the result
    /// can be sent again.
    /// </exception>
    Task AcceptAsync(Guid processId, string token, JsonElement result, Caller user, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reports the progress of the external system. It replaces the previous progress, and does not extend the timeout of the process.
    /// </summary>
    /// <param name="processId">The process.</param>
    /// <param name="token">The secret of the address that was called.</param>
    /// <param name="progress">A string or an object.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the operation before the progress is stored.</param>
    /// <returns>A task that completes when the progress is stored.</returns>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="NotFoundException">The process does not exist, or the token is not the one that it waits for.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this, even with a valid token.</exception>
    /// <exception cref="ConflictException">The process does not wait for a callback.</exception>
    Task ReportProgressAsync(
        Guid processId,
        string token,
        JsonElement progress,
        Caller user,
        CancellationToken cancellationToken = default
    );
}
