using System.Data.Common;

namespace Orchestrator.Storage.Sql;

/// <summary>The statements of one connection that stays open, prepared once each. Only for statements whose text is one of a few.</summary>
internal sealed class PreparedStatementCache(SqlDialect dialect)
{
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    /// <summary>Gives the statement with a text; another one while the first is being used.</summary>
    internal Statement Rent(string sql, DbConnection connection, DbTransaction? transaction)
    {
        if (_statements.TryGetValue(sql, out var kept) && !kept.IsInUse)
        {
            return kept.Use(transaction);
        }

        var command = connection.CreateCommand();
        command.CommandText = sql;
        if (kept is not null)
        {
            command.Transaction = transaction;
            return new(command, dialect);
        }

        _statements.Add(sql, kept = Statement.Kept(command, dialect));
        return kept.Use(transaction);
    }
}
