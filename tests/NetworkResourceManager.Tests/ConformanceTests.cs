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
    private readonly L2vpn _l2vpn = L2vpn.Create(Guid.NewGuid(), "customer");
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await RunningService.StartAsync();
        (_node.Equipment.Name, _node.Equipment.Site) = ("node", Site.Amsterdam);
        (_port.Interface.Node, _port.Interface.Name) = (_node.Equipment, "port");
        _l2vpn.VirtualCircuit.Speed = 1_000;
        _l2vpn.VirtualCircuit.Saps = [new() { Port = _port.Interface, Vlan = 7 }, new() { Port = _port.Interface, Vlan = 8 }];
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_node_conforms() =>
        Assert.Equal(["description", "name", "site"], await VerifyAsync(new NrmNodeResource(Client), _node));

    [Fact]
    public async Task A_port_conforms() =>
        Assert.Equal(["description", "enabled", "name", "node_id", "speed"], await VerifyAsync(new NrmPortResource(Client), _port));

    /// <summary>The port is in no subscription yet, so both access points have the same id of it.</summary>
    [Fact]
    public async Task A_layer_2_VPN_conforms() =>
        Assert.Equal(
            ["description", $"saps[{Guid.Empty}#2]", $"saps[{Guid.Empty}#2].vlan", $"saps[{Guid.Empty}].vlan", "speed", "speed_policer"],
            await VerifyAsync(new NrmL2vpnResource(Client), _l2vpn)
        );

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
