using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Storage.Schema;
using SQLitePCL;

namespace Orchestrator.Tests.Support;

/// <summary>Counts what SQLite commits on the connections of one host; a statement outside a transaction is one.</summary>
internal sealed class SqliteCommitLog : CommitLog
{
    private int _count;

    internal SqliteCommitLog(IServiceCollection services) =>
        services.ConfigureDbContext<OrchestratorDbContext>(options => options.AddInterceptors(new Hook(this)));

    internal override int Count => Volatile.Read(ref _count);

    private sealed class Hook(SqliteCommitLog log) : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Attach(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            Attach(connection);
            return Task.CompletedTask;
        }

        private void Attach(DbConnection connection) =>
            raw.sqlite3_commit_hook(((SqliteConnection)connection).Handle, _ => LetCommit(), null);

        private int LetCommit()
        {
            Interlocked.Increment(ref log._count);
            return 0;
        }
    }
}
