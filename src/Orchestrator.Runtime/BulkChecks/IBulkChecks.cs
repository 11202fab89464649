using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Processes;

namespace Orchestrator.BulkChecks;

/// <summary>
/// Checks many subscriptions as one task, a few at a time: a dry run of a bulk reconcile. There is no process for each of them, and nothing
/// is written but what was found.
/// </summary>
public interface IBulkChecks
{
    /// <summary>
    /// Starts a check of the subscriptions that a bulk reconcile of the same selection would reconcile. The task is a process: aborting it
    /// checks nothing more. A host that dies loses nothing: another one continues.
    /// </summary>
    /// <param name="selection">Which subscriptions.</param>
    /// <param name="concurrency">How many are checked at once, at most; from 1 to 1,000.</param>
    /// <param name="user">The user who starts it.</param>
    /// <param name="idempotencyKey">The key of a start that may be repeated, as for <c>IProcesses.StartOnceAsync</c>; null for one
    /// that is not repeated.</param>
    /// <param name="cancellationToken">Gives up before anything is written.</param>
    /// <returns>The id of the task's process.</returns>
    /// <exception cref="ConflictException">The key was used for another start.</exception>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="InvalidRequestException">The selection does not make sense or finds nothing, or the concurrency is out of
    /// range.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    Task<Guid> StartAsync(
        BulkSelection selection,
        int concurrency,
        Caller user,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Shows how far a bulk check is, and what it has found.</summary>
    /// <param name="processId">The task's process.</param>
    /// <param name="user">The caller; the object is treated as absent if this user may not see it, and subscriptions that this user may not
    /// see are left out. Null shows everything.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The counts, and the differences in groups.</returns>
    /// <exception cref="NotFoundException">The bulk check does not exist.</exception>
    Task<BulkCheck> GetAsync(Guid processId, Caller? user = null, CancellationToken cancellationToken = default);
}

/// <summary>How far a bulk check is, and what it has found.</summary>
/// <param name="ProcessId">The task's process.</param>
/// <param name="Status">The status of that process.</param>
/// <param name="Query">Which subscriptions.</param>
/// <param name="Concurrency">How many are checked at once, at most.</param>
/// <param name="Counts">How many have which status.</param>
/// <param name="Refusals">The first 1,000 subscriptions that could not be checked, or whose drift does not count, with the reason.</param>
/// <param name="Groups">Equal differences, those of the most subscriptions first: the first 1,000 groups of at most 10,000.</param>
public sealed record BulkCheck(
    Guid ProcessId,
    ProcessStatus Status,
    string Query,
    int Concurrency,
    BulkCheckCounts Counts,
    IReadOnlyList<BulkReconcileRefusal> Refusals,
    IReadOnlyList<DriftGroup> Groups
)
{
    /// <summary>Gets why the process has failed, or how far it is; null when it has ended well.</summary>
    public string? Reason { get; init; }
}

/// <summary>How many subscriptions of a bulk check have which status.</summary>
/// <param name="Found">All.</param>
/// <param name="NoDrift">Nothing differs.</param>
/// <param name="Drifted">Something differs.</param>
/// <param name="Unknown">An external system did not answer.</param>
/// <param name="Unsupported">Nothing of it can be compared.</param>
/// <param name="Refused">Could not be checked, or their drift does not count because a process holds them.</param>
public sealed record BulkCheckCounts(int Found, int NoDrift, int Drifted, int Unknown, int Unsupported, int Refused)
{
    /// <summary>Gets how many are done, refused ones included.</summary>
    public int Checked => NoDrift + Drifted + Unknown + Unsupported + Refused;
}
