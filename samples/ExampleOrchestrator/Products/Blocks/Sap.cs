namespace ExampleOrchestrator.Products;

[ProductBlock("SAP", Description = "Where a circuit meets a port")]
public sealed partial class Sap : ProductBlock
{
    // A block of the port's own subscription: a service access point only points to it.
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public PortBlock? Port { get; set; }

    /// <summary>Ranges such as <c>10-20,30</c>: <see cref="VlanRanges"/> reads them.</summary>
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public string? Vlans { get; set; }
}
