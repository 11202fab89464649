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
    /// <param name="concurrency">How many of the reconciles run at once, at most; from 1 to 1,000.</param>
    /// <param name="user">The user who starts it.</param>
    /// <param name="idempotencyKey">The key of a start that may be repeated, as for <c>IProcesses.StartOnceAsync</c>; null for one
    /// that is not repeated.</param>
    /// <param name="brakes">What stops it; null for nothing.</param>
    /// <param name="cancellationToken">Gives up before anything is written.</param>
    /// <returns>The id of the task's process.</returns>
    /// <exception cref="ConflictException">The key was used for another start.</exception>
    /// <exception cref="EnginePausedException">The engine is paused.</exception>
    /// <exception cref="InvalidRequestException">The selection does not make sense, finds nothing, or the concurrency or a brake is
    /// out of range.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    Task<Guid> StartAsync(
        BulkSelection selection,
        int concurrency,
        Caller user,
        string? idempotencyKey = null,
        BulkReconcileBrakes? brakes = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Shows how far a bulk reconcile is.</summary>
    /// <param name="processId">The task's process.</param>
    /// <param name="user">The caller; the object is treated as absent if this user may not see it. Null shows everything.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The counts, and why what was refused was refused.</returns>
    /// <exception cref="NotFoundException">The bulk reconcile does not exist.</exception>
    Task<BulkReconcile> GetAsync(Guid processId, Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Pauses a bulk reconcile, or continues it. Running reconciles continue either way. A bulk reconcile that was started but has not
    /// begun yet begins paused. One that a brake has paused continues with the rest: the failures so far count no longer, and the canary
    /// counts as passed.
    /// </summary>
    /// <param name="processId">The task's process.</param>
    /// <param name="paused">True to pause it.</param>
    /// <param name="user">The caller.</param>
    /// <param name="reason">Why, for the audit log and for those who find it paused; null for no reason.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>When it is stored.</returns>
    /// <exception cref="NotFoundException">The bulk reconcile does not exist.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="InvalidRequestException">The reason is too long.</exception>
    Task SetPausedAsync(Guid processId, bool paused, Caller user, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Cancels a bulk reconcile: its process is aborted. Reconciles that it has started continue.</summary>
    /// <param name="processId">The task's process.</param>
    /// <param name="user">The caller.</param>
    /// <param name="reason">Why, for the audit log; null for no reason.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>When it is stored.</returns>
    /// <exception cref="NotFoundException">The bulk reconcile does not exist.</exception>
    /// <exception cref="ForbiddenException">The user may not abort it.</exception>
    /// <exception cref="InvalidRequestException">The reason is too long.</exception>
    Task CancelAsync(Guid processId, Caller user, string? reason = null, CancellationToken cancellationToken = default);
}

/// <summary>How far a bulk reconcile is.</summary>
/// <param name="ProcessId">The task's process.</param>
/// <param name="Status">The status of that process.</param>
/// <param name="Query">Which subscriptions.</param>
/// <param name="Concurrency">How many run at once, at most.</param>
/// <param name="Paused">True while it starts nothing more.</param>
/// <param name="Counts">How many subscriptions are where.</param>
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
    /// <summary>What stops it.</summary>
    public BulkReconcileBrakes Brakes { get; init; } = new();

    /// <summary>Why it is paused; null when it is not.</summary>
    public BulkReconcilePause? Pause { get; init; }

    /// <summary>When its next wave begins; null while that is not known.</summary>
    public DateTimeOffset? NextWaveAt { get; init; }
}

/// <summary>How many subscriptions of a bulk reconcile are where. The total is the sum of the others.</summary>
/// <param name="Total">All.</param>
/// <param name="ToStart">Not started yet.</param>
/// <param name="Running">Started, not at an end, and not waiting for a person.</param>
/// <param name="Done">Reconciled.</param>
/// <param name="Failed">The reconcile has failed or was aborted; it can be retried individually.</param>
/// <param name="Refused">Could not be started.</param>
public sealed record BulkReconcileCounts(int Total, int ToStart, int Running, int Done, int Failed, int Refused)
{
    /// <summary>
    /// Gets how many were started and wait for a person: they take no place of the concurrency, and no wave waits for them.
    /// One that waits for a callback or for its next attempt is running.
    /// </summary>
    public int Waiting { get; init; }

    /// <summary>How many were started.</summary>
    internal int Started => Total - ToStart - Refused;
}

/// <summary>A subscription whose reconcile could not be started.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Reason">Why.</param>
public sealed record BulkReconcileRefusal(Guid SubscriptionId, string Reason)
{
    /// <summary>The process that held the subscription, when that was why; null otherwise.</summary>
    public Guid? LockedBy { get; init; }
}

/// <summary>A subscription whose reconcile was started and did not succeed.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="ProcessId">The process that has failed; it can be retried.</param>
/// <param name="Reason">Why it has failed, at most 2,000 characters of it.</param>
public sealed record BulkReconcileFailure(Guid SubscriptionId, Guid ProcessId, string Reason);
