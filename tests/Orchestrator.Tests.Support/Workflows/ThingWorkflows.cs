using System.ComponentModel.DataAnnotations;
using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

/// <summary>The workflows that the engine's tests run, written as an author writes them.</summary>
public static partial class ThingWorkflows
{
    public sealed record CreateThingPage : FormPage
    {
        [Range(0, 1_000)]
        public required int Size { get; init; }
    }

    public sealed record ModifyThingPage : FormPage
    {
        [Range(0, 1_000)]
        public required int Size { get; init; }
    }

    public sealed record ConfirmPage : FormPage
    {
        public required bool Confirmed { get; init; }
    }

    [CreateWorkflow(typeof(Thing), "Create thing", InputForm = nameof(CreateThingForm))]
    public static StepList CreateThing() => Begin >> ConstructThing >> StoreProcessSubscription >> ApplyThing;

    [ModifyWorkflow(typeof(Thing), "Modify thing", InputForm = nameof(ModifyThingForm))]
    public static StepList ModifyThing() =>
        Begin
        >> SetStatus(SubscriptionLifecycle.Provisioning)
        >> ResizeThing
        >> SetStatus(SubscriptionLifecycle.Active)
        >> ApplyThingExternally;

    [ModifyWorkflow(typeof(Thing), "Modify thing carefully", Reconcile = false)]
    public static StepList ModifyThingCarefully() => Begin >> ConfirmThing >> NoteConfirmation >> ApplyThingExternally;

    [ValidateWorkflow(typeof(Thing), "Validate thing")]
    public static StepList ValidateThing() => Begin >> CompareThing;

    [TerminateWorkflow(typeof(Thing), "Terminate thing")]
    public static StepList TerminateThing() => Begin >> ApplyThing;

    [ModifyWorkflow(typeof(Thing), "Activate thing", Reconcile = false)]
    public static StepList ActivateThing() => Begin >> SetStatus(SubscriptionLifecycle.Active);

    [ModifyWorkflow(typeof(Thing), "Usurp thing", Reconcile = false)]
    public static StepList UsurpThing() => Begin >> GiveReservedKey;

    [ExternalSystemSteps]
    private static StepList ApplyThingExternally => Begin >> ApplyThing;

    private static async Task<CreateThingPage> CreateThingForm(FormSession form) => await form.AskAsync<CreateThingPage>();

    private static async Task<ModifyThingPage> ModifyThingForm(FormSession form, Thing subscription) =>
        await form.AskAsync(new ModifyThingPage { Size = subscription.Block.Size ?? 0 });

    [Step("Construct thing")]
    private static Thing ConstructThing(Guid product, int size)
    {
        var thing = Thing.Create(product, "customer");
        thing.Description = $"Thing of size {size}";
        thing.Block.Size = size;
        return thing;
    }

    [Step("Resize thing")]
    private static Thing ResizeThing(Thing subscription, int size)
    {
        subscription.Block.Size = size;
        return subscription;
    }

    [Step("Apply thing")]
    private static async Task<(int ApplyCount, int Attempt)> ApplyThing(
        Thing subscription,
        IExternalSystem system,
        ProcessContext process,
        CancellationToken cancellationToken
    ) => (await system.ApplyAsync(subscription.SubscriptionId, subscription.Block.Size ?? 0, cancellationToken), process.Attempt);

    [InputStep("Confirm thing", Assignee.Noc)]
    private static async Task<ConfirmPage> ConfirmThing(FormSession form) => await form.AskAsync<ConfirmPage>();

    [Step("Note confirmation")]
    private static (string Note, bool Seen) NoteConfirmation(bool confirmed) => (confirmed ? "confirmed" : "refused", confirmed);

    [Step("Give a reserved key")]
    private static State GiveReservedKey() => State.Empty.With("process_id", "mine");

    [Step("Compare thing")]
    private static async Task CompareThing(Thing subscription, IExternalSystem system, CancellationToken cancellationToken) =>
        await system.ApplyAsync(subscription.SubscriptionId, subscription.Block.Size ?? 0, cancellationToken);
}
