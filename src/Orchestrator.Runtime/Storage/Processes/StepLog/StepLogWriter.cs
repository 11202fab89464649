using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>
/// Writes a step: the process's row, the step's row, and the lease if the process does nothing more. All of it only while the lease is
/// still the host's and the process was not aborted.
/// </summary>
internal abstract class StepLogWriter
{
    private protected const string UpdateProcess = """
        UPDATE processes
        SET last_step = @step, last_status = @process_status, assignee = @assignee, last_modified_at = @completed, failed_reason = @reason,
            traceback = @traceback, due_at = @due, waits_since = @since
        WHERE pid = @pid AND last_status <> 'aborted'
        """;

    private protected const string RemoveStep = "DELETE FROM process_steps WHERE stepid = @removed AND pid = @pid";

    // Without a row of settings the engine is not paused.
    private protected const string IsPaused = "EXISTS (SELECT 1 FROM engine_settings WHERE global_lock)";

    private const string Release = "UPDATE process_leases SET expires_at = @released WHERE pid = @pid AND token = @token";

    private const string ResetUnlogged = "UPDATE process_leases SET unlogged_attempts = 0 WHERE pid = @pid AND token = @token";

    /// <summary>Locks the lease until the transaction ends.</summary>
    /// <returns>False when it is no longer the host's.</returns>
    internal abstract Task<bool> LockLeaseAsync(OrchestratorDbContext database, ProcessLease lease, CancellationToken cancellationToken);

    /// <summary>Writes.</summary>
    /// <returns>Whether the engine is paused; null when nothing was written.</returns>
    internal abstract Task<bool?> WriteAsync(
        OrchestratorDbContext database,
        StepLogEntry entry,
        DateTimeOffset now,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// What changes of the lease with a step: it is released, or the attempts before this step are over. Null for nothing, which is most
    /// steps.
    /// </summary>
    private protected static string? LeaseUpdate(StepLogEntry entry) =>
        entry.ReleasesLease ? Release
        : entry.Lease.UnloggedAttempts > 0 ? ResetUnlogged
        : null;

    private protected static Statement BindProcess(Statement command, StepLogEntry entry) =>
        command
            .With("token", entry.Lease.Token)
            .With("step", StorableText.Start(entry.Name, Limits.MaxNameLength))
            .With("process_status", WireName.Of(entry.ProcessStatus))
            .With("assignee", StorableText.Start(entry.Assignee, Limits.MaxShortNameLength))
            .With("due", entry.DueAt)
            .With("since", entry.WaitsSince)
            .With("reason", entry.FailedReason)
            .With("traceback", entry.Traceback);

    private protected static Statement BindStep(Statement command, StepLogEntry entry, DateTimeOffset now)
    {
        if (entry.Removes is { } removed)
        {
            command.With("removed", removed);
        }

        if (entry.ReleasesLease)
        {
            command.With("released", DateTimeOffset.UnixEpoch);
        }

        return command.WithStep(
            entry.StepId,
            entry.Lease.ProcessId,
            entry.Key,
            entry.Name,
            entry.StepStatus,
            entry.State,
            entry.Lease.User,
            entry.StartedAt,
            completedAt: now
        );
    }
}
