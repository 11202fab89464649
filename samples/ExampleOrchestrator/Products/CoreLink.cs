namespace ExampleOrchestrator.Products;

[Product("core link 10G", Tag = "CORE_LINK", Description = "A core link of 10 Gbit/s", FixedInputs = ["link_speed=10000"])]
[Product("core link 100G", Tag = "CORE_LINK", Description = "A core link of 100 Gbit/s", FixedInputs = ["link_speed=100000"])]
public sealed partial class CoreLink : SubscriptionModel
{
    public int LinkSpeed { get; set; }

    public CoreLinkBlock Link { get; set; } = new();
}
