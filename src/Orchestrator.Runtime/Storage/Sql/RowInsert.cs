using Orchestrator.Storage.Schema;

namespace Orchestrator.Storage.Sql;

/// <summary>A row that is to be inserted.</summary>
/// <param name="Table">The table.</param>
/// <param name="Values">The columns that it gives, each with its value; the others get their defaults.</param>
internal sealed record RowInsert(string Table, params (string Column, object? Value)[] Values)
{
    internal async Task InsertAsync(OrchestratorDbContext database, CancellationToken cancellationToken)
    {
        await using var insert = await database.CommandAsync(
            $"INSERT INTO {Table} ({string.Join(", ", Values.Select(static value => value.Column))}) "
                + $"VALUES ({string.Join(", ", Values.Select(static value => $"@{value.Column}"))})",
            cancellationToken
        );
        foreach (var (column, value) in Values)
        {
            _ = value switch
            {
                Guid id => insert.With(column, id),
                DateTimeOffset time => insert.With(column, time),
                bool flag => insert.With(column, flag),
                string or null => insert.With(column, (string?)value),
                _ => throw new InvalidOperationException(
                    $"Column {Table}.{column} is given a {TypeText.Of(value.GetType())}, which no column of these tables holds."
                ),
            };
        }

        await insert.ExecuteNonQueryAsync(cancellationToken);
    }
}
