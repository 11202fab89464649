using Microsoft.EntityFrameworkCore;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>
/// Writes a step: the process's row, the step's row, and the lease if the process does nothing more. All of it only while the lease is the
/// claim's and the process was not aborted.
/// </summary>
internal static class StepLog
{
    private const string UpdateProcess = """
        UPDATE processes
        SET last_step = @step, last_status = @process_status, assignee = @assignee, last_modified_at = @completed, failed_reason = @reason, traceback = @traceback, due_at = @due
        WHERE pid = @pid AND last_status <> 'aborted'
        """;

    private const string GiveBack = "UPDATE process_leases SET expires_at = @released WHERE pid = @pid AND token = @token";

    private const string Remove = "DELETE FROM process_steps WHERE stepid = @removed AND pid = @pid";

    private const string ResetUnlogged = "UPDATE process_leases SET unlogged_attempts = 0 WHERE pid = @pid AND token = @token";

    private const string HoldLease = "SELECT pid FROM process_leases WHERE pid = @pid AND token = @token FOR UPDATE";

    // Without a row of settings the engine is not paused.
    private const string IsPaused = "EXISTS (SELECT 1 FROM engine_settings WHERE global_lock)";

    /// <summary>
    /// Holds the lease until the transaction ends. False when it is no longer the claim's. SQLite has nothing to hold: the transaction is
    /// alone in the file.
    /// </summary>
    internal static async Task<bool> HoldLeaseAsync(OrchestratorDbContext database, ProcessLease claim, CancellationToken cancellationToken)
    {
        if (database.Database.IsSqlite())
        {
            return true;
        }

        await using var hold = await database.CommandAsync(HoldLease, cancellationToken);
        return await hold.With("pid", claim.ProcessId).With("token", claim.Token).ExecuteScalarAsync(cancellationToken) is not null;
    }

    /// <summary>Writes.</summary>
    /// <returns>Whether the engine is paused; null when nothing was written.</returns>
    internal static Task<bool?> WriteAsync(
        OrchestratorDbContext database,
        StepLogEntry entry,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        database.Database.IsSqlite()
            ? WriteInTurnAsync(database, entry, now, cancellationToken)
            : WriteAtOnceAsync(database, entry, now, cancellationToken);

    /// <summary>One statement, and so one way to the server and back; by itself it is a transaction.</summary>
    private static async Task<bool?> WriteAtOnceAsync(
        OrchestratorDbContext database,
        StepLogEntry entry,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var lease = LeaseUpdate(entry) is { } update ? $"{update} RETURNING pid" : HoldLease;
        var removed = entry.Removes is null ? "" : $",\nremoved AS ({Remove} AND EXISTS (SELECT 1 FROM process))";
        var step = entry.Replaces is null
            ? $"{StepRows.InsertInto} SELECT {StepRows.Values(database)} FROM process"
            : $"{StepRows.Replace(database)} AND EXISTS (SELECT 1 FROM process)";
        await using var command = await database.CommandAsync(
            $"""
            WITH lease AS ({lease}),
            process AS ({UpdateProcess} AND EXISTS (SELECT 1 FROM lease) RETURNING pid),
            step AS ({step} RETURNING stepid){removed}
            SELECT {IsPaused} FROM process
            """,
            cancellationToken
        );
        command.WithProcess(entry).WithStep(entry, now);
        if (entry.ReleasesLease)
        {
            command.With("released", DateTimeOffset.UnixEpoch);
        }

        return await command.ExecuteScalarAsync(cancellationToken) is bool paused ? paused : null;
    }

    /// <summary>SQLite changes one table with a statement. The caller's transaction is alone in the file.</summary>
    private static async Task<bool?> WriteInTurnAsync(
        OrchestratorDbContext database,
        StepLogEntry entry,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        bool paused;
        await using (
            var update = await database.CommandAsync(
                $"{UpdateProcess} AND EXISTS (SELECT 1 FROM process_leases l WHERE l.pid = @pid AND l.token = @token) RETURNING {IsPaused}",
                cancellationToken
            )
        )
        {
            if (
                await update
                    .WithProcess(entry)
                    .With("pid", entry.Claim.ProcessId)
                    .With("completed", now)
                    .ExecuteScalarAsync(cancellationToken)
                is not long locked
            )
            {
                return null;
            }

            paused = locked != 0;
        }

        await using var write = await database.CommandAsync(
            (entry.Replaces is null ? StepRows.Insert(database) : StepRows.Replace(database))
                + (entry.Removes is null ? "" : $"; {Remove}")
                + (LeaseUpdate(entry) is { } lease ? $"; {lease}" : ""),
            cancellationToken
        );
        write.WithStep(entry, now);
        if (LeaseUpdate(entry) is not null)
        {
            write.With("token", entry.Claim.Token);
        }

        if (entry.ReleasesLease)
        {
            write.With("released", DateTimeOffset.UnixEpoch);
        }

        await write.ExecuteNonQueryAsync(cancellationToken);
        return paused;
    }

    /// <summary>
    /// What changes of the lease with a step: it goes back, or the attempts before this step are over. Null for nothing, which is most
    /// steps.
    /// </summary>
    private static string? LeaseUpdate(StepLogEntry entry) =>
        entry.ReleasesLease ? GiveBack
        : entry.Claim.UnloggedAttempts > 0 ? ResetUnlogged
        : null;

    private static Statement WithProcess(this Statement command, StepLogEntry entry) =>
        command
            .With("token", entry.Claim.Token)
            .With("step", StorableText.Start(entry.Name, Limits.MaxNameLength))
            .With("process_status", WireName.Of(entry.ProcessStatus))
            .With("assignee", StorableText.Start(entry.Assignee, Limits.MaxShortNameLength))
            .With("due", entry.DueAt)
            .With("reason", entry.FailedReason)
            .With("traceback", entry.Traceback);

    private static Statement WithStep(this Statement command, StepLogEntry entry, DateTimeOffset now) =>
        (entry.Removes is { } removed ? command.With("removed", removed) : command).WithStep(
            entry.StepId,
            entry.Claim.ProcessId,
            entry.Key,
            entry.Name,
            entry.StepStatus,
            entry.State,
            entry.Claim.User,
            entry.StartedAt,
            completedAt: now
        );
}
