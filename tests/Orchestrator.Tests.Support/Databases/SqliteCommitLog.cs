using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Storage.Schema;
using SQLitePCL;

namespace Orchestrator.Tests.Support;

/// <summary>Counts the transactions that write, as SQLite itself commits them; a statement outside a transaction is one.</summary>
internal sealed class CommitLog : DbConnectionInterceptor
{
    private int _count;

    internal int Count => Volatile.Read(ref _count);

    /// <summary>Counts what the host commits that has these services.</summary>
    internal static CommitLog Of(TestDatabase _, IServiceCollection services)
    {
        var log = new CommitLog();
        services.ConfigureDbContext<OrchestratorDbContext>(options => options.AddInterceptors(log));
        return log;
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Hook(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Hook(connection);
        return Task.CompletedTask;
    }

    private void Hook(DbConnection connection) => raw.sqlite3_commit_hook(((SqliteConnection)connection).Handle, _ => LetCommit(), null);

    private int LetCommit()
    {
        Interlocked.Increment(ref _count);
        return 0;
    }
}
