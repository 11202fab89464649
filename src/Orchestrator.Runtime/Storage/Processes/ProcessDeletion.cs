using System.Text.Json;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>
/// Deletes processes with everything that belongs to them. Rows are taken in the order in which a step that is being committed takes them,
/// the lease before the process, and those of several processes in the order of their ids: two transactions that take two rows in different
/// order would wait for each other.
/// </summary>
internal static class ProcessDeletion
{
    /// <summary>Deletes some processes, inside the caller's transaction.</summary>
    /// <param name="database">The database.</param>
    /// <param name="processIds">The processes.</param>
    /// <param name="condition">What must hold for each of them once no one else can change it; SQL.</param>
    /// <param name="with">Gives the condition its parameters.</param>
    /// <param name="cancellationToken">Gives up; the caller then keeps nothing.</param>
    /// <returns>How many were deleted.</returns>
    internal static async Task<int> DeleteAsync(
        OrchestratorDbContext database,
        IReadOnlyCollection<Guid> processIds,
        string condition,
        Func<Statement, Statement> with,
        CancellationToken cancellationToken
    )
    {
        var ids = JsonSerializer.Serialize(processIds);
        var some = $"pid IN (SELECT {database.JsonTexts("@ids", "uuid")})";
        if (database.RowLock().Length > 0)
        {
            await TakeLeasesAsync(database, ids, some, cancellationToken);
        }

        await using var delete = await database.CommandAsync(
            $"DELETE FROM processes WHERE pid IN (SELECT pid FROM processes WHERE {some} AND {condition} ORDER BY pid{database.RowLock()})",
            cancellationToken
        );
        return await with(delete.With("ids", ids)).ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Takes the lease of every process, and makes it where there is none: one that is taken for the first time meanwhile would be met only
    /// when the process is locked already. One deletion at a time does so, for the row of a lease needs its process, which another deletion
    /// could take away. Who waits for a lease of these finds the process gone.
    /// </summary>
    private static async Task TakeLeasesAsync(OrchestratorDbContext database, string ids, string some, CancellationToken cancellationToken)
    {
        await using (
            var turn = await database.CommandAsync(
                "SELECT pg_advisory_xact_lock(hashtextextended('orchestrator.process_deletion', 0))",
                cancellationToken
            )
        )
        {
            await turn.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var leases = await database.CommandAsync(
            $"""
            INSERT INTO process_leases (pid, owner, token, expires_at, renewed_at, unlogged_attempts)
            SELECT pid, 'deleted', 0, @past, @past, 0 FROM processes WHERE {some} ORDER BY pid
            ON CONFLICT (pid) DO UPDATE SET owner = process_leases.owner
            """,
            cancellationToken
        );
        await leases.With("ids", ids).With("past", DateTimeOffset.UnixEpoch).ExecuteNonQueryAsync(cancellationToken);
    }
}
