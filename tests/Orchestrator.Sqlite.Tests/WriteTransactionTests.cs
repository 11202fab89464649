using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Sqlite;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>The engine's writes take turns on one connection, also with the stop of their host.</summary>
public sealed class WriteTransactionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_writer_that_the_stop_did_not_wait_for_keeps_its_connection_and_closes_it()
    {
        using var file = new SqliteTestDatabase();
        await using var services = new ServiceCollection()
            .AddDbContextFactory<OrchestratorDbContext>(file.Configure)
            .BuildServiceProvider();
        var transactions = new SqliteWriteTransactions(services.GetRequiredService<IDbContextFactory<OrchestratorDbContext>>());
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        OrchestratorDbContext? used = null;
        var writing = transactions.RunAsync<object>(
            async (database, token) =>
            {
                used = database;
                begun.SetResult();
                await stopped.Task;
                await database.ExecuteAsync("UPDATE engine_settings SET global_lock = TRUE", token);
                return database;
            },
            CancellationToken.None
        );
        var waiting = transactions.RunAsync<object>(static (_, _) => Task.FromResult<object?>(null), CancellationToken.None);

        await begun.Task.WaitAsync(Patience);
        transactions.Dispose();
        stopped.SetResult();

        await writing.WaitAsync(Patience);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(Patience));
        Assert.Equal(["1"], file.Query("SELECT global_lock FROM engine_settings"));
        Assert.Throws<ObjectDisposedException>(() => used!.Database);
    }
}
