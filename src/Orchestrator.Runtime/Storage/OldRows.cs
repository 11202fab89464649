using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage;

/// <summary>Deletes rows that are kept for a limited time.</summary>
internal static class OldRows
{
    /// <summary>Deletes the rows before a time, a thousand in a transaction, so that no transaction holds many rows for long.</summary>
    /// <param name="transactions">Runs the transactions.</param>
    /// <param name="table">The table.</param>
    /// <param name="key">Its primary key.</param>
    /// <param name="column">The column with the time, which has an index.</param>
    /// <param name="before">The time.</param>
    /// <param name="cancellationToken">Cancels the deletion; what was deleted before stays deleted.</param>
    internal static Task DeleteOldAsync(
        this WriteTransactions transactions,
        string table,
        string key,
        string column,
        DateTimeOffset before,
        CancellationToken cancellationToken
    )
    {
        const int part = 1_000;
        return transactions.RunPartsAsync(
            part,
            async (database, token) =>
            {
                await using var command = await database.CommandAsync(
                    $"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM {table} "
                        + $"WHERE {column} < @before ORDER BY {column}, {key} LIMIT @limit{database.Dialect.RowLock})",
                    token
                );
                return await command.With("before", before).With("limit", part).ExecuteNonQueryAsync(token);
            },
            cancellationToken
        );
    }
}
