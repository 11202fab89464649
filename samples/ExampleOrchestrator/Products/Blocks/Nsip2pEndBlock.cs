namespace ExampleOrchestrator.Products;

[ProductBlock("Nsip2pEnd", Description = "An end of a connection: one VLAN of a service termination point")]
public sealed partial class Nsip2pEndBlock : ProductBlock
{
    // A block of the termination point's own subscription.
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public StpBlock? Stp { get; set; }

    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Vlan { get; set; }
}
