using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

[Product("part")]
public sealed partial class Part : SubscriptionModel
{
    public ThingBlock Block { get; set; } = new();
}

/// <summary>A product whose reconcile workflow breaks the rule that it changes nothing.</summary>
public static partial class PartWorkflows
{
    [CreateWorkflow(typeof(Part), "Create part")]
    public static StepList CreatePart() => Begin >> ConstructPart >> StoreProcessSubscription;

#pragma warning disable ORCH2003 // What the compiler forbids, the engine must forbid as well: that is what this workflow tests.
    [ReconcileWorkflow(typeof(Part), "Reconcile part")]
    public static StepList ReconcilePart() => Begin >> GrowPart;
#pragma warning restore ORCH2003

    [Step("Construct part")]
    private static Part ConstructPart(Guid product)
    {
        var part = Part.Create(product, "customer");
        part.Block.Size = 7;
        return part;
    }

    [Step("Grow part")]
    private static Part GrowPart(Part subscription)
    {
        subscription.Block.Size++;
        return subscription;
    }
}
