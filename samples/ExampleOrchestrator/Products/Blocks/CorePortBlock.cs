namespace ExampleOrchestrator.Products;

[ProductBlock("CorePort", Description = "An end of a core link")]
public sealed partial class CorePortBlock : ProductBlock
{
    // A block of the node's own subscription.
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public NodeBlock? Node { get; set; }

    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public string? Name { get; set; }
}
