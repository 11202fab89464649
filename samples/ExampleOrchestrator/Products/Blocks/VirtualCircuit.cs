using System.ComponentModel.DataAnnotations;

namespace ExampleOrchestrator.Products;

[ProductBlock("VirtualCircuit", Description = "The circuit of a VPN")]
public sealed partial class VirtualCircuit : ProductBlock
{
    [Length(2, 8)]
    public List<Sap> Saps { get; set; } = [];

    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }
}
