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
        var some = $"pid IN (SELECT {database.Dialect.JsonTexts("@ids", "uuid")})";
        await database.Dialect.LockLeasesAsync(database, ids, cancellationToken);
        await using var delete = await database.CommandAsync(
            $"DELETE FROM processes WHERE pid IN (SELECT pid FROM processes WHERE {some} AND {condition} "
                + $"ORDER BY pid{database.Dialect.RowLock})",
            cancellationToken
        );
        return await with(delete.With("ids", ids)).ExecuteNonQueryAsync(cancellationToken);
    }
}
