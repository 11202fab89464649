using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Nrm;

public sealed record NrmPort(string Name, Guid NodeId, int Speed, bool Enabled, string Description);

[ExternalResource("port in NRM", System = "nrm")]
public sealed partial class NrmPortResource(INrmClient nrm) : NrmResource<Port, Port.Provisioning, NrmPort>(nrm, "ports")
{
    public override NrmPort Describe(Port.Provisioning subscription) => new(
        subscription.Interface.Name,
        subscription.Interface.Node.Model.OwnerSubscriptionId,
        subscription.PortSpeed,
        subscription.Interface.Enabled,
        subscription.Model.Description);
}
