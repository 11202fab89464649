namespace Orchestrator.Tests.Support;

[Product("thing", Tag = "THING", Description = "A thing")]
public sealed partial class Thing : SubscriptionModel
{
    public ThingBlock Block { get; set; } = new();
}

[ProductBlock("Thing")]
public sealed partial class ThingBlock : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Active)]
    public int? Size { get; set; }

    public string Colour { get; set; } = "grey";
}

/// <summary>A product that points to a block of a thing's subscription.</summary>
[Product("shelf")]
public sealed partial class Shelf : SubscriptionModel
{
    public ShelfBlock Block { get; set; } = new();
}

[ProductBlock("Shelf")]
public sealed partial class ShelfBlock : ProductBlock
{
    [RequiredFrom(SubscriptionLifecycle.Provisioning)]
    public ThingBlock? Thing { get; set; }
}
