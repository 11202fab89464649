namespace ExampleOrchestrator.Products;

[Product("l2vpn", Tag = "L2VPN", Description = "Layer 2 VPN")]
public sealed partial class L2vpn : SubscriptionModel
{
    public VirtualCircuit VirtualCircuit { get; set; } = new();
}
