using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

[Product("gauge")]
public sealed partial class Gauge : SubscriptionModel
{
    public ThingBlock Block { get; set; } = new();
}

/// <summary>Workflows that take the view of a lifecycle, or set it, while something that it requires is missing.</summary>
public static partial class GaugeWorkflows
{
    [CreateWorkflow(typeof(Gauge), "Create gauge")]
    public static StepList CreateGauge() => Begin >> ConstructGauge >> StoreProcessSubscription;

    [ModifyWorkflow(typeof(Gauge), "Read gauge", Reconcile = false)]
    public static StepList ReadGauge() => Begin >> TakeReading;

    [ModifyWorkflow(typeof(Gauge), "Read empty gauge", Reconcile = false)]
    public static StepList ReadEmptyGauge() => Begin >> SetStatus(SubscriptionLifecycle.Provisioning) >> EmptyGauge >> TakeReading;

    [ModifyWorkflow(typeof(Gauge), "Activate empty gauge", Reconcile = false)]
    public static StepList ActivateEmptyGauge() =>
        Begin >> SetStatus(SubscriptionLifecycle.Provisioning) >> EmptyGauge >> SetStatus(SubscriptionLifecycle.Active);

    [Step("Construct gauge")]
    private static Gauge ConstructGauge(Guid product)
    {
        var gauge = Gauge.Create(product, "customer");
        gauge.Block.Size = 7;
        return gauge;
    }

    [Step("Empty gauge")]
    private static Gauge EmptyGauge(Gauge subscription)
    {
        subscription.Block.Size = null;
        return subscription;
    }

    [Step("Take reading")]
    private static (int Reading, string Colour) TakeReading(Gauge.Active subscription) =>
        (subscription.Block.Size, subscription.Block.Colour);
}
