using Orchestrator;

namespace ExampleOrchestrator.Products;

[Product("node", Tag = "NODE", Description = "A network node")]
public sealed partial class Node : SubscriptionModel
{
    public NodeBlock Equipment { get; set; } = new();
}
