namespace ExampleOrchestrator.Products;

[ProductBlock("Node", Description = "The equipment of a node")]
public sealed partial class NodeBlock : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public string? Name { get; set; }

    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public Site? Site { get; set; }
}
