using Orchestrator.Storage.Sql;
using Orchestrator.Storage.Subscriptions;
using Orchestrator.Tests.Support;
using Orchestrator.Tests.Support.Models;

namespace Orchestrator.Tests.Storage;

/// <summary>A subscription that is terminated is used by no other one, no matter who writes that one.</summary>
public sealed class UsedSubscriptionTests
{
    [Fact]
    public async Task One_that_begins_to_use_a_terminated_one_is_not_saved_and_says_which()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();
        database.Set(port.SubscriptionId, "status = 'terminated'");

        var refused = await Assert.ThrowsAsync<SubscriptionException>(() => database.CreateCircuitAsync(port));

        Assert.Equal("used_subscription_terminated", refused.Code);
        Assert.Contains($"cannot use subscription {port.SubscriptionId}, which is terminated", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["0"], database.File.Query("SELECT count(*) FROM subscription_instance_relations"));
    }

    [Fact]
    public async Task What_uses_a_subscription_is_found_once_and_without_what_is_terminated()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();
        var circuit = await database.CreateCircuitAsync(port);
        var gone = await database.CreateCircuitAsync(port);
        database.Set(gone.SubscriptionId, "status = 'terminated'");
        var session = database.OpenSession();
        var loaded = await session.GetAsync<Circuit>(circuit.SubscriptionId);

        var users = await session.FindUsersAsync(port.SubscriptionId);

        Assert.Same(loaded, Assert.Single(users));
        Assert.Empty(await session.FindUsersAsync(circuit.SubscriptionId));
        Assert.Empty(await session.FindUsersAsync(Guid.NewGuid()));
    }

    [Fact]
    public async Task One_that_has_used_it_before_can_be_saved()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();
        var circuit = await database.CreateCircuitAsync(port);
        database.Set(port.SubscriptionId, "status = 'terminated'");
        var session = database.OpenSession();
        var loaded = await session.GetAsync<Circuit>(circuit.SubscriptionId);

        loaded.Block.Endpoints[1].Vlan = 4000;
        await database.SaveAsync(session, loaded);

        Assert.Equal(circuit.Version + 1, loaded.Version);
    }

    [Fact]
    public async Task One_that_is_terminated_itself_can_refer_to_a_terminated_one()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();
        database.Set(port.SubscriptionId, "status = 'terminated'");
        var history = database.NewCircuit(port);
        history.Status = SubscriptionLifecycle.Terminated;

        await database.SaveAsync(database.OpenSession(), history);

        Assert.Equal(["terminated"], database.File.Query("SELECT DISTINCT status FROM subscriptions"));
    }

    [Fact]
    public async Task Of_a_termination_and_a_first_use_at_once_one_is_refused()
    {
        for (var round = 0; round < 10; round++)
        {
            await using var database = await CoreDatabase.CreateAsync();
            var port = await database.CreatePortAsync();
            database.Set(port.SubscriptionId, "status = 'active'");
            var circuit = database.NewCircuit(port);
            circuit.Status = SubscriptionLifecycle.Active;

            bool[] done = await Task.WhenAll(
                SucceedsAsync(() => database.SaveAsync(database.OpenSession(), circuit)),
                SucceedsAsync(() =>
                    database.InTransactionAsync(async context =>
                    {
                        await LifecycleChange.CheckUsersAsync(
                            context,
                            port.SubscriptionId,
                            SubscriptionLifecycle.Terminated,
                            CancellationToken.None
                        );
                        await using var terminate = await context.CommandAsync(
                            "UPDATE subscriptions SET status = 'terminated' WHERE subscription_id = @id",
                            CancellationToken.None
                        );
                        await terminate.With("id", port.SubscriptionId).ExecuteNonQueryAsync(CancellationToken.None);
                    })
                )
            );

            Assert.Single(done, static succeeded => succeeded);
        }
    }

    private static Task<bool> SucceedsAsync(Func<Task> work) =>
        Task.Run(async () =>
        {
            try
            {
                await work();
                return true;
            }
            catch (SubscriptionException)
            {
                return false;
            }
        });
}
