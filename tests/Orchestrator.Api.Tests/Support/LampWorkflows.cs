using System.ComponentModel.DataAnnotations;
using static Orchestrator.Workflow;

namespace Orchestrator.Api.Tests.Support;

[Product("lamp", Tag = "LAMP", Description = "A lamp")]
public sealed partial class Lamp : SubscriptionModel
{
    public LampBlock Block { get; set; } = new();
}

[ProductBlock("Lamp")]
public sealed partial class LampBlock : ProductBlock
{
    public int Brightness { get; set; }
}

public static partial class LampWorkflows
{
    /// <summary>The brightness at which the step fails.</summary>
    private const int Unlucky = 13;

    public sealed record LampPage : FormPage
    {
        [Range(1, 100)]
        public required int Brightness { get; init; }
    }

    [CreateWorkflow(typeof(Lamp), "Create lamp", InputForm = nameof(LampForm))]
    public static StepList CreateLamp() => Begin >> ConstructLamp >> StoreProcessSubscription;

    [ModifyWorkflow(typeof(Lamp), "Modify lamp", InputForm = nameof(LampForm))]
    public static StepList ModifyLamp() => Begin >> SwitchLamp;

    [ExternalSystemSteps]
    private static StepList SwitchLamp => Begin >> PressSwitch;

    [Workflow(Target.System, "Validate nothing")]
    public static StepList ValidateNothing() => Begin >> Start >> Done;

    [Workflow(Target.System, "Order bulb")]
    public static StepList OrderBulb() => Begin >> Start >> CallbackStep("Order", PlaceOrder, CheckOrder) >> Done;

    [Workflow(Target.System, "Change fuse", OneAtATime = true)]
    public static StepList ChangeFuse() => Begin >> Start >> CallbackStep("Fuse", PlaceOrder, CheckOrder) >> Done;

    [Step("Place order")]
    private static void PlaceOrder(string callbackRoute) => ArgumentException.ThrowIfNullOrEmpty(callbackRoute);

    [Step("Check order")]
    private static void CheckOrder(Dictionary<string, string> callbackResult) =>
        ArgumentOutOfRangeException.ThrowIfEqual(callbackResult.Count, 0);

    private static async Task<LampPage> LampForm(FormSession form) => await form.AskAsync<LampPage>();

    [Step("Construct lamp")]
    private static Lamp ConstructLamp(Guid product, int brightness)
    {
        var lamp = Lamp.Create(product, "customer");
        lamp.Description = $"A lamp of {brightness}";
        lamp.Block.Brightness = brightness;
        return lamp;
    }

    [Step("Press switch")]
    private static void PressSwitch(Lamp subscription, int brightness = 0)
    {
        if (brightness == Unlucky)
        {
            throw new InvalidOperationException($"The fuse of {subscription.Description} is blown.");
        }
    }
}
