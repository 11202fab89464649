namespace Orchestrator.CrashCampaign.Hosting;

[Product("gadget")]
internal sealed partial class Gadget : SubscriptionModel
{
    public GadgetBlock Block { get; set; } = new();
}

[ProductBlock("Gadget")]
internal sealed partial class GadgetBlock : ProductBlock
{
    /// <summary>
    /// One more for each modify process whose step is recorded: more or less would be a step that was lost or done twice.
    /// </summary>
    public int Count { get; set; }
}
