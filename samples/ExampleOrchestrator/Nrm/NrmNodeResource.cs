using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Nrm;

public sealed record NrmNode(string Name, Vendor Vendor, Site Site, string Description);

[ExternalResource("node in NRM", System = "nrm")]
public sealed partial class NrmNodeResource(INrmClient nrm) : NrmResource<Node, Node.Provisioning, NrmNode>(nrm, "nodes")
{
    public override NrmNode Describe(Node.Provisioning subscription) =>
        new(subscription.Equipment.Name, subscription.Vendor, subscription.Equipment.Site, subscription.Model.Description);
}
