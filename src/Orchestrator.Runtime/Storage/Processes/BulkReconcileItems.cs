using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>
/// Keeps the counts of a bulk reconcile true while one of its processes changes, inside the transaction that changes the process.
/// </summary>
internal static class BulkReconcileItems
{
    /// <summary>
    /// Takes the row of the bulk reconcile whose process is going to be retried, inside the transaction that does so and before it changes
    /// the process: a count sees the process as it was before, or as it is afterwards.
    /// </summary>
    internal static Task HoldOfAsync(OrchestratorDbContext database, Guid reconcileId, CancellationToken cancellationToken) =>
        HoldAsync(database, "pid IN (SELECT pid FROM bulk_reconcile_items WHERE reconcile_id = @pid)", reconcileId, cancellationToken);

    /// <summary>Counts a process that has failed and is retried as one that runs.</summary>
    internal static async Task ReopenAsync(OrchestratorDbContext database, Guid reconcileId, CancellationToken cancellationToken)
    {
        await using var command = await database.CommandAsync(
            "UPDATE bulk_reconcile_items SET outcome = NULL WHERE reconcile_id = @reconcile AND outcome = 'failed' RETURNING pid",
            cancellationToken
        );
        if (await FirstAsync(command.With("reconcile", reconcileId), cancellationToken) is { } processId)
        {
            // What ended before a brake was released does not count towards the next one, and this no longer has ended.
            await AddAsync(
                database,
                processId,
                """
                failed = failed - 1,
                    failed_before = CASE WHEN failed_before > 0 THEN failed_before - 1 ELSE 0 END,
                    ended_before = CASE WHEN ended_before > 0 THEN ended_before - 1 ELSE 0 END
                """,
                static command => command,
                cancellationToken
            );
        }
    }

    /// <summary>Lets no one else change a row and what it counts until the transaction ends.</summary>
    internal static async Task HoldAsync(OrchestratorDbContext database, string condition, Guid id, CancellationToken cancellationToken)
    {
        await using var command = await database.CommandAsync(
            $"SELECT pid FROM bulk_reconciles WHERE {condition}{database.Dialect.RowLock}",
            cancellationToken
        );
        _ = await FirstAsync(command.With("pid", id), cancellationToken);
    }

    internal static async Task<Guid?> FirstAsync(Statement command, CancellationToken cancellationToken)
    {
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? row.GetStoredGuid(0) : null;
    }

    internal static async Task<bool> AddAsync(
        OrchestratorDbContext database,
        Guid processId,
        string counts,
        Func<Statement, Statement> with,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync($"UPDATE bulk_reconciles SET {counts} WHERE pid = @pid", cancellationToken);
        return await with(command.With("pid", processId)).ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
