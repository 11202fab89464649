using System.Data.Common;
using Orchestrator.Storage.Sql;

namespace Orchestrator.BulkReconciles;

internal static class BulkReconcileStatements
{
    /// <summary>Reads all rows of a statement.</summary>
    internal static async Task<IReadOnlyList<T>> ReadAllAsync<T>(
        this Statement command,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<T>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(read(row));
        }

        return rows;
    }
}
