using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

/// <summary>A product that has its object only while its subscription says so.</summary>
[Product("lamp")]
public sealed partial class Lamp : SubscriptionModel
{
    public GadgetBlock Block { get; set; } = new();
}

[ExternalResource("light of the lamp")]
public sealed partial class LightResource(GadgetSystem system) : KitPart<Lamp, Lamp>(system, "light");

public static partial class LampWorkflows
{
    public sealed record LampPage : FormPage
    {
        public required string Reason { get; init; }
    }

    [CreateWorkflow(typeof(Lamp), "Create lamp")]
    public static StepList CreateLamp() => Begin >> ConstructLamp >> StoreProcessSubscription;

    /// <summary>Switches the lamp off for a reason, and on without one.</summary>
    [ModifyWorkflow(typeof(Lamp), "Switch lamp", InputForm = nameof(AskReason))]
    public static StepList SwitchLamp() => Begin >> Switch >> Light;

    [ValidateWorkflow(typeof(Lamp), "Validate lamp")]
    public static StepList ValidateLamp() =>
        Begin >> Conditional<Lamp>(static lamp => lamp.Block.Secret.Length == 0, Compare<LightResource>());

    [TerminateWorkflow(typeof(Lamp), "Terminate lamp")]
    public static StepList TerminateLamp() => Begin >> Remove<LightResource>();

    [ExternalSystemSteps]
    private static StepList Light => Begin >> Conditional<Lamp>(static lamp => lamp.Block.Secret.Length == 0, Apply<LightResource>());

    private static async Task<LampPage> AskReason(FormSession form) => await form.AskAsync<LampPage>();

    [Step("Construct lamp")]
    private static Lamp ConstructLamp(Guid product)
    {
        var lamp = Lamp.Create(product, "customer");
        lamp.Block.Size = 3;
        return lamp;
    }

    [Step("Switch")]
    private static Lamp Switch(Lamp subscription, string reason)
    {
        subscription.Block.Secret = reason;
        return subscription;
    }
}
