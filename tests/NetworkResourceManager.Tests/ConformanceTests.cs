using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using Orchestrator;
using Orchestrator.Testing;

namespace NetworkResourceManager.Tests;

/// <summary>The example's resources do on the service what the engine relies on.</summary>
public sealed class ConformanceTests : IAsyncLifetime
{
    private readonly Node _node = Node.Create(Guid.NewGuid(), "customer");
    private readonly Port _port = Port.Create(Guid.NewGuid(), "customer");
    private readonly CoreLink _link = CoreLink.Create(Guid.NewGuid(), "customer");
    private readonly Nsip2p _connection = Nsip2p.Create(Guid.NewGuid(), "customer");
    private readonly L2vpn _l2vpn = L2vpn.Create(Guid.NewGuid(), "customer");
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await RunningService.StartAsync();
        (_node.Equipment.Name, _node.Equipment.Site) = ("node", Site.Amsterdam);
        (_port.Interface.Node, _port.Interface.Name) = (_node.Equipment, "port");
        _l2vpn.VirtualCircuit.Speed = 1_000;
        _l2vpn.VirtualCircuit.Saps = [new() { Port = _port.Interface, Vlans = "7" }, new() { Port = _port.Interface, Vlans = "8-9" }];
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_node_conforms() =>
        Assert.Equal(["description", "name", "site", "vendor"], await VerifyAsync(new NrmNodeResource(Client), _node));

    [Fact]
    public async Task A_port_conforms() =>
        Assert.Equal(["description", "enabled", "name", "node_id", "speed"], await VerifyAsync(new NrmPortResource(Client), _port));

    /// <summary>The port is in no subscription yet, so both access points have the same id of it.</summary>
    [Fact]
    public async Task A_layer_2_VPN_conforms() =>
        Assert.Equal(
            ["description", $"saps[{Guid.Empty}#2]", $"saps[{Guid.Empty}#2].vlans", $"saps[{Guid.Empty}].vlans", "speed", "speed_policer"],
            await VerifyAsync(new NrmL2vpnResource(Client), _l2vpn)
        );

    /// <summary>The node is in no subscription yet, so both ends have the same id of it.</summary>
    [Fact]
    public async Task A_core_link_conforms()
    {
        foreach (var (end, name) in _link.Link.Ports.Zip(["a", "b"]))
        {
            (end.Node, end.Name) = (_node.Equipment, name);
        }

        Assert.Equal(
            [
                "description",
                $"ports[{Guid.Empty}#2]",
                $"ports[{Guid.Empty}#2].name",
                $"ports[{Guid.Empty}].name",
                "speed",
                "under_maintenance",
            ],
            await VerifyAsync(new NrmCoreLinkResource(Client), _link)
        );
    }

    [Fact]
    public async Task A_connection_conforms()
    {
        _connection.Connection.Speed = 10;
        foreach (var (end, id) in _connection.Connection.Ends.Zip(["a", "b"]))
        {
            var stp = new StpBlock
            {
                Port = _port.Interface,
                StpId = id,
                Topology = "example.org",
                Vlans = "7",
                Bandwidth = 1,
            };
            (end.Stp, end.Vlan) = (stp, 7);
        }

        Assert.Equal(
            [
                "description",
                "speed",
                "speed_policer",
                "stps[a]",
                "stps[a].port_id",
                "stps[a].vlan",
                "stps[b]",
                "stps[b].port_id",
                "stps[b].vlan",
            ],
            await VerifyAsync(new NrmNsip2pResource(Client), _connection)
        );
    }

    private NrmClient Client => new(_service.Http);

    private static async Task<IEnumerable<string>> VerifyAsync<TModel, TView, TState>(
        ExternalResource<TModel, TView, TState> resource,
        TModel subscription
    )
        where TModel : SubscriptionModel
        where TView : class
        where TState : class =>
        (await ResourceConformance.VerifyAsync(resource, subscription, cancellationToken: TestContext.Current.CancellationToken))
            .Distinct()
            .Order(StringComparer.Ordinal);
}
