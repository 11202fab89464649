namespace ExampleOrchestrator.Products;

[ProductBlock("Port", Description = "An interface of a node")]
public sealed partial class PortBlock : ProductBlock
{
    // A block of the node's own subscription: a port only points to it.
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public NodeBlock? Node { get; set; }

    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public string? Name { get; set; }

    public bool Enabled { get; set; } = true;
}
