using static Orchestrator.Workflow;

namespace Orchestrator.Testing.Tests;

public static partial class ParcelWorkflows
{
    public sealed record WeightPage : FormPage
    {
        public required int Weight { get; init; }
    }

    public sealed record SignaturePage : FormPage
    {
        public required string SignedBy { get; init; }
    }

    [CreateWorkflow(typeof(Parcel), "Create parcel", InputForm = nameof(AskWeight))]
    public static StepList CreateParcel() => Begin >> PackParcel >> StoreProcessSubscription >> CollectParcel;

    [ModifyWorkflow(typeof(Parcel), "Modify parcel", InputForm = nameof(AskWeight))]
    public static StepList ModifyParcel() => Begin >> WeighParcel >> AskSignature >> Collection;

    [TerminateWorkflow(typeof(Parcel), "Terminate parcel")]
    public static StepList TerminateParcel() => Begin;

    [ValidateWorkflow(typeof(Parcel), "Validate parcel")]
    public static StepList ValidateParcel() => Begin;

    [Workflow(Target.System, "Track parcel")]
    public static StepList TrackParcel() =>
        Begin >> Start >> CallbackStep("Track", RequestTracking, CheckTracking, resultKey: "track", timeout: TimeSpan.FromHours(6)) >> Done;

    [Workflow(Target.System, "Open depot", Policy = "managers")]
    public static StepList OpenDepot() => Begin >> Start >> Done;

    [Workflow(Target.System, "Bother carrier")]
    public static StepList BotherCarrier() => Begin >> Start >> CallCarrier >> Done;

    [ExternalSystemSteps]
    private static StepList Collection => Begin >> CollectParcel;

    internal static async Task<WeightPage> AskWeight(FormSession form) => await form.AskAsync<WeightPage>();

    [Step("Pack parcel")]
    private static Parcel PackParcel(Guid product, int weight)
    {
        var parcel = Parcel.Create(product, "customer");
        parcel.Block.Weight = weight;
        return parcel;
    }

    [Step("Weigh parcel")]
    private static Parcel WeighParcel(Parcel subscription, int weight)
    {
        subscription.Block.Weight = weight;
        return subscription;
    }

    [InputStep("Sign", Assignee.Noc)]
    private static async Task<SignaturePage> AskSignature(FormSession form) => await form.AskAsync<SignaturePage>();

    [Step("Collect parcel")]
    private static Task CollectParcel(Parcel subscription, ICarrier carrier) =>
        carrier.CollectAsync(subscription.SubscriptionId, subscription.Block.Weight);

    [Step("Request tracking")]
    private static (string Asked, string AskedAt) RequestTracking(string callbackRoute) => ("carrier", callbackRoute);

    [Step("Check tracking")]
    private static void CheckTracking(Dictionary<string, string> track) => ArgumentOutOfRangeException.ThrowIfZero(track.Count);

    [RetryStep("Call carrier", MaxAttempts = 3, FirstDelaySeconds = 3_600)]
    private static Task CallCarrier(ICarrier carrier) => carrier.CollectAsync(Guid.Empty, 0);
}
