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

    [CreateWorkflow(typeof(Gadget), "Create gadget", InputForm = nameof(GadgetForm))]
    public static StepList CreateGadget() =>
        Begin >> ConstructGadget >> StoreProcessSubscription >> Apply<GadgetResource>() >> StoreGadgetKey;

    [ModifyWorkflow(typeof(Gadget), "Modify gadget", InputForm = nameof(GadgetForm))]
    public static StepList ModifyGadget() => Begin >> ChangeGadget >> ApplyGadget;

    [ModifyWorkflow(typeof(Gadget), "Mail gadget", Reconcile = false)]
    public static StepList MailGadget() => Begin >> Apply<MailedGadgetResource>();

    [ModifyWorkflow(typeof(Gadget), "Forget gadget", Reconcile = false)]
    public static StepList ForgetGadget() => Begin >> ForgetGadgetKey;

    [ModifyWorkflow(typeof(Gadget), "Spread gadget", Reconcile = false)]
    public static StepList SpreadGadget() => Begin >> Apply<Depot.GadgetResource>() >> ApplyGadget >> Compare<Depot.GadgetResource>();

    [ValidateWorkflow(typeof(Gadget), "Validate gadget")]
    public static StepList ValidateGadget() => Begin >> Compare<MailedGadgetResource>() >> Compare<GadgetResource>();

    [TerminateWorkflow(typeof(Gadget), "Terminate gadget")]
    public static StepList TerminateGadget() => Begin >> Remove<GadgetResource>();

    [ExternalSystemSteps]
    private static StepList ApplyGadget => Begin >> Apply<GadgetResource>();

    private static async Task<GadgetPage> GadgetForm(FormSession form) => await form.AskAsync<GadgetPage>();

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
