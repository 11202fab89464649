using System.Globalization;
using Orchestrator.Processes;

namespace Orchestrator.BulkReconciles;

/// <summary>Reconciles many subscriptions as one task, a few at a time.</summary>
public interface IBulkReconciles
{
    /// <summary>
    /// Starts a reconcile for each selected subscription. Subscriptions that cannot be reconciled now are counted with the reason. The task
    /// is a process: aborting it starts nothing more.
    /// </summary>
    /// <param name="selection">Which subscriptions.</param>
    /// <param name="concurrency">The maximum number of concurrent reconciles, from 1 to 1,000.</param>
    /// <param name="user">The user who starts it.</param>
    /// <param name="idempotencyKey">The idempotency key, as for <c>IProcesses.StartOnceAsync</c>; null for none.</param>
    /// <param name="brakes">The brakes; null for none.</param>
    /// <param name="reason">
    /// The reason, which becomes the note of the task's process and is stored in the audit log; at most 5,000 characters; null for none.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>The id of the task's process.</returns>
    /// <exception cref="ConflictException">The idempotency key was used for a different start.</exception>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="InvalidRequestException">
    /// The selection is not valid or finds nothing, the concurrency or a brake is out of range, or the reason is too long.
    /// </exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    Task<Guid> StartAsync(
        BulkSelection selection,
        int concurrency,
        Caller user,
        string? idempotencyKey = null,
        BulkReconcileBrakes? brakes = null,
        string? reason = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Returns the progress of a bulk reconcile.</summary>
    /// <param name="processId">The task's process.</param>
    /// <param name="user">The caller; the object is treated as absent if this user cannot see it. Null shows everything.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The counts, and the reasons for refusals.</returns>
    /// <exception cref="NotFoundException">The bulk reconcile does not exist.</exception>
    Task<BulkReconcile> GetAsync(Guid processId, Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the bulk reconciles that are paused and have not ended, the last paused first.</summary>
    /// <param name="user">The caller; those that this user cannot see are omitted. Null shows all.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>At most 100.</returns>
    Task<IReadOnlyList<PausedBulkReconcile>> ListPausedAsync(Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Pauses or resumes a bulk reconcile. Running reconciles continue in both cases. A bulk reconcile that has been started but has not
    /// begun yet begins paused. After a brake, a resumed bulk reconcile continues with the rest: previous failures no longer count, and the
    /// canary counts as passed.
    /// </summary>
    /// <param name="processId">The task's process.</param>
    /// <param name="paused">True to pause it.</param>
    /// <param name="user">The caller.</param>
    /// <param name="reason">The reason, for the audit log and for other users; null for none.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>A task that completes when the change is stored.</returns>
    /// <exception cref="NotFoundException">The bulk reconcile does not exist.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="InvalidRequestException">The reason is too long.</exception>
    Task SetPausedAsync(Guid processId, bool paused, Caller user, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Cancels a bulk reconcile: its process is aborted. Reconciles that it has started continue.</summary>
    /// <param name="processId">The task's process.</param>
    /// <param name="user">The caller.</param>
    /// <param name="reason">The reason, for the audit log; null for none.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>A task that completes when the change is stored.</returns>
    /// <exception cref="NotFoundException">The bulk reconcile does not exist.</exception>
    /// <exception cref="ForbiddenException">The user is not allowed to abort it.</exception>
    /// <exception cref="InvalidRequestException">The reason is too long.</exception>
    Task CancelAsync(Guid processId, Caller user, string? reason = null, CancellationToken cancellationToken = default);
}

/// <summary>The progress of a bulk reconcile.</summary>
/// <param name="ProcessId">The task's process.</param>
/// <param name="Status">The status of that process.</param>
/// <param name="Query">Which subscriptions.</param>
/// <param name="Concurrency">The maximum number of concurrent reconciles.</param>
/// <param name="Paused">True while it is paused.</param>
/// <param name="Counts">The number of subscriptions in each state.</param>
/// <param name="Refusals">The first 1,000 subscriptions whose reconcile could not be started, with the reason.</param>
/// <param name="Failures">The first 1,000 subscriptions whose reconcile was started and has failed or was aborted, with the process and the
/// reason.</param>
public sealed record BulkReconcile(
    Guid ProcessId,
    ProcessStatus Status,
    string Query,
    int Concurrency,
    bool Paused,
    BulkReconcileCounts Counts,
    IReadOnlyList<BulkReconcileRefusal> Refusals,
    IReadOnlyList<BulkReconcileFailure> Failures
)
{
    /// <summary>The subscriptions that are selected, of those that the query finds; null if all of these are.</summary>
    public IReadOnlyList<Guid>? SubscriptionIds { get; init; }

    /// <summary>The subscriptions that are left out.</summary>
    public IReadOnlyList<Guid> ExceptSubscriptionIds { get; init; } = [];

    /// <summary>What stops it.</summary>
    public BulkReconcileBrakes Brakes { get; init; } = new();

    /// <summary>The note of its process, which is at first the reason with which it was started; null for none.</summary>
    public string? Note { get; init; }

    /// <summary>The user who started it; null if it is not known.</summary>
    public string? StartedBy { get; init; }

    /// <summary>Why it is paused; null when it is not.</summary>
    public BulkReconcilePause? Pause { get; init; }

    /// <summary>The time at which the next wave begins; null if it is not known.</summary>
    public DateTimeOffset? NextWaveAt { get; init; }
}

/// <summary>The number of subscriptions of a bulk reconcile in each state. The total is the sum of the others.</summary>
/// <param name="Total">All.</param>
/// <param name="ToStart">Not started yet.</param>
/// <param name="Running">Started, not ended, and not waiting for a person.</param>
/// <param name="Done">Reconciled.</param>
/// <param name="Failed">The reconcile has failed or was aborted; it can be retried individually.</param>
/// <param name="Refused">Could not be started.</param>
public sealed record BulkReconcileCounts(int Total, int ToStart, int Running, int Done, int Failed, int Refused)
{
    /// <summary>
    /// Gets the number that wait for a person: they do not count towards the concurrency, and no wave waits for them. A reconcile that
    /// waits for a callback or for its next attempt counts as running.
    /// </summary>
    public int Waiting { get; init; }

    /// <summary>Returns what became of the subscriptions, in words.</summary>
    /// <returns>For example <c>1 of 4 reconciled, 0 failed, 3 refused</c>.</returns>
    public string Describe()
    {
        var open = ToStart + Running + Waiting;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Done} of {Total} reconciled, {Failed} failed, {Refused} refused{(open == 0 ? "" : $", {open} not ended")}"
        );
    }

    /// <summary>How many were started.</summary>
    internal int Started => Total - ToStart - Refused;
}

/// <summary>A subscription whose reconcile could not be started.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Reason">Why.</param>
public sealed record BulkReconcileRefusal(Guid SubscriptionId, string Reason)
{
    /// <summary>The process that held the subscription, if that was the reason; null otherwise.</summary>
    public Guid? LockedBy { get; init; }
}

/// <summary>A subscription whose reconcile was started and did not succeed.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="ProcessId">The process that has failed; it can be retried.</param>
/// <param name="Reason">The reason why it failed, at most 2,000 characters.</param>
public sealed record BulkReconcileFailure(Guid SubscriptionId, Guid ProcessId, string Reason);
