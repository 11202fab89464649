using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

/// <summary>A product that has its object only while its subscription says so.</summary>
[Product("kettle")]
public sealed partial class Kettle : SubscriptionModel
{
    public GadgetBlock Block { get; set; } = new();
}

[ExternalResource("heater of the kettle")]
public sealed partial class HeaterResource(GadgetSystem system) : KitPart<Kettle, Kettle>(system, "heater");

public static partial class KettleWorkflows
{
    public sealed record KettlePage : FormPage
    {
        public required string Reason { get; init; }
    }

    public sealed record PlugPage : FormPage
    {
        [SubscriptionOf(typeof(Gadget))]
        public required Guid Socket { get; init; }

        [SubscriptionOf(typeof(Gadget))]
        public Guid? Spare { get; init; }

        public List<PlugItem> Others { get; init; } = [];
    }

    public sealed record PlugItem
    {
        [SubscriptionOf(typeof(Gadget), Status = [SubscriptionLifecycle.Active, SubscriptionLifecycle.Provisioning])]
        public List<Guid> Sockets { get; init; } = [];
    }

    [CreateWorkflow(typeof(Kettle), "Create kettle")]
    public static StepList CreateKettle() => Begin >> ConstructKettle >> StoreProcessSubscription;

    /// <summary>Switches the kettle off for a reason, and on without one.</summary>
    [ModifyWorkflow(typeof(Kettle), "Switch kettle", InputForm = nameof(AskReason))]
    public static StepList SwitchKettle() => Begin >> Switch >> Heater;

    /// <summary>Asks for other subscriptions.</summary>
    [ModifyWorkflow(typeof(Kettle), "Plug kettle", InputForm = nameof(AskPlug), Reconcile = false)]
    public static StepList PlugKettle() => Begin;

    [ValidateWorkflow(typeof(Kettle), "Validate kettle")]
    public static StepList ValidateKettle() =>
        Begin >> Conditional<Kettle>(static kettle => kettle.Block.Secret.Length == 0, Compare<HeaterResource>());

    [TerminateWorkflow(typeof(Kettle), "Terminate kettle")]
    public static StepList TerminateKettle() => Begin >> Remove<HeaterResource>();

#pragma warning disable ORCH5009 // The heater stays on purpose: the tests are about what a check says while the condition does not hold.
    [ExternalSystemSteps]
    private static StepList Heater =>
        Begin >> Conditional<Kettle>(static kettle => kettle.Block.Secret.Length == 0, Apply<HeaterResource>());
#pragma warning restore ORCH5009

    private static async Task<PlugPage> AskPlug(FormSession form) => await form.AskAsync<PlugPage>();

    private static async Task<KettlePage> AskReason(FormSession form) => await form.AskAsync<KettlePage>();

    [Step("Construct kettle")]
    private static Kettle ConstructKettle(Guid product)
    {
        var kettle = Kettle.Create(product, "customer");
        kettle.Block.Size = 3;
        return kettle;
    }

    [Step("Switch")]
    private static Kettle Switch(Kettle subscription, string reason)
    {
        subscription.Block.Secret = reason;
        return subscription;
    }
}
