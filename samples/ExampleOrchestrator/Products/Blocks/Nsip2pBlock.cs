using System.ComponentModel.DataAnnotations;

namespace ExampleOrchestrator.Products;

[ProductBlock("Nsip2p", Description = "A connection between two service termination points")]
public sealed partial class Nsip2pBlock : ProductBlock
{
    [Length(2, 2)]
    public List<Nsip2pEndBlock> Ends { get; set; } = [];

    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Speed { get; set; }

    public bool SpeedPolicer { get; set; }
}
