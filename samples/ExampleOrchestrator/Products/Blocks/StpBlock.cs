namespace ExampleOrchestrator.Products;

[ProductBlock("Nsistp", Description = "A service termination point: VLANs of a port that other networks may connect to")]
public sealed partial class StpBlock : ProductBlock
{
    // A block of the port's own subscription.
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public PortBlock? Port { get; set; }

    /// <summary>Ranges such as <c>10-20,30</c>: <see cref="VlanRanges"/> reads them.</summary>
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public string? Vlans { get; set; }

    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public string? Topology { get; set; }

    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public string? StpId { get; set; }

    public string? StpDescription { get; set; }

    public string? IsAliasIn { get; set; }

    public string? IsAliasOut { get; set; }

    public bool ExposeInTopology { get; set; }

    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public int? Bandwidth { get; set; }
}
