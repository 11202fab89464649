using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Orchestrator.Tests.Support;

/// <summary>Records what SQLite itself executes; statements that only set the connection up are left out.</summary>
internal sealed class SqliteStatementLog : StatementLog
{
    private string _last = "";

    internal override void Attach(DbContextOptionsBuilder options) => options.AddInterceptors(new Tracer(this));

    private void AddTraced(string sql)
    {
        // What a trigger does is reported as a comment, and a delete that cascades once more for each of its rows, with the same values.
        var isRepeated = sql == _last && sql.StartsWith("DELETE", StringComparison.Ordinal);
        _last = sql;
        if (!isRepeated && !sql.StartsWith("--", StringComparison.Ordinal) && !sql.StartsWith("PRAGMA", StringComparison.Ordinal))
        {
            Add(sql);
        }
    }

    private sealed class Tracer(SqliteStatementLog log) : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Trace(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            Trace(connection);
            return Task.CompletedTask;
        }

        private void Trace(DbConnection connection) =>
            raw.sqlite3_trace(((SqliteConnection)connection).Handle, (_, sql) => log.AddTraced(sql.Trim()), null);
    }
}
