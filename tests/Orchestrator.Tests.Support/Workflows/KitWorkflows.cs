using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

/// <summary>A product with two objects in the external system, which its reconcile workflow applies one after the other.</summary>
[Product("kit")]
public sealed partial class Kit : SubscriptionModel
{
    public GadgetBlock Block { get; set; } = new();
}

/// <summary>A product whose reconcile workflow applies an object on a condition, and one on a part of the state.</summary>
[Product("loose kit")]
public sealed partial class LooseKit : SubscriptionModel
{
    public GadgetBlock Block { get; set; } = new();
}

/// <summary>A part of a kit, which has its key from the start.</summary>
public abstract class KitPart<TModel, TView>(GadgetSystem system, string key) : ExternalResource<TModel, TView, GadgetState>
    where TModel : SubscriptionModel
    where TView : class
{
    public override string Identify(TModel subscription) => key;

    public override GadgetState Describe(TView subscription) => new(Size: 3, "", Revision: 0);

    public override Task<GadgetState?> ReadAsync(string key, CancellationToken cancellationToken) => system.ReadAsync(key);

    public override Task<string> ApplyAsync(string? key, GadgetState desired, GadgetState? actual, CancellationToken cancellationToken) =>
        Task.FromResult(system.Write(key, desired));

    public override Task RemoveAsync(string key, CancellationToken cancellationToken) => Task.FromResult(system.Write(key, null));
}

[ExternalResource("left part")]
public sealed partial class LeftPartResource(GadgetSystem system) : KitPart<Kit, Kit.Active>(system, "left");

[ExternalResource("right part")]
public sealed partial class RightPartResource(GadgetSystem system) : KitPart<Kit, Kit.Active>(system, "right");

[ExternalResource("fixed part")]
public sealed partial class FixedPartResource(GadgetSystem system) : KitPart<LooseKit, LooseKit>(system, "fixed");

[ExternalResource("optional part")]
public sealed partial class OptionalPartResource(GadgetSystem system) : KitPart<LooseKit, LooseKit>(system, "optional");

[ExternalResource("separate part")]
public sealed partial class SeparatePartResource(GadgetSystem system) : KitPart<LooseKit, LooseKit>(system, "separate");

public static partial class KitWorkflows
{
    /// <summary>The part of the state on which one apply runs.</summary>
    public sealed record Apart(Guid SubscriptionId);

    [CreateWorkflow(typeof(Kit), "Create kit")]
    public static StepList CreateKit() => Begin >> ConstructKit >> StoreProcessSubscription;

    [CreateWorkflow(typeof(LooseKit), "Create loose kit")]
    public static StepList CreateLooseKit() => Begin >> ConstructLooseKit >> StoreProcessSubscription;

    /// <summary>Fails when one of its objects is there, and a value from which that was described is lost.</summary>
    [CreateWorkflow(typeof(Kit), "Create half a kit")]
    public static StepList CreateHalfKit() =>
        Begin
        >> ConstructKit
        >> StoreProcessSubscription
        >> SetStatus(SubscriptionLifecycle.Provisioning)
        >> Apply<LeftPartResource>()
        >> LoseSize
        >> Break;

    [TerminateWorkflow(typeof(Kit), "Terminate kit")]
    public static StepList TerminateKit() => Begin >> Remove<LeftPartResource>() >> Remove<RightPartResource>();

    [ReconcileWorkflow(typeof(Kit), "Reconcile kit")]
    public static StepList ReconcileKit() => Begin >> Apply<LeftPartResource>() >> Apply<RightPartResource>();

    [ReconcileWorkflow(typeof(LooseKit), "Reconcile loose kit")]
    public static StepList ReconcileLooseKit() =>
        Begin
        >> Apply<FixedPartResource>()
        >> Conditional(static state => state.ContainsKey("subscription_id"), Begin >> Apply<OptionalPartResource>())
        >> SetApart
        >> FocusSteps("apart", Begin >> Apply<SeparatePartResource>());

    [Step("Construct kit")]
    private static Kit ConstructKit(Guid product)
    {
        var kit = Kit.Create(product, "customer");
        kit.Block.Size = 3;
        return kit;
    }

    [Step("Lose size")]
    private static Kit LoseSize(Kit subscription)
    {
        subscription.Block.Size = null;
        return subscription;
    }

    [Step("Break")]
    private static void Break() => throw new ProcessFailureException("The kit fell apart.");

    [Step("Construct loose kit")]
    private static LooseKit ConstructLooseKit(Guid product)
    {
        var kit = LooseKit.Create(product, "customer");
        kit.Block.Size = 3;
        return kit;
    }

    [Step("Set apart")]
    private static (Apart Apart, bool IsApart) SetApart(Guid subscriptionId) => (new(subscriptionId), true);
}
