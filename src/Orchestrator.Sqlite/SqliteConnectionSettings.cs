using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Orchestrator.Options;

namespace Orchestrator.Sqlite;

/// <summary>
/// Sets what SQLite keeps per connection: durability of commits, foreign keys, that a writer waits for the one before it, and two
/// functions: one looks for regular expressions without ever trying a text again, as the one of Entity Framework would, and one reads
/// numbers.
/// </summary>
internal sealed class SqliteConnectionSettings(SqliteSynchronous synchronous) : DbConnectionInterceptor
{
    /// <summary>Says whether a pattern occurs in a text.</summary>
    internal const string MatchesFunction = "orchestrator_matches";

    /// <summary>Gives the number that a text is; null for a text that is not one.</summary>
    internal const string NumberFunction = "orchestrator_number";

    private readonly string _settings =
        $"PRAGMA busy_timeout = 30000; PRAGMA synchronous = {(synchronous == SqliteSynchronous.Full ? "FULL" : "NORMAL")}; PRAGMA "
        + "foreign_keys = ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        AddFunctions(connection);
        using var command = connection.CreateCommand();
        command.CommandText = _settings;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        AddFunctions(connection);
        await using var command = connection.CreateCommand();
        command.CommandText = _settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A search compares every row with one pattern, so the last one is kept.</summary>
    private static void AddFunctions(DbConnection connection)
    {
        var last = (Text: "", Pattern: (Regex?)null);
        var sqlite = (SqliteConnection)connection;
        sqlite.CreateFunction<string?, double?>(NumberFunction, SqliteDialect.ReadNumber, isDeterministic: true);
        sqlite.CreateFunction<string?, string, bool?>(
            MatchesFunction,
            (text, pattern) =>
            {
                if (last.Pattern is null || last.Text != pattern)
                {
                    last = (pattern, SqliteDialect.ReadPattern(pattern));
                }

                return text is null ? null : last.Pattern.IsMatch(text);
            },
            isDeterministic: true
        );
    }
}
