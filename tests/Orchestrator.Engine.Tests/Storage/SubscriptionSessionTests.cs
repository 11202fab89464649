using Orchestrator.Tests.Support;
using Orchestrator.Tests.Support.Models;

namespace Orchestrator.Tests.Storage;

public sealed class SubscriptionSessionTests
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
                "SELECT count(*) FILTER (WHERE b.name = 'Circuit'), count(*) FILTER (WHERE b.name = 'Endpoint'), count(*) FILTER (WHERE b.name = 'Port') FROM subscription_instances JOIN product_blocks b USING (product_block_id)"
            )
        );
        Assert.Equal(
            ["endpoints|0", "endpoints|1", "port|0", "port|0"],
            database.File.Query("SELECT domain_model_attr, order_id FROM subscription_instance_relations ORDER BY 1, 2")
        );
    }

    [Fact]
    public async Task A_changed_block_of_another_subscription_is_not_written()
    {
        await using var database = await CoreDatabase.CreateAsync();
        var circuit = await database.CreateCircuitAsync(await database.CreatePortAsync("eth0"));
        var session = database.OpenSession();
        var loaded = await session.GetAsync<Circuit>(circuit.SubscriptionId);

        loaded.Block.Endpoints[0].Port.PortName = "stolen";
        loaded.Note = "saved";
        await database.SaveAsync(session, loaded);

        Assert.Equal(
            ["eth0"],
            database.File.Query(
                "SELECT value FROM subscription_instance_values JOIN resource_types USING (resource_type_id) WHERE resource_type = 'port_name'"
            )
        );
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
    public async Task A_text_that_is_no_value_of_the_member_is_named_with_subscription_and_path()
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
        "INSERT INTO subscription_instance_values SELECT '00000000-0000-0000-0000-000000000001', subscription_instance_id, (SELECT resource_type_id FROM resource_types WHERE resource_type = 'port_name'), 'x' FROM subscription_instances JOIN product_blocks b USING (product_block_id) WHERE b.name = 'Circuit'"
    )]
    public async Task What_is_stored_in_another_form_than_the_class_would_write_is_no_change(string sql)
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
            $"SELECT subscription_instance_value_id, subscription_instance_id, resource_type, value FROM subscription_instance_values JOIN resource_types USING (resource_type_id) WHERE {condition} ORDER BY 1"
        );
}
