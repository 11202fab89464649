using Microsoft.Extensions.Logging;
using Orchestrator.Storage.Subscriptions;
using Orchestrator.Tests.Support;
using Orchestrator.Tests.Support.Models;

namespace Orchestrator.Tests.Storage;

/// <summary>What is loaded when the database lacks something that is required: nothing is invented.</summary>
public sealed class IncorrectSubscriptionTests : IAsyncLifetime
{
    private CoreDatabase _database = null!;
    private Port _port = null!;
    private Circuit _circuit = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await CoreDatabase.CreateAsync();
        _port = await _database.CreatePortAsync();
        _circuit = _database.NewCircuit(_port);
        (_circuit.Block.Speed, _circuit.Block.NrmId) = (1000, 7);
        await _database.SaveAsync(_database.OpenSession(), _circuit);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("provisioning")]
    [InlineData("active")]
    [InlineData("migrating")]
    [InlineData("disabled")]
    public async Task A_value_that_cannot_be_null_and_is_missing_is_named_where_it_is_required(string status)
    {
        _database.Set(_circuit.SubscriptionId, $"status = '{status}'");
        _database.File.Query("DELETE FROM subscription_instance_values WHERE value = 'False'");

        var refused = await LoadAsync();

        Assert.Equal("subscription_not_correct", refused.Code);
        Assert.StartsWith(
            $"Subscription {_circuit.SubscriptionId} is not correct in the database: 'block.policed' is required in {status} and "
                + "has no value.",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_member_that_was_renamed_in_the_code_is_connected_with_what_is_stored_under_its_old_name()
    {
        _database.Set(_circuit.SubscriptionId, "status = 'provisioning'");
        _database.File.Query("UPDATE resource_types SET resource_type = 'old_policed' WHERE resource_type = 'policed'");

        var refused = await LoadAsync();

        Assert.Contains(
            "'block.policed' is required in provisioning and has no value; the database has 'old_policed' in 'block', which the code does "
                + "not declare: if a member was renamed, give it that name again, or keep both until a workflow has copied the values.",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("initial")]
    [InlineData("terminated")]
    public async Task Everything_may_be_missing_where_nothing_is_required(string status)
    {
        _database.Set(_circuit.SubscriptionId, $"status = '{status}'");
        _database.File.Query("DELETE FROM subscription_instance_values");
        _database.File.Query("DELETE FROM subscription_instance_relations");

        var loaded = await _database.LoadAsync<Circuit>(_circuit.SubscriptionId);

        Assert.Equal((false, null), (loaded.Block.Policed, loaded.Block.Speed));
        Assert.Empty(loaded.Block.Endpoints);
    }

    [Fact]
    public async Task All_that_is_missing_is_named_at_once_and_what_is_not_required_is_null()
    {
        _database.Set(_circuit.SubscriptionId, "status = 'provisioning'");
        _database.File.Query("DELETE FROM subscription_instance_values WHERE value IN ('1000', '101', '7')");
        _database.File.Query(
            "DELETE FROM subscription_instance_relations WHERE domain_model_attr = 'port' "
                + "AND in_use_by_id IN (SELECT depends_on_id FROM subscription_instance_relations WHERE order_id = 0)"
        );

        var refused = await LoadAsync();

        Assert.Contains(
            "'block.endpoints[0].port' is required in provisioning and has no value; 'block.endpoints[1].vlan' is required in "
                + "provisioning and has no value; 'block.speed' is required",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("nrm_id", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fixed_input_that_the_product_lacks_is_named()
    {
        _database.File.Query("DELETE FROM fixed_inputs");

        var refused = await Assert.ThrowsAsync<SubscriptionException>(() => _database.LoadAsync<Port>(_port.SubscriptionId));

        Assert.Contains("the product has no fixed input 'capacity'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subscription_that_is_constructed_without_its_Create_is_refused_with_what_to_call()
    {
        var refused = await Assert.ThrowsAsync<NotFoundException>(() => _database.SaveAsync(_database.OpenSession(), new Thing()));

        Assert.Equal(
            "Product 00000000-0000-0000-0000-000000000000 does not exist. Construct a new subscription with the 'Create' of its class, "
                + "which takes the product.",
            refused.Message
        );
    }

    [Fact]
    public async Task What_a_block_of_another_subscription_lacks_counts_where_it_would_have_to_be_invented()
    {
        var thing = Thing.Create(_database.ProductId("thing"), "customer");
        var shelf = Shelf.Create(_database.ProductId("shelf"), "customer");
        await _database.SaveAsync(_database.OpenSession(), thing);
        shelf.Block.Thing = thing.Block;
        await _database.SaveAsync(_database.OpenSession(), shelf);
        _database.Set(shelf.SubscriptionId, "status = 'active'");
        _database.Set(thing.SubscriptionId, "status = 'active'");

        var withoutSize = await _database.LoadAsync<Shelf>(shelf.SubscriptionId);
        _database.File.Query("DELETE FROM subscription_instance_values WHERE value = 'grey'");
        var refused = await Assert.ThrowsAsync<SubscriptionException>(() => _database.LoadAsync<Shelf>(shelf.SubscriptionId));
        _database.Set(thing.SubscriptionId, "status = 'initial'");

        Assert.Null(withoutSize.Block.Thing!.Size);
        Assert.Contains("'block.thing.colour' is required in active and has no value", refused.Message, StringComparison.Ordinal);
        Assert.Equal("grey", (await _database.LoadAsync<Shelf>(shelf.SubscriptionId)).Block.Thing!.Colour);
    }

    [Fact]
    public async Task It_is_logged()
    {
        _database.Set(_circuit.SubscriptionId, "status = 'active'");
        _database.File.Query("DELETE FROM subscription_instance_values WHERE value = 'False'");
        using var log = new HostLog();
        using var loggers = LoggerFactory.Create(builder => builder.AddProvider(log));

        await Assert.ThrowsAsync<SubscriptionException>(() =>
            new SubscriptionSession(_database.Contexts, _database.Catalog, new(new EngineLoggers(loggers))).GetAsync<Circuit>(
                _circuit.SubscriptionId
            )
        );

        var entry = Assert.Single(log.Entries);
        Assert.Equal(LogLevel.Error, entry.Level);
        Assert.Contains($"{_circuit.SubscriptionId} is not correct in the database: 'block.policed'", entry.Text, StringComparison.Ordinal);
    }

    private Task<SubscriptionException> LoadAsync() =>
        Assert.ThrowsAsync<SubscriptionException>(() => _database.LoadAsync<Circuit>(_circuit.SubscriptionId));
}
