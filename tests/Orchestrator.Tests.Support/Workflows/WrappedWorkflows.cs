using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

[Product("wrapped")]
public sealed partial class Wrapped : SubscriptionModel
{
    public ThingBlock Block { get; set; } = new();
}

/// <summary>Workflows whose steps stand in conditions and on parts of the state.</summary>
public static partial class WrappedWorkflows
{
    public sealed record CountPage : FormPage
    {
        public required int Count { get; init; }
    }

    [CreateWorkflow(typeof(Wrapped), "Create wrapped")]
    public static StepList CreateWrapped() => Begin >> ConstructWrapped >> StoreProcessSubscription;

    [ModifyWorkflow(typeof(Wrapped), "Count up", InputForm = nameof(AskCount), Reconcile = false)]
    public static StepList CountUp() =>
        Begin
        >> Conditional(static state => state.Get<int>("count") < 2, Begin >> Increase >> Increase >> Increase)
        >> ObsoleteStep("WrappedWorkflows.Gone");

    [ModifyWorkflow(typeof(Wrapped), "Grow wrapped", Reconcile = false)]
    public static StepList GrowWrapped() =>
        Begin
        >> Conditional<Wrapped>(static wrapped => wrapped.Block.Size < 3, Begin >> Grow >> Grow >> Grow)
        >> Conditional<Wrapped>(static wrapped => wrapped.Block.Size > 3, StepGroup("Never", Grow))
        >> Conditional<Wrapped>(
            static wrapped => wrapped.Block.Size > 3,
            Conditional(static state => state.Get<bool>("never_there"), Grow)
        );

    [ModifyWorkflow(typeof(Wrapped), "Count inside", InputForm = nameof(AskCount), Reconcile = false)]
    public static StepList CountInside() =>
        Begin
        >> FocusSteps(
            "inner",
            Begin
                >> Prepare
                >> Conditional(static state => state.Get<int>("count") == 5, Begin >> Increase)
                >> FocusSteps("deeper", Begin >> Prepare)
                >> AskInside
        );

    [ModifyWorkflow(typeof(Wrapped), "Forget count", InputForm = nameof(AskCount), Reconcile = false)]
    public static StepList ForgetCount() =>
        Begin >> Leave >> Forget >> FocusSteps("inner", Begin >> Prepare >> Forget) >> Prepare >> StepGroup("Together", Begin >> Forget);

    [Step("Construct wrapped")]
    private static Wrapped ConstructWrapped(Guid product)
    {
        var wrapped = Wrapped.Create(product, "customer");
        wrapped.Block.Size = 1;
        return wrapped;
    }

    private static async Task<CountPage> AskCount(FormSession form) => await form.AskAsync<CountPage>();

    [InputStep("Ask inside", Assignee.Noc)]
    private static async Task<CountPage> AskInside(FormSession form, int count) => await form.AskAsync(new CountPage { Count = count });

    [Step("Prepare")]
    private static CountPage Prepare() => new() { Count = 5 };

    [Step("Grow")]
    private static Wrapped Grow(Wrapped subscription)
    {
        subscription.Block.Size++;
        return subscription;
    }

    [Step("Increase")]
    private static CountPage Increase(int count) => new() { Count = count + 1 };

    // What a returned state lacks stays where it is.
    [Step("Leave")]
    private static State Leave() => State.Empty.With("left", true);

    [Step("Forget", Removes = ["count", "never_there"])]
    private static (int Forgotten, bool Done) Forget(int count) => (count, true);
}
