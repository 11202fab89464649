using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Orchestrator.Tests.Support;

/// <summary>Records what SQLite itself executes; statements that only set the connection up are left out.</summary>
internal sealed class SqliteStatementLog : StatementLog
{
    internal override void Attach(DbContextOptionsBuilder options) => options.AddInterceptors(new Tracer(this));

    private void AddTraced(string sql)
    {
        // What a trigger does is reported as a comment.
        if (!sql.StartsWith("--", StringComparison.Ordinal) && !sql.StartsWith("PRAGMA", StringComparison.Ordinal))
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
