using Orchestrator.Processes;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Sqlite;

/// <summary>A statement of SQLite changes one table, so a step is several, in a transaction that is alone in the file.</summary>
internal sealed class SqliteStepLog : StepLogWriter
{
    /// <summary>There is nothing to lock: whether the lease is still the host's is asked by the first statement that writes.</summary>
    internal override Task<bool> LockLeaseAsync(OrchestratorDbContext database, ProcessLease lease, CancellationToken cancellationToken) =>
        Task.FromResult(true);

    internal override async Task<bool?> WriteAsync(
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
                await BindProcess(update, entry)
                    .With("pid", entry.Lease.ProcessId)
                    .With("completed", now)
                    .ExecuteScalarAsync(cancellationToken)
                is not long locked
            )
            {
                return null;
            }

            paused = locked != 0;
        }

        var lease = LeaseUpdate(entry);
        await using var write = await database.CommandAsync(
            (entry.Replaces is null ? StepRows.Insert(database) : StepRows.Replace(database))
                + (entry.Removes is null ? "" : $"; {RemoveStep}")
                + (lease is null ? "" : $"; {lease}"),
            cancellationToken
        );
        BindStep(write, entry, now);
        if (lease is not null)
        {
            write.With("token", entry.Lease.Token);
        }

        await write.ExecuteNonQueryAsync(cancellationToken);
        return paused;
    }
}
