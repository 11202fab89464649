namespace ExampleOrchestrator.Products;

[Product("node Cisco", Tag = "NODE", Description = "A network node of Cisco", FixedInputs = ["vendor=cisco"])]
[Product("node Nokia", Tag = "NODE", Description = "A network node of Nokia", FixedInputs = ["vendor=nokia"])]
public sealed partial class Node : SubscriptionModel
{
    public Vendor Vendor { get; set; }

    public NodeBlock Equipment { get; set; } = new();

    public InventoryBlock Inventory { get; set; } = new();
}
