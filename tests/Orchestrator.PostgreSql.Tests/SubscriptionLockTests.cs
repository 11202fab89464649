using Npgsql;
using Orchestrator.Tests.Support;
using Orchestrator.Tests.Support.Models;

namespace Orchestrator.Tests;

/// <summary>Which rows of subscriptions a step that is stored waits for, where several transactions write at once.</summary>
public sealed class SubscriptionLockTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly Comparer<Guid> ServerOrder = Comparer<Guid>.Create(
        static (one, other) => string.CompareOrdinal(one.ToString(), other.ToString())
    );

    [Fact]
    public async Task Who_begins_to_use_a_subscription_waits_for_no_one_who_changes_it()
    {
        await using var core = await CoreDatabase.CreateAsync(new PostgreSqlTestDatabase());
        var port = await core.CreatePortAsync();
        await using var connection = new NpgsqlConnection(core.File.ConnectionString);
        await connection.OpenAsync();
        await using var change = await ChangeAsync(connection, port.SubscriptionId);

        await core.SaveAsync(core.OpenSession(), core.NewCircuit(port)).WaitAsync(Patience);

        Assert.Equal(["2"], core.File.Query("SELECT count(*) FROM subscriptions"));
    }

    [Fact]
    public async Task Two_who_save_the_same_subscriptions_in_different_orders_do_not_lock_each_other_out()
    {
        await using var core = await CoreDatabase.CreateAsync(new PostgreSqlTestDatabase());
        Port[] ports = [await core.CreatePortAsync("eth0"), await core.CreatePortAsync("eth1")];
        Guid[] ids = [.. ports.Select(static port => port.SubscriptionId).Order(ServerOrder)];
        await using var connection = new NpgsqlConnection(core.File.ConnectionString);
        await connection.OpenAsync();
        await using var change = await ChangeAsync(connection, ids[0]);

        var forwards = SaveAsync(core, ids[0], ids[1]);
        await EngineHost.UntilAsync(() => Task.FromResult(CountWaiting(core.File) == 1));
        var backwards = SaveAsync(core, ids[1], ids[0]);
        await EngineHost.UntilAsync(() => Task.FromResult(CountWaiting(core.File) == 2));
        await change.RollbackAsync();

        await forwards;
        await Assert.ThrowsAsync<ConflictException>(() => backwards);
        Assert.Equal(0, core.File.CountDeadlocks());
    }

    private static async Task SaveAsync(CoreDatabase core, params Guid[] ids)
    {
        var session = core.OpenSession();
        var ports = new List<Port>();
        foreach (var id in ids)
        {
            var port = await session.GetAsync<Port>(id);
            port.Description += " changed";
            ports.Add(port);
        }

        await core.SaveAsync(session, [.. ports]);
    }

    private static async Task<NpgsqlTransaction> ChangeAsync(NpgsqlConnection connection, Guid subscriptionId)
    {
        var transaction = await connection.BeginTransactionAsync();
        await using var change = new NpgsqlCommand("UPDATE subscriptions SET note = 'x' WHERE subscription_id = @id", connection);
        change.Parameters.AddWithValue("id", subscriptionId);
        await change.ExecuteNonQueryAsync();
        return transaction;
    }

    private static int CountWaiting(TestDatabase database) =>
        database.Query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").Count;
}
