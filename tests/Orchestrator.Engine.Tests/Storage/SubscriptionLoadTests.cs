using Orchestrator.Tests.Support;
using Orchestrator.Tests.Support.Models;

namespace Orchestrator.Tests.Storage;

/// <summary>What a session reads of a subscription, and what it refuses to read.</summary>
public sealed class SubscriptionLoadTests
{
    [Fact]
    public async Task A_tree_is_loaded_in_one_query()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var circuit = await database.CreateCircuitAsync(await database.CreatePortAsync("a"), await database.CreatePortAsync("b"));
        database.Log.Clear();

        await database.LoadAsync<Circuit>(circuit.SubscriptionId);

        Assert.Single(database.Log.Statements);
    }

    [Fact]
    public async Task The_row_the_fixed_inputs_and_blocks_of_other_subscriptions_are_loaded()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync("eth7");
        var circuit = await database.CreateCircuitAsync(port);

        var loaded = await database.LoadAsync<Circuit>(circuit.SubscriptionId);
        var loadedPort = await database.LoadAsync<Port>(port.SubscriptionId);

        Assert.Equal(
            ("circuit", "customer", "A circuit", SubscriptionLifecycle.Initial, false),
            (loaded.ProductName, loaded.CustomerId, loaded.Description, loaded.Status, loaded.InSync)
        );
        Assert.Equal(circuit.SubscriptionId, loaded.Block.OwnerSubscriptionId);
        Assert.Equal(
            ("eth7", port.SubscriptionId),
            (loaded.Block.Endpoints[0].Port.PortName, loaded.Block.Endpoints[0].Port.OwnerSubscriptionId)
        );
        Assert.Equal(10_000, loadedPort.Capacity);
    }

    [Fact]
    public async Task A_block_that_two_members_share_is_one_object_in_a_session()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();
        var circuit = await database.CreateCircuitAsync(port);
        var session = database.OpenSession();

        var loaded = await session.GetAsync<Circuit>(circuit.SubscriptionId);
        var loadedPort = await session.GetAsync<Port>(port.SubscriptionId);

        Assert.Same(loaded.Block.Endpoints[0].Port, loaded.Block.Endpoints[1].Port);
        Assert.Same(loaded.Block.Endpoints[0].Port, loadedPort.Block);
        Assert.Same(loaded, await session.GetAsync<SubscriptionModel>(circuit.SubscriptionId));
    }

    [Fact]
    public async Task A_subscription_is_read_as_it_is_now_although_its_block_was_met_before()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync("old");
        var circuit = await database.CreateCircuitAsync(port);
        var session = database.OpenSession();
        await session.GetAsync<Circuit>(circuit.SubscriptionId);
        database.File.Query("UPDATE subscription_instance_values SET value = 'new' WHERE value = 'old'");

        var loaded = await session.GetAsync<Port>(port.SubscriptionId);

        Assert.Equal("new", loaded.Block.PortName);
        Assert.False(session.HasChanges(loaded));
    }

    [Fact]
    public async Task What_a_step_changed_is_not_overwritten_when_another_subscription_that_shares_the_block_is_loaded()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync("old");
        var circuit = await database.CreateCircuitAsync(port);
        var session = database.OpenSession();
        var loaded = await session.GetAsync<Port>(port.SubscriptionId);
        loaded.Block.PortName = "mine";

        await session.GetAsync<Circuit>(circuit.SubscriptionId);

        Assert.Equal("mine", loaded.Block.PortName);
    }

    [Fact]
    public async Task A_text_that_is_not_a_value_of_the_member_is_named_with_subscription_and_path()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var circuit = await database.CreateCircuitAsync(await database.CreatePortAsync());
        database.File.Query("UPDATE subscription_instance_values SET value = 'many' WHERE value = '101'");

        var exception = await Assert.ThrowsAsync<SubscriptionException>(() => database.LoadAsync<Circuit>(circuit.SubscriptionId));

        foreach (var part in new[] { circuit.SubscriptionId.ToString(), "'block.endpoints[1].vlan'", "'many'", "integer" })
        {
            Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_subscription_of_another_product_type_is_refused_with_both_types()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();

        var exception = await Assert.ThrowsAsync<SubscriptionException>(() => database.LoadAsync<Circuit>(port.SubscriptionId));

        Assert.Contains("(Port)", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Circuit", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_without_code_and_an_unknown_subscription_are_named()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();
        database.File.Query("UPDATE products SET name = 'fax' WHERE name = 'port 10G'");

        var noCode = await Assert.ThrowsAsync<SubscriptionException>(() => database.LoadAsync<Port>(port.SubscriptionId));
        var unknown = Guid.NewGuid();
        var notFound = await Assert.ThrowsAsync<NotFoundException>(() => database.LoadAsync<Port>(unknown));

        Assert.Contains("'fax'", noCode.Message, StringComparison.Ordinal);
        Assert.Contains(unknown.ToString(), notFound.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscriptions_whose_blocks_form_a_circle_load_as_one_circle()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var (first, second) = (Ring.Create(database.ProductId("ring"), "customer"), Ring.Create(database.ProductId("ring"), "customer"));
        await database.SaveAsync(database.OpenSession(), first);
        second.Block.Next = first.Block;
        await database.SaveAsync(database.OpenSession(), second);
        var session = database.OpenSession();
        var loaded = await session.GetAsync<Ring>(first.SubscriptionId);
        loaded.Block.Next = second.Block;
        await database.SaveAsync(session, loaded);

        var circle = await database.LoadAsync<Ring>(first.SubscriptionId);

        Assert.Equal(second.Block.SubscriptionInstanceId, circle.Block.Next!.SubscriptionInstanceId);
        Assert.Same(circle.Block, circle.Block.Next.Next);
    }
}
