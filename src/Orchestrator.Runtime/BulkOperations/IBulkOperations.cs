using System.Globalization;
using Orchestrator.Processes;

namespace Orchestrator.BulkOperations;

/// <summary>
/// Retries or aborts many processes as one task: all that a filter of the list of processes finds, not only those of a page. Each of them
/// is asked about, changed and audited by itself, so that one that cannot be retried stops no other.
/// </summary>
public interface IBulkOperations
{
    /// <summary>
    /// Counts the processes that an operation would be about: those that the filters find and that have failed or wait, or, to abort, that
    /// have not ended.
    /// </summary>
    /// <param name="kind">What would be done.</param>
    /// <param name="filters">The filters, as for <see cref="ProcessSearch"/>: at least one.</param>
    /// <param name="user">The caller; processes that this user cannot see are not counted. Null counts everything.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The number. Which of them the user may retry or abort is asked when it is done.</returns>
    /// <exception cref="InvalidRequestException">There is no filter, or one is not valid.</exception>
    Task<int> CountAsync(
        BulkOperationKind kind,
        IReadOnlyList<FieldFilter> filters,
        Caller? user = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Starts an operation. The task is a process of <c>task_bulk_retry</c> or <c>task_bulk_abort</c>: its first step writes down which
    /// processes it is about, none of which was started after it. Aborting the task changes nothing more. If the host stops, another host
    /// continues.
    /// </summary>
    /// <param name="kind">What is done.</param>
    /// <param name="filters">The filters, as for <see cref="ProcessSearch"/>: at least one.</param>
    /// <param name="reason">The reason, which is in the audit log beside each process; at most 5,000 characters.</param>
    /// <param name="user">The user on whose behalf it is done.</param>
    /// <param name="idempotencyKey">The idempotency key, as for <c>IProcesses.StartOnceAsync</c>; null for none.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>The id of the task's process.</returns>
    /// <exception cref="ConflictException">The idempotency key was used for a different start.</exception>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to start the task.</exception>
    /// <exception cref="Forms.FormInvalidException">There is no filter or no reason, or one is not valid.</exception>
    Task<Guid> StartAsync(
        BulkOperationKind kind,
        IReadOnlyList<FieldFilter> filters,
        string reason,
        Caller user,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Returns the progress of an operation, and which processes were refused.</summary>
    /// <param name="processId">The task's process.</param>
    /// <param name="user">The caller; the object is treated as absent if this user cannot see it. Null shows everything.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The counts, and the refusals.</returns>
    /// <exception cref="NotFoundException">The operation does not exist.</exception>
    Task<BulkOperation> GetAsync(Guid processId, Caller? user = null, CancellationToken cancellationToken = default);
}

/// <summary>What is done to many processes.</summary>
public enum BulkOperationKind
{
    /// <summary>Retry those that have failed or wait.</summary>
    Retry,

    /// <summary>Abort those that have not ended.</summary>
    Abort,
}

/// <summary>The progress of a bulk operation.</summary>
/// <param name="ProcessId">The task's process.</param>
/// <param name="Status">The status of that process.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Filters">Which processes.</param>
/// <param name="Reason">Why.</param>
/// <param name="StartedBy">On whose behalf; null if it is not known.</param>
/// <param name="Counts">How far it is.</param>
/// <param name="Refusals">The first 1,000 processes that were not changed, with the reason.</param>
public sealed record BulkOperation(
    Guid ProcessId,
    ProcessStatus Status,
    BulkOperationKind Kind,
    IReadOnlyList<FieldFilter> Filters,
    string Reason,
    string? StartedBy,
    BulkOperationCounts Counts,
    IReadOnlyList<BulkOperationRefusal> Refusals
)
{
    /// <summary>Gets the reason why the task failed, or its progress; null if there is none.</summary>
    public string? Problem { get; init; }
}

/// <summary>The number of processes of a bulk operation.</summary>
/// <param name="Found">All; zero before the first step has selected them.</param>
/// <param name="Done">Those that were retried or aborted.</param>
/// <param name="Refused">Those that were not changed.</param>
public sealed record BulkOperationCounts(int Found, int Done, int Refused)
{
    /// <summary>Returns what became of the processes, in words.</summary>
    /// <returns>For example <c>1 of 4 done, 3 refused</c>.</returns>
    public string Describe() => string.Create(CultureInfo.InvariantCulture, $"{Done} of {Found} done, {Refused} refused");
}

/// <summary>A process that a bulk operation did not change.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Reason">Why.</param>
public sealed record BulkOperationRefusal(Guid ProcessId, string Reason);
