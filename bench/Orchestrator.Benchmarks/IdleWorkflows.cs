using static Orchestrator.Workflow;

namespace Orchestrator.Benchmarks;

[Product("idle")]
public sealed partial class Idle : SubscriptionModel
{
    public IdleBlock Block { get; set; } = new();
}

[ProductBlock("Idle")]
public sealed partial class IdleBlock : ProductBlock
{
    public int Size { get; set; }
}

/// <summary>A workflow whose steps do nothing, so that what is measured is the engine.</summary>
public static partial class IdleWorkflows
{
    [CreateWorkflow(typeof(Idle), "Create idle")]
    public static StepList CreateIdle() => Begin >> ConstructIdle >> StoreProcessSubscription;

    [ModifyWorkflow(typeof(Idle), "Modify idle")]
    public static StepList ModifyIdle() => Begin >> IdleSteps;

    [ExternalSystemSteps]
    private static StepList IdleSteps => Begin >> First >> Second >> Third >> Fourth >> Fifth;

    [Step("Construct idle")]
    private static Idle ConstructIdle(Guid product) => Idle.Create(product, "benchmark");

    [Step("First")]
    private static (int First, bool Done) First() => (1, false);

    [Step("Second")]
    private static (int Second, bool Done) Second(int first) => (first + 1, false);

    [Step("Third")]
    private static (int Third, bool Done) Third(int second) => (second + 1, false);

    [Step("Fourth")]
    private static (int Fourth, bool Done) Fourth(int third) => (third + 1, false);

    [Step("Fifth")]
    private static (int Fifth, bool Done) Fifth(int fourth) => (fourth + 1, true);
}
