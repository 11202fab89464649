using static Orchestrator.Workflow;

namespace Orchestrator.CrashCampaign.Hosting;

internal static partial class GadgetWorkflows
{
    [CreateWorkflow(typeof(Gadget), "Create gadget")]
    public static StepList CreateGadget() => Begin >> ConstructGadget >> StoreProcessSubscription >> ApplyGadget;

    [ModifyWorkflow(typeof(Gadget), "Modify gadget")]
    public static StepList ModifyGadget() =>
        Begin >> SetStatus(SubscriptionLifecycle.Provisioning) >> CountUp >> SetStatus(SubscriptionLifecycle.Active) >> ApplyGadget;

    [TerminateWorkflow(typeof(Gadget), "Terminate gadget")]
    public static StepList TerminateGadget() => Begin;

    [ValidateWorkflow(typeof(Gadget), "Validate gadget")]
    public static StepList ValidateGadget() => Begin;

    // The campaign calls back itself, and reads the address from the process as the API shows it to those who may answer.
#pragma warning disable ORCH3010
    [Workflow(Target.System, "Order part")]
    public static StepList OrderPart() => Begin >> Start >> CallbackStep("Order part", PlaceOrder, CheckOrder, resultKey: "part") >> Done;
#pragma warning restore ORCH3010

    [Workflow(Target.System, "Try hard")]
    public static StepList TryHard() => Begin >> Start >> StepGroup("Prepare", Begin >> Draw >> Measure) >> Struggle >> Done;

    [ExternalSystemSteps]
    private static StepList ApplyGadget => Begin >> PushGadget >> ConfirmGadget;

    [Step("Construct gadget")]
    private static Gadget ConstructGadget(Guid product) => Gadget.Create(product, "campaign");

    [Step("Count up")]
    private static Gadget CountUp(Gadget subscription)
    {
        subscription.Block.Count++;
        return subscription;
    }

    [Step("Push gadget")]
    private static async Task PushGadget(
        Gadget subscription,
        IResourceManager manager,
        ProcessContext process,
        CancellationToken cancellationToken
    )
    {
        if (process.Target == Target.Reconcile)
        {
            manager.Demand(subscription.SubscriptionId);
        }

        await manager.PutAsync("nodes", subscription.SubscriptionId, process.ProcessId, cancellationToken);
    }

    [Step("Confirm gadget")]
    private static async Task ConfirmGadget(
        Gadget subscription,
        IResourceManager manager,
        ProcessContext process,
        CancellationToken cancellationToken
    ) => await manager.PutAsync("ports", subscription.SubscriptionId, process.ProcessId, cancellationToken);

    [Step("Place order")]
    private static async Task PlaceOrder(IResourceManager manager, ProcessContext process, CancellationToken cancellationToken) =>
        await manager.PutAsync("core-links", process.ProcessId, process.ProcessId, cancellationToken);

    [Step("Check order")]
    private static void CheckOrder(Dictionary<string, string> part) => ArgumentOutOfRangeException.ThrowIfZero(part.Count);

    [Step("Draw")]
    private static (int Length, int Width) Draw() => (2, 3);

    [Step("Measure")]
    private static (int Area, int Border) Measure(int length, int width) => (length * width, 2 * (length + width));

    [RetryStep("Struggle", MaxAttempts = 50, FirstDelaySeconds = 0.05)]
    private static async Task Struggle(IResourceManager manager, ProcessContext process, CancellationToken cancellationToken)
    {
        if (process.Attempt < 3)
        {
            throw new InvalidOperationException("Not yet.");
        }

        await manager.PutAsync("l2vpns", process.ProcessId, process.ProcessId, cancellationToken);
    }
}
