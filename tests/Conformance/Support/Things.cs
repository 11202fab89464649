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
