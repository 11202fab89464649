using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Nrm;

public sealed record NrmCoreLink(
    string Description,
    int Speed,
    bool UnderMaintenance,
    [property: ElementKey(nameof(NrmCorePort.NodeId))] IReadOnlyList<NrmCorePort> Ports);

public sealed record NrmCorePort(Guid NodeId, string Name);

[ExternalResource("core link in NRM", System = "nrm")]
public sealed partial class NrmCoreLinkResource(INrmClient nrm)
    : NrmResource<CoreLink, CoreLink.Provisioning, NrmCoreLink>(nrm, "core-links")
{
    public override NrmCoreLink Describe(CoreLink.Provisioning subscription) => new(
        subscription.Model.Description,
        subscription.LinkSpeed,
        subscription.Link.UnderMaintenance,
        [.. subscription.Link.Ports.Select(static port => new NrmCorePort(port.Node.Model.OwnerSubscriptionId, port.Name))]);
}
