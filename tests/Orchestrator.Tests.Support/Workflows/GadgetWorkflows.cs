using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

/// <summary>Workflows whose steps apply, remove and compare an external resource.</summary>
public static partial class GadgetWorkflows
{
    public sealed record GadgetPage : FormPage
    {
        public required int Size { get; init; }

        public string Secret { get; init; } = "";
    }

    public sealed record PairPage : FormPage
    {
        public required Guid Other { get; init; }
    }

    [CreateWorkflow(typeof(Gadget), "Create gadget", InputForm = nameof(GadgetForm))]
    public static StepList CreateGadget() =>
        Begin >> ConstructGadget >> StoreProcessSubscription >> Apply<GadgetResource>() >> StoreGadgetKey;

    [ModifyWorkflow(typeof(Gadget), "Modify gadget", InputForm = nameof(GadgetForm))]
    public static StepList ModifyGadget() => Begin >> ChangeGadget >> ApplyGadget;

    [ModifyWorkflow(typeof(Gadget), "Mail gadget", Reconcile = false)]
    public static StepList MailGadget() => Begin >> Apply<MailedGadgetResource>();

#pragma warning disable ORCH5013 // The tests let a gadget forget its object.
    [ModifyWorkflow(typeof(Gadget), "Forget gadget", Reconcile = false)]
    public static StepList ForgetGadget() => Begin >> ForgetGadgetKey;

    [ModifyWorkflow(typeof(Gadget), "Spread gadget", Reconcile = false)]
    public static StepList SpreadGadget() =>
        Begin >> Apply<Depot.GadgetResource>() >> ApplyGadget >> Compare<Depot.GadgetResource>() >> ForgetGadgetKey;
#pragma warning restore ORCH5013

    [ValidateWorkflow(typeof(Gadget), "Validate gadget")]
    public static StepList ValidateGadget() => Begin >> Compare<MailedGadgetResource>() >> Compare<GadgetResource>();

    [ModifyWorkflow(typeof(Gadget), "Fire gadget", Reconcile = false)]
    public static StepList FireGadget() => Begin >> Apply<FiredGadgetResource>();

    [ModifyWorkflow(typeof(Gadget), "Quench gadget", Reconcile = false)]
    public static StepList QuenchGadget() => Begin >> Remove<FiredGadgetResource>();

    [ModifyWorkflow(typeof(Gadget), "Forge gadget", InputForm = nameof(GadgetForm), Reconcile = false)]
    public static StepList ForgeGadget() =>
        Begin >> ChangeGadget >> Apply<SmithGadgetResource>(awaitCallback: true, timeout: TimeSpan.FromMinutes(1));

    [ModifyWorkflow(typeof(Gadget), "Cast gadget", Reconcile = false)]
    public static StepList CastGadget() => Begin >> Apply<FoundryGadgetResource>(awaitCallback: true);

    [ModifyWorkflow(typeof(Gadget), "Pair gadgets", InputForm = nameof(PairForm), Reconcile = false)]
    public static StepList PairGadgets() =>
        Begin >> Apply<Depot.GadgetResource>() >> TurnToOther >> Apply<Depot.GadgetResource>() >> Compare<Depot.GadgetResource>();

#pragma warning disable ORCH5005 // The tests terminate gadgets of which only this one object was made.
    [TerminateWorkflow(typeof(Gadget), "Terminate gadget")]
    public static StepList TerminateGadget() => Begin >> Remove<GadgetResource>();
#pragma warning restore ORCH5005

    [ExternalSystemSteps]
    private static StepList ApplyGadget => Begin >> Apply<GadgetResource>();

    private static async Task<GadgetPage> GadgetForm(FormSession form) => await form.AskAsync<GadgetPage>();

    private static async Task<PairPage> PairForm(FormSession form) => await form.AskAsync<PairPage>();

    [Step("Turn to the other gadget")]
    private static Gadget TurnToOther(Gadget other) => other;

    [Step("Construct gadget")]
    private static Gadget ConstructGadget(Guid product, int size, string secret)
    {
        var gadget = Gadget.Create(product, "customer");
        (gadget.Block.Size, gadget.Block.Secret) = (size, secret);
        return gadget;
    }

    [Step("Change gadget")]
    private static Gadget ChangeGadget(Gadget subscription, int size, string secret)
    {
        (subscription.Block.Size, subscription.Block.Secret) = (size, secret);
        return subscription;
    }

    [Step("Store gadget's key")]
    private static Gadget StoreGadgetKey(Gadget subscription, string? gadgetKey)
    {
        subscription.Block.Key = gadgetKey;
        return subscription;
    }

    [Step("Forget gadget's key")]
    private static Gadget ForgetGadgetKey(Gadget subscription)
    {
        subscription.Block.Key = null;
        return subscription;
    }
}
