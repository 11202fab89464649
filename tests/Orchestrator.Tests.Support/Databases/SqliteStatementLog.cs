using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Orchestrator.Tests.Support;

/// <summary>Records every statement that SQLite itself executes, whoever sent it; those that only steer the connection are left out.</summary>
internal sealed class StatementLog : DbConnectionInterceptor
{
    private readonly ConcurrentQueue<string> _statements = new();

    internal IReadOnlyList<string> Statements => [.. _statements];

    /// <summary>The statements that write.</summary>
    internal IReadOnlyList<string> Writes => [.. _statements.Where(static sql => sql.StartsWith("INSERT", StringComparison.Ordinal) || sql.StartsWith("UPDATE", StringComparison.Ordinal) || sql.StartsWith("DELETE", StringComparison.Ordinal))];

    /// <summary>A log that is empty until contexts report to it.</summary>
    internal static StatementLog Of(TestDatabase _) => new();

    /// <summary>Lets contexts report to it.</summary>
    internal void Attach(DbContextOptionsBuilder options) => options.AddInterceptors(this);

    internal void Clear() => _statements.Clear();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Trace(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Trace(connection);
        return Task.CompletedTask;
    }

    private void Trace(DbConnection connection) => raw.sqlite3_trace(((SqliteConnection)connection).Handle, (_, sql) => Add(sql.Trim()), null);

    private void Add(string sql)
    {
        // What a trigger does is reported as a comment.
        if (!sql.StartsWith("--", StringComparison.Ordinal) && !sql.StartsWith("PRAGMA", StringComparison.Ordinal))
        {
            _statements.Enqueue(sql);
        }
    }
}
