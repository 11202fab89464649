using Orchestrator.Products.Mapping;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Storage;

/// <summary>Unions, limits, computed texts, lifecycles of blocks and views, through emitted mappings and a real database.</summary>
public sealed class JunctionTests : IAsyncLifetime
{
    private CoreDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await CoreDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Each_block_of_a_union_is_read_back_as_the_class_that_it_was()
    {
        var junction = NewJunction();
        junction.Block.Uplink = new Socket { Shape = "square", Position = 7 };
        junction.Block.Connectors = [new Plug { Pins = 3 }, new Socket { Shape = "flat" }, new Plug { Pins = 2 }];
        await _database.SaveAsync(_database.OpenSession(), junction);

        var stored = await _database.LoadAsync<Junction>(junction.SubscriptionId);

        Assert.Equal(
            ["Plug 3", "Socket flat", "Plug 2"],
            stored.Block.Connectors.Select(static connector =>
                connector is Plug plug ? $"Plug {plug.Pins}" : $"Socket {((Socket)connector).Shape}"
            )
        );
        Assert.Equal(("square", 7), (Assert.IsType<Socket>(stored.Block.Uplink).Shape, stored.Block.Uplink!.Position));
    }

    [Fact]
    public async Task A_union_can_change_its_class_and_its_order()
    {
        var junction = NewJunction();
        junction.Block.Connectors = [new Plug { Pins = 3 }, new Socket()];
        await _database.SaveAsync(_database.OpenSession(), junction);
        var session = _database.OpenSession();
        var changed = await session.GetAsync<Junction>(junction.SubscriptionId);
        changed.Block.Connectors = [changed.Block.Connectors[1], new Plug { Pins = 9 }];
        await _database.SaveAsync(session, changed);

        var stored = await _database.LoadAsync<Junction>(junction.SubscriptionId);

        Assert.Equal(["Socket", "Plug"], stored.Block.Connectors.Select(static connector => connector.GetType().Name));
        Assert.Equal(
            ["Junction", "Plug", "Socket"],
            _database.File.Query(
                "SELECT b.name FROM subscription_instances i JOIN product_blocks b "
                    + "ON b.product_block_id = i.product_block_id ORDER BY b.name"
            )
        );
    }

    [Fact]
    public async Task A_stored_block_that_is_none_of_the_union_is_named()
    {
        var junction = NewJunction();
        junction.Block.Uplink = new Plug();
        await _database.SaveAsync(_database.OpenSession(), junction);
        _database.File.Query(
            "UPDATE subscription_instances SET product_block_id = (SELECT product_block_id FROM product_blocks "
                + "WHERE name = 'Trial') WHERE product_block_id = (SELECT product_block_id FROM product_blocks WHERE name = 'Plug')"
        );

        var refused = await Assert.ThrowsAsync<SubscriptionException>(() => _database.LoadAsync<Junction>(junction.SubscriptionId));

        Assert.Contains(
            "'block.uplink[0]' should be a block 'Plug' or 'Socket', but the database holds a 'Trial'",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("a", 1, "'block.name' has 1 characters, not 2 to 8")]
    [InlineData("a long name", 1, "'block.name' has 11 characters, not 2 to 8")]
    [InlineData("fits", 0, "'block.vlan' is 0, not 1 to 4094")]
    [InlineData("fits", 4095, "'block.vlan' is 4095, not 1 to 4094")]
    public async Task A_value_outside_its_limits_is_not_saved_and_not_activated(string name, int vlan, string problem)
    {
        var junction = NewJunction();
        junction.Block.Name = name;
        junction.Block.Vlan = vlan;

        var refused = await Assert.ThrowsAsync<SubscriptionException>(() => _database.SaveAsync(_database.OpenSession(), junction));

        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.Contains(
            LifecycleCheck.FindProblems(junction, SubscriptionLifecycle.Active),
            found => found.Contains(problem, StringComparison.Ordinal)
        );
        Assert.Empty(_database.File.Query("SELECT * FROM subscriptions"));
    }

    [Fact]
    public async Task A_computed_text_is_shown_and_not_stored()
    {
        var junction = NewJunction();
        junction.Block.Connectors = [new Plug()];
        await _database.SaveAsync(_database.OpenSession(), junction);

        Assert.Equal("name with 1 connectors", SubscriptionJson.Write(junction)["block"]!["title"]!.GetValue<string>());
        Assert.Empty(_database.File.Query("SELECT * FROM resource_types WHERE resource_type = 'title'"));
    }

    [Theory]
    [InlineData(SubscriptionLifecycle.Initial, false)]
    [InlineData(SubscriptionLifecycle.Provisioning, false)]
    [InlineData(SubscriptionLifecycle.Active, true)]
    [InlineData(SubscriptionLifecycle.Terminated, false)]
    public void A_block_is_held_only_in_the_lifecycles_in_which_it_is_valid(SubscriptionLifecycle status, bool isRefused)
    {
        var junction = NewJunction();
        junction.Block.Trial = new Trial();

        Assert.Equal(
            isRefused ? ["'block.trial' holds a block 'Trial', which is not valid in active"] : [],
            LifecycleCheck.FindProblems(junction, status).Where(static problem => problem.Contains("trial", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void A_view_reads_and_writes_its_model_and_names_every_value_that_is_missing()
    {
        var junction = NewJunction();
        var provisioning = junction.AsProvisioning();
        provisioning.Block.Name = "other";
        var refused = Assert.Throws<SubscriptionException>(() => junction.AsActive());
        junction.Block.Vlan = 5;
        junction.Block.Uplink = new Plug();
        var active = junction.AsActive();
        int vlan = active.Block.Vlan;

        Assert.Equal("other", junction.Block.Name);
        Assert.Contains(
            "'block.vlan' is required from active on and has no value; 'block.uplink' is required",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(5, vlan);
        Assert.Same(junction.Block.Uplink, active.Block.Uplink);
        junction.Block.Vlan = null;
        Assert.Contains(
            "'JunctionBlock.Vlan' is required in active",
            Assert.Throws<SubscriptionException>(() => active.Block.Vlan).Message,
            StringComparison.Ordinal
        );
    }

    private Junction NewJunction()
    {
        var junction = Junction.Create(_database.ProductId("junction"), "customer");
        junction.Block.Name = "name";
        return junction;
    }
}
