using Orchestrator.Products.Mapping;

namespace Orchestrator.Tests.Support.Models;

public sealed class PortBlock : ProductBlock
{
    public string? PortName { get; set; }

    protected internal override string BlockName => "Port";

    protected internal override void Map(ModelMapper mapper) =>
        PortName = mapper.OptionalReference("port_name", PortName, ValueCodecs.Text, SubscriptionLifecycle.Active);
}
