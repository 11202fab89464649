using Orchestrator.Tests.Support;
using Orchestrator.Tests.Support.Models;

namespace Orchestrator.Tests.Storage;

/// <summary>What a session writes of a subscription, and what it refuses to write.</summary>
public sealed class SubscriptionSaveTests
{
    [Fact]
    public async Task Saving_what_was_not_changed_writes_nothing()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var circuit = await database.CreateCircuitAsync(await database.CreatePortAsync());
        var session = database.OpenSession();
        var loaded = await session.GetAsync<Circuit>(circuit.SubscriptionId);
        database.Log.Clear();

        await database.SaveAsync(session, loaded);

        Assert.Empty(database.Log.Writes);
    }

    [Fact]
    public async Task Only_the_value_that_changed_is_written_and_the_version_rises_by_one()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var circuit = await database.CreateCircuitAsync(await database.CreatePortAsync());
        var session = database.OpenSession();
        var loaded = await session.GetAsync<Circuit>(circuit.SubscriptionId);
        var others = Rows(database, "resource_type <> 'vlan'");
        database.Log.Clear();

        loaded.Block.Endpoints[1].Vlan = 4000;
        await database.SaveAsync(session, loaded);

        Assert.Equal(2, database.Log.Writes.Count);
        Assert.Single(database.Log.Writes, static sql => sql.StartsWith("UPDATE subscription_instance_values", StringComparison.Ordinal));
        Assert.Equal(others, Rows(database, "resource_type <> 'vlan'"));
        Assert.Equal(circuit.Version + 1, loaded.Version);
        Assert.Equal(
            loaded.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
            database.File.Query($"SELECT version FROM subscriptions WHERE subscription_id = '{circuit.SubscriptionId}'").Single()
        );
    }

    [Fact]
    public async Task A_saved_model_has_the_version_and_the_names_that_the_database_gave_it()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var circuit = database.NewCircuit(await database.CreatePortAsync());
        circuit.Description = "";
        var session = database.OpenSession();

        await database.SaveAsync(session, circuit);
        Assert.Equal((1, "circuit", "A circuit"), (circuit.Version, circuit.ProductName, circuit.Description));
        Assert.Equal(circuit.SubscriptionId, circuit.Block.Endpoints[0].OwnerSubscriptionId);

        circuit.Note = "again";
        await database.SaveAsync(session, circuit);
        Assert.Equal(2, circuit.Version);
        Assert.False(session.HasChanges(circuit));
    }

    [Fact]
    public async Task A_value_that_is_null_has_no_row()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var circuit = await database.CreateCircuitAsync(await database.CreatePortAsync());
        var session = database.OpenSession();
        var loaded = await session.GetAsync<Circuit>(circuit.SubscriptionId);

        loaded.Block.Endpoints[0].Vlan = null;
        await database.SaveAsync(session, loaded);

        Assert.Single(Rows(database, "resource_type = 'vlan'"));
    }

    [Fact]
    public async Task A_block_that_is_taken_out_is_deleted_and_one_of_another_subscription_is_only_unlinked()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();
        var circuit = database.NewCircuit(port);
        circuit.Block.Spares.Add(port.Block);
        circuit.Block.Endpoints.Add(new EndpointBlock { Port = port.Block });
        await database.SaveAsync(database.OpenSession(), circuit);
        var session = database.OpenSession();
        var loaded = await session.GetAsync<Circuit>(circuit.SubscriptionId);

        loaded.Block.Endpoints.RemoveAt(0);
        loaded.Block.Spares.Clear();
        await database.SaveAsync(session, loaded);

        Assert.Equal(
            ["1|2|1"],
            database.File.Query(
                "SELECT count(*) FILTER (WHERE b.name = 'Circuit'), count(*) FILTER (WHERE b.name = 'Endpoint'), count(*) FILTER "
                    + "(WHERE b.name = 'Port') FROM subscription_instances JOIN product_blocks b USING (product_block_id)"
            )
        );
        Assert.Equal(
            ["endpoints|0", "endpoints|1", "port|0", "port|0"],
            database.File.Query("SELECT domain_model_attr, order_id FROM subscription_instance_relations ORDER BY 1, 2")
        );
    }

    [Fact]
    public async Task A_change_of_a_block_of_another_subscription_that_is_not_saved_is_an_error_that_says_which_and_whose()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync("eth0");
        var circuit = await database.CreateCircuitAsync(port);
        (Action<PortBlock> Change, string Member)[] changes =
        [
            (static block => block.PortName = "stolen", "'port_name'"),
            (static block => block.PortName = null, "'port_name'"),
            (static block => block.Label = "stolen", "'label'"),
        ];

        foreach (var (change, member) in changes)
        {
            var session = database.OpenSession();
            var loaded = await session.GetAsync<Circuit>(circuit.SubscriptionId);
            change(loaded.Block.Endpoints[1].Port);

            var exception = await Assert.ThrowsAsync<SubscriptionException>(() => database.SaveAsync(session, loaded));

            Assert.Equal("used_block_changed", exception.Code);
            Assert.Equal(exception.Message, Assert.Throws<SubscriptionException>(() => session.DemandNoLostChange(loaded)).Message);
            Assert.Contains(
                $"'block.endpoints[0].port' is a block of subscription {port.SubscriptionId}",
                exception.Message,
                StringComparison.Ordinal
            );
            Assert.Contains($"the change of its {member} would be lost", exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal("eth0", (await database.LoadAsync<Port>(port.SubscriptionId)).Block.PortName);
    }

    [Fact]
    public async Task A_changed_block_of_another_subscription_is_saved_with_that_one_whichever_was_read_first()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync("eth0");
        var circuit = await database.CreateCircuitAsync(port);
        foreach (var name in new[] { "eth1", "eth2" })
        {
            var session = database.OpenSession();
            var first = name == "eth1" ? await session.GetAsync<Port>(port.SubscriptionId) : null;
            var loaded = await session.GetAsync<Circuit>(circuit.SubscriptionId);
            var owner = first ?? await session.GetAsync<Port>(port.SubscriptionId);

            loaded.Block.Endpoints[0].Port.PortName = name;
            await database.SaveAsync(session, loaded, owner);

            Assert.Equal(name, (await database.LoadAsync<Port>(port.SubscriptionId)).Block.PortName);
        }
    }

    [Fact]
    public async Task A_change_of_another_subscription_that_was_read_and_is_not_saved_is_an_error_in_the_one_that_refers_to_it()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync("eth0");
        var other = await database.CreatePortAsync("eth9");
        var circuit = await database.CreateCircuitAsync(port);
        var session = database.OpenSession();
        var owner = await session.GetAsync<Port>(other.SubscriptionId);
        owner.Block.PortName = "lost";
        var loaded = await session.GetAsync<Circuit>(circuit.SubscriptionId);
        loaded.Block.Endpoints[0].Port = owner.Block;

        var exception = await Assert.ThrowsAsync<SubscriptionException>(() => database.SaveAsync(session, loaded));

        Assert.Contains($"a block of subscription {other.SubscriptionId}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_of_another_subscription_directly_under_the_subscription_is_an_error()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();
        var thief = Port.Create(database.ProductId("port 10G"), "customer");
        thief.Block = port.Block;

        var exception = await Assert.ThrowsAsync<SubscriptionException>(() => database.SaveAsync(database.OpenSession(), thief));

        Assert.Contains(port.SubscriptionId.ToString(), exception.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], database.File.Query("SELECT count(*) FROM subscriptions"));
    }

    [Fact]
    public async Task The_same_block_in_two_members_is_an_error_that_lists_both()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();
        var circuit = database.NewCircuit(port);
        circuit.Block.Backup = circuit.Block.Endpoints[1];

        var exception = await Assert.ThrowsAsync<SubscriptionException>(() => database.SaveAsync(database.OpenSession(), circuit));

        Assert.Contains("'block.endpoints[1]'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'block.backup'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_subscription_of_an_unknown_product_is_not_found_and_not_written()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var product = Guid.NewGuid();

        var exception = await Assert.ThrowsAsync<NotFoundException>(() =>
            database.SaveAsync(database.OpenSession(), Port.Create(product, "customer"))
        );

        Assert.Contains(product.ToString(), exception.Message, StringComparison.Ordinal);
        Assert.Equal(["0"], database.File.Query("SELECT count(*) FROM subscriptions"));
    }

    [Fact]
    public async Task A_subscription_that_someone_else_changed_meanwhile_is_not_overwritten()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync("eth0");
        var session = database.OpenSession();
        var loaded = await session.GetAsync<Port>(port.SubscriptionId);
        database.Set(port.SubscriptionId, "description = 'by someone else'");

        loaded.Block.PortName = "eth1";
        var exception = await Assert.ThrowsAsync<ConflictException>(() => database.SaveAsync(session, loaded));

        Assert.Contains(port.SubscriptionId.ToString(), exception.Message, StringComparison.Ordinal);
        Assert.Equal("eth0", (await database.LoadAsync<Port>(port.SubscriptionId)).Block.PortName);
    }

    [Fact]
    public async Task A_save_leaves_the_lock_as_it_is()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();
        var session = database.OpenSession();
        var loaded = await session.GetAsync<Port>(port.SubscriptionId);

        loaded.InSync = true;
        loaded.Note = "  ";
        loaded.Block.PortName = "eth1";
        await database.SaveAsync(session, loaded);

        Assert.Equal([$"0|{CoreDatabase.Process}|null"], database.File.Query("SELECT insync, locked_by, note FROM subscriptions"));
    }

    [Fact]
    public async Task A_change_anywhere_in_the_tree_is_seen_as_a_change()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();
        var circuit = await database.CreateCircuitAsync(port);
        Action<Circuit>[] changes =
        [
            static circuit => circuit.Note = "n",
            static circuit => circuit.Status = SubscriptionLifecycle.Provisioning,
            static circuit => circuit.Block.Tags.Add(1),
            static circuit => circuit.Block.Label = "l",
            static circuit => circuit.Block.Endpoints.Reverse(),
            static circuit => circuit.Block.Endpoints[1].Vlan = null,
            static circuit => circuit.Block.Spares.Add(circuit.Block.Endpoints[0].Port),
            static circuit => circuit.Block.Backup = new EndpointBlock { Port = circuit.Block.Endpoints[0].Port },
        ];

        foreach (var change in changes)
        {
            var session = database.OpenSession();
            var loaded = await session.GetAsync<Circuit>(circuit.SubscriptionId);
            Assert.False(session.HasChanges(loaded));

            change(loaded);

            Assert.True(session.HasChanges(loaded));
        }
    }

    [Fact]
    public async Task The_same_block_of_another_subscription_in_two_members_of_one_block_is_an_error_that_lists_both()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var port = await database.CreatePortAsync();
        var pair = Pair.Create(database.ProductId("pair"), "customer");
        (pair.Block.First, pair.Block.Second) = (port.Block, port.Block);

        var exception = await Assert.ThrowsAsync<SubscriptionException>(() => database.SaveAsync(database.OpenSession(), pair));

        Assert.Contains("'block.first'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'block.second'", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"refer to the same block of subscription {port.SubscriptionId}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("put each reference into a block of its own", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_is_too_long_for_its_column_is_refused_with_its_path()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var circuit = database.NewCircuit(await database.CreatePortAsync());
        circuit.Block.Remark = new string('x', 10_001);

        var exception = await Assert.ThrowsAsync<SubscriptionException>(() => database.SaveAsync(database.OpenSession(), circuit));

        Assert.Contains("'block.remark'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("10000", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE subscription_instance_values SET value = 'false' WHERE value = 'False'")]
    [InlineData("UPDATE subscription_instance_values SET value = '0100' WHERE value = '100'")]
    [InlineData("DELETE FROM subscription_instance_values WHERE value = 'False'")]
    [InlineData(
        "INSERT INTO subscription_instance_values SELECT '00000000-0000-0000-0000-000000000001', subscription_instance_id, (SELECT "
            + "resource_type_id FROM resource_types WHERE resource_type = 'port_name'), 'x' FROM subscription_instances "
            + "JOIN product_blocks b USING (product_block_id) WHERE b.name = 'Circuit'"
    )]
    public async Task What_is_stored_in_another_form_than_the_class_would_write_is_not_a_change(string sql)
    {
        await using var database = await CoreDatabase.CreateAsync();
        var circuit = await database.CreateCircuitAsync(await database.CreatePortAsync());
        database.File.Query(sql);
        var session = database.OpenSession();
        var loaded = await session.GetAsync<Circuit>(circuit.SubscriptionId);
        database.Log.Clear();

        Assert.False(session.HasChanges(loaded));
        await database.SaveAsync(session, loaded);
        Assert.Empty(database.Log.Writes);

        loaded.Block.Speed = 1;
        Assert.True(session.HasChanges(loaded));
        await database.SaveAsync(session, loaded);
        Assert.Equal(
            (1, false, 100),
            ((await database.LoadAsync<Circuit>(circuit.SubscriptionId)).Block.Speed, loaded.Block.Policed, loaded.Block.Endpoints[0].Vlan)
        );
    }

    [Fact]
    public async Task A_value_whose_resource_type_has_no_row_is_not_lost_silently()
    {
        await using var database = await CoreDatabase.CreateAsync();
        database.File.Query("DELETE FROM resource_types WHERE resource_type = 'port_name'");

        var exception = await Assert.ThrowsAsync<NotFoundException>(() => database.CreatePortAsync());

        Assert.Contains("'port_name'", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["0"], database.File.Query("SELECT count(*) FROM subscriptions"));
    }

    private static IReadOnlyList<string> Rows(CoreDatabase database, string condition) =>
        database.File.Query(
            "SELECT subscription_instance_value_id, subscription_instance_id, resource_type, value "
                + $"FROM subscription_instance_values JOIN resource_types USING (resource_type_id) WHERE {condition} ORDER BY 1"
        );
}
