using Orchestrator.Products.Mapping;

namespace Orchestrator.Tests.Support.Models;

public sealed class EndpointBlock : ProductBlock
{
    /// <summary>A block of another subscription.</summary>
    public PortBlock Port { get; set; } = null!;

    public int? Vlan { get; set; }

    protected internal override string BlockName => "Endpoint";

    protected internal override void Map(ModelMapper mapper)
    {
        Port = mapper.Block("port", Port, static () => new PortBlock());
        Vlan = mapper.OptionalValue("vlan", Vlan, ValueCodecs.Int32, SubscriptionLifecycle.Provisioning);
    }
}
