using static Orchestrator.Workflow;

namespace Orchestrator.Api.Tests.Support;

[Product("beacon", Tag = "BEACON", Description = "A beacon")]
public sealed partial class Beacon : SubscriptionModel
{
    public LampBlock Block { get; set; } = new();
}

/// <summary>Lets one reconcile of a beacon through for each permit that the test gives.</summary>
public sealed class BeaconGate : IDisposable
{
    private readonly SemaphoreSlim _permits = new(0);

    public void LetThrough(int count = 1) => _permits.Release(count);

    public Task PassAsync(CancellationToken cancellationToken) => _permits.WaitAsync(cancellationToken);

    public void Dispose() => _permits.Dispose();
}

/// <summary>A product of which one reconcile runs at a time, for as long as a test wants.</summary>
public static partial class BeaconWorkflows
{
    public sealed record BrightnessPage : FormPage
    {
        public required int Brightness { get; init; }
    }

    [CreateWorkflow(typeof(Beacon), "Create beacon")]
    public static StepList CreateBeacon() => Begin >> ConstructBeacon >> StoreProcessSubscription;

    [ReconcileWorkflow(typeof(Beacon), "Reconcile beacon", OneAtATime = true)]
    public static StepList ReconcileBeacon() => Begin >> LightBeacon;

    [ModifyWorkflow(typeof(Beacon), "Dim beacon", InputForm = nameof(AskBrightness), Reconcile = false)]
    public static StepList DimBeacon() => Begin >> SetBrightness;

    private static async Task<BrightnessPage> AskBrightness(FormSession form, Beacon subscription) =>
        await form.AskLastAsync(new BrightnessPage { Brightness = subscription.Block.Brightness });

    [Step("Set brightness")]
    private static Beacon SetBrightness(Beacon subscription, int brightness)
    {
        subscription.Block.Brightness = brightness;
        return subscription;
    }

    [Step("Construct beacon")]
    private static Beacon ConstructBeacon(Guid product) => Beacon.Create(product, "customer");

    [Step("Light beacon")]
    private static Task LightBeacon(Beacon subscription, [FromServices] BeaconGate gate, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        return gate.PassAsync(cancellationToken);
    }
}
