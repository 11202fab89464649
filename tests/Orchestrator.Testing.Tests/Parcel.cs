namespace Orchestrator.Testing.Tests;

[Product("parcel")]
public sealed partial class Parcel : SubscriptionModel
{
    public ParcelBlock Block { get; set; } = new();
}

[ProductBlock("Parcel")]
public sealed partial class ParcelBlock : ProductBlock
{
    public int Weight { get; set; }
}
