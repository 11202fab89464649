using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>Where several transactions write at once, a pause and what a bulk reconcile starts come one after the other.</summary>
public sealed class PauseDuringStartTests : IDisposable
{
    private readonly PostgreSqlTestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData(true, "SELECT product_id FROM products WHERE name")]
    [InlineData(false, "SELECT subscription_id FROM subscriptions WHERE subscription_id")]
    public async Task A_pause_is_not_stored_between_the_look_of_a_start_for_pauses_and_its_commit(bool ofProduct, string hold)
    {
        await using var host = await EngineHost.StartAsync(_database);
        var bulk = host.Services.GetRequiredService<IBulkReconciles>();
        await host.CreateThingAsync();
        await host.CreateThingAsync();
        host.External.Hold();
        var id = await bulk.StartAsync("product_name:thing", concurrency: 1, "ann");
        await host.External.Entered;
        var next = Guid.Parse(_database.Query("SELECT subscription_id FROM bulk_reconcile_items WHERE reconcile_id IS NULL").Single());

        // What a start writes last is held, so it stays between its look and its commit.
        await using var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (
            var item = new NpgsqlCommand("SELECT 1 FROM bulk_reconcile_items WHERE subscription_id = @next FOR UPDATE", connection)
        )
        {
            item.Parameters.AddWithValue("next", next);
            await item.ExecuteScalarAsync();
        }

        host.External.Open();
        await EngineHost.UntilAsync(() => Task.FromResult(Waits("UPDATE bulk_reconcile_items SET reconcile_id")));
        var target = ofProduct ? DriftPauseTarget.OfProduct("thing") : DriftPauseTarget.OfSubscription(next);
        var pause = host.Services.GetRequiredService<IDriftPauses>().PauseAsync(target, "The box is moved.", until: null, "ann");
        await EngineHost.UntilAsync(() => Task.FromResult(pause.IsCompleted || Waits(hold)));
        var stored = _database.Query("SELECT count(*) FROM drift_pauses").Single();
        await transaction.RollbackAsync();
        await pause;
        await host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal("0", stored);
        Assert.Equal(2, (await bulk.GetAsync(id)).Counts.Done);
        Assert.Equal(["1"], _database.Query("SELECT count(*) FROM drift_pauses"));
    }

    private bool Waits(string statement) =>
        _database
            .Query(
                "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' "
                    + $"AND query LIKE '{statement}%'"
            )
            .Count > 0;
}
