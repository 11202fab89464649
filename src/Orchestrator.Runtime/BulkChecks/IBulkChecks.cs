using System.Globalization;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Processes;

namespace Orchestrator.BulkChecks;

/// <summary>
/// Checks many subscriptions as one task, a few at a time: a dry run of a bulk reconcile. It starts no process for each of them, and writes
/// only the results.
/// </summary>
public interface IBulkChecks
{
    /// <summary>
    /// Starts a check of the subscriptions that a bulk reconcile of the same selection would reconcile. The task is a process: aborting it
    /// checks nothing more. If the host stops, another host continues.
    /// </summary>
    /// <param name="selection">Which subscriptions.</param>
    /// <param name="concurrency">The maximum number of concurrent checks, from 1 to 1,000.</param>
    /// <param name="user">The user who starts it.</param>
    /// <param name="idempotencyKey">The idempotency key, as for <c>IProcesses.StartOnceAsync</c>; null for none.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>The id of the task's process.</returns>
    /// <exception cref="ConflictException">The idempotency key was used for a different start.</exception>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="InvalidRequestException">
    /// The selection is not valid or finds nothing, or the concurrency is out of range.
    /// </exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    Task<Guid> StartAsync(
        BulkSelection selection,
        int concurrency,
        Caller user,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Returns the progress of a bulk check, and what it has found.</summary>
    /// <param name="processId">The task's process.</param>
    /// <param name="user">
    /// The caller; the object is treated as absent if this user cannot see it, and subscriptions that this user cannot see are omitted.
    /// Null shows everything.
    /// </param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The counts, and the differences in groups.</returns>
    /// <exception cref="NotFoundException">The bulk check does not exist.</exception>
    Task<BulkCheck> GetAsync(Guid processId, Caller? user = null, CancellationToken cancellationToken = default);
}

/// <summary>The progress of a bulk check, and what it has found.</summary>
/// <param name="ProcessId">The task's process.</param>
/// <param name="Status">The status of that process.</param>
/// <param name="Query">Which subscriptions.</param>
/// <param name="Concurrency">The maximum number of concurrent checks.</param>
/// <param name="Counts">The number of subscriptions with each status.</param>
/// <param name="Refusals">The first 1,000 subscriptions that could not be checked, or whose drift does not count, with the reason.</param>
/// <param name="Groups">Groups of equal differences, the most frequent first: the first 1,000 groups of at most 10,000.</param>
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
    /// <summary>Gets the subscriptions that are selected, of those that the query finds; null if all of these are.</summary>
    public IReadOnlyList<Guid>? SubscriptionIds { get; init; }

    /// <summary>Gets the subscriptions that are left out.</summary>
    public IReadOnlyList<Guid> ExceptSubscriptionIds { get; init; } = [];

    /// <summary>Gets the reason why the process failed, or its progress; null if it was successful.</summary>
    public string? Reason { get; init; }
}

/// <summary>The number of subscriptions of a bulk check with each status.</summary>
/// <param name="Found">All.</param>
/// <param name="NoDrift">Nothing differs.</param>
/// <param name="Drifted">Something differs.</param>
/// <param name="Unknown">An external system did not respond.</param>
/// <param name="Unsupported">None of its resources can be compared.</param>
/// <param name="Refused">Could not be checked, or their drift does not count because a process holds them.</param>
public sealed record BulkCheckCounts(int Found, int NoDrift, int Drifted, int Unknown, int Unsupported, int Refused)
{
    /// <summary>Gets the number that are done, including refused ones.</summary>
    public int Checked => NoDrift + Drifted + Unknown + Unsupported + Refused;

    /// <summary>Returns what was found, in words.</summary>
    /// <returns>For example <c>4 of 4 checked: 2 drifted, 1 unknown, 0 unsupported, 1 refused</c>.</returns>
    public string Describe() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Checked} of {Found} checked: {Drifted} drifted, {Unknown} unknown, {Unsupported} unsupported, {Refused} refused"
        );
}
