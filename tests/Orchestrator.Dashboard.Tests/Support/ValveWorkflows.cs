using static Orchestrator.Workflow;

namespace Orchestrator.Dashboard.Tests.Support;

public static partial class ValveWorkflows
{
    public sealed record ValvePage : FormPage
    {
        public required int Opening { get; init; }

        public required string Room { get; init; }
    }

    [CreateWorkflow(typeof(Valve), "Create valve", InputForm = nameof(ValveForm))]
    public static StepList CreateValve() => Begin >> ConstructValve >> StoreProcessSubscription >> Apply<ValveResource>();

    [ModifyWorkflow(typeof(Valve), "Modify valve", InputForm = nameof(ValveForm))]
    public static StepList ModifyValve() => Begin >> TurnValve >> MoveValve;

    [TerminateWorkflow(typeof(Valve), "Terminate valve")]
    public static StepList TerminateValve() => Begin >> Remove<ValveResource>();

    [Workflow(Target.System, "Inspect plant")]
    public static StepList InspectPlant() => Begin >> Start >> Inspect >> InspectLock >> Done;

    [Workflow(Target.System, "Order part")]
    public static StepList OrderPart() =>
        Begin >> Start >> CallbackStep("Order", PlaceOrder, CheckOrder, timeout: TimeSpan.FromHours(1)) >> Done;

    [Step("Place order")]
    private static void PlaceOrder(string callbackRoute) => ArgumentException.ThrowIfNullOrEmpty(callbackRoute);

    [Step("Check order")]
    private static void CheckOrder(Dictionary<string, string> callbackResult) => ArgumentNullException.ThrowIfNull(callbackResult);

    [ExternalSystemSteps]
    private static StepList MoveValve => Begin >> Apply<ValveResource>();

    private static async Task<ValvePage> ValveForm(FormSession form) => await form.AskAsync<ValvePage>();

    [Step("Construct valve")]
    private static Valve ConstructValve(Guid product, int opening, string room)
    {
        var valve = Valve.Create(product, "customer");
        (valve.Block.Opening, valve.Block.Room) = (opening, room);
        valve.Description = $"valve {room}";
        return valve;
    }

    [Step("Turn valve")]
    private static Valve TurnValve(Valve subscription, int opening, string room)
    {
        (subscription.Block.Opening, subscription.Block.Room) = (opening, room);
        return subscription;
    }

    [Step("Inspect")]
    private static void Inspect(IPlant plant) => plant.Inspect();

    [Step("Inspect lock")]
    private static void InspectLock(IPlant plant) => plant.InspectLock();
}
