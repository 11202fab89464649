using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

/// <summary>
/// Plain workflows with groups, callbacks and retried steps. They have no subscription, so that a test sees only what it is about.
/// </summary>
public static partial class GroupWorkflows
{
    public sealed record AnswerPage : FormPage
    {
        public required int Answer { get; init; }
    }

    public sealed record Answered(string Colour);

    [Workflow(Target.System, "Run a group")]
    public static StepList RunGroup() =>
        Begin >> Start >> Before >> StepGroup("Provision", Begin >> First >> Apply >> Last) >> After >> Done;

    [Workflow(Target.System, "Run two groups, one with a question")]
    public static StepList AskInGroup() =>
        Begin >> Start >> StepGroup("Ask", Begin >> First >> AskAnswer >> Last) >> StepGroup("Provision", Begin >> First >> Apply) >> Done;

    [Workflow(Target.System, "Run groups on conditions")]
    public static StepList RunConditionalGroups() =>
        Begin
        >> Start
        >> Before
        >> Conditional(static state => !state.ContainsKey("first"), Begin >> StepGroup("Once", Begin >> First >> Last))
        >> Conditional(static state => !state.ContainsKey("first"), Begin >> StepGroup("Never", Begin >> First >> Last))
        >> FocusSteps("inner", Begin >> StepGroup("Inside", Begin >> First >> StepGroup("Nested", Begin >> Last)))
        >> Done;

    [Workflow(Target.System, "Call back twice")]
    public static StepList CallBack() =>
        Begin
        >> Start
        >> CallbackStep("Order", PlaceOrder, CheckOrder, resultKey: "order", timeout: TimeSpan.FromHours(1))
        >> CallbackStep("Deliver", PlaceOrder, CheckDelivery)
        >> Done;

    [Workflow(Target.System, "Call back late")]
    public static StepList CallBackLate() =>
        Begin >> Start >> CallbackStep("Order", PlaceOrder, CheckDelivery, timeout: TimeSpan.FromDays(60)) >> Done;

    [Workflow(Target.System, "Call back soon")]
    public static StepList CallBackSoon() =>
        Begin >> Start >> CallbackStep("Order", PlaceOrder, CheckDelivery, timeout: TimeSpan.FromMinutes(1)) >> Done;

    [Workflow(Target.System, "Call back twice under one key")]
    public static StepList CallBackAgain() =>
        Begin >> Start >> CallbackStep("Order", PlaceOrder, CheckDelivery) >> CallbackStep("Deliver", PlaceOrder, AcceptAnything) >> Done;

    [Workflow(Target.System, "Retry by hand")]
    public static StepList RetryByHand() => Begin >> Start >> ApplyPatiently >> Done;

    [Workflow(Target.System, "Apply with a limit of its own")]
    public static StepList ApplySoon() => Begin >> Start >> ApplyBriefly >> Done;

    [Workflow(Target.System, "Retry in a group")]
    public static StepList RetryInGroup() => Begin >> Start >> StepGroup("Provision", Begin >> First >> ApplyStubbornly >> Last) >> Done;

    [Workflow(Target.System, "Retry by itself")]
    public static StepList RetryByItself() => Begin >> Start >> ApplyStubbornly >> Done;

    [Step("Before")]
    private static (int Before, int Count) Before() => (1, 0);

    [Step("First")]
    private static (int First, int Count) First(int count = 0) => (1, count + 1);

    [Step("Apply")]
    private static async Task<(int Applied, int Attempt)> Apply(
        IExternalSystem external,
        ProcessContext process,
        CancellationToken cancellationToken
    ) => (await external.ApplyAsync(process.ProcessId, size: 0, cancellationToken), process.Attempt);

    [Step("Last")]
    private static (int Last, int Count) Last(int count = 0) => (1, count + 10);

    [Step("After")]
    private static (int After, int Count) After(int count = 0) => (1, count + 100);

    [InputStep("Ask answer", Assignee.Noc)]
    private static async Task<AnswerPage> AskAnswer(FormSession form) => await form.AskAsync<AnswerPage>();

    [Step("Place order")]
    private static async Task<(string Placed, int Orders)> PlaceOrder(
        string callbackRoute,
        IExternalSystem external,
        ProcessContext process,
        CancellationToken cancellationToken,
        int orders = 0
    )
    {
        await external.ApplyAsync(process.ProcessId, orders, cancellationToken);
        return (callbackRoute, orders + 1);
    }

    [Step("Check order")]
    private static (string Colour, int Checked) CheckOrder(Answered order) =>
        order.Colour == "bad" ? throw new InvalidOperationException("The order is bad.") : (order.Colour, 1);

    [Step("Check delivery")]
    private static (string Delivered, int Checked) CheckDelivery(Answered callbackResult) => (callbackResult.Colour, 2);

    [Step("Accept anything")]
    private static (string Delivered, int Checked) AcceptAnything(Answered? callbackResult = null) => (callbackResult?.Colour ?? "none", 3);

    [RetryStep("Apply patiently")]
    private static async Task<(int Applied, int Attempt)> ApplyPatiently(
        IExternalSystem external,
        ProcessContext process,
        CancellationToken cancellationToken
    ) => (await external.ApplyAsync(process.ProcessId, size: 0, cancellationToken), process.Attempt);

    [Step("Apply briefly", TimeoutSeconds = 20)]
    private static async Task<(int Applied, int Attempt)> ApplyBriefly(
        IExternalSystem external,
        ProcessContext process,
        CancellationToken cancellationToken
    ) => (await external.ApplyAsync(process.ProcessId, size: 0, cancellationToken), process.Attempt);

    [RetryStep("Apply stubbornly", MaxAttempts = 3, FirstDelaySeconds = 3_600, Backoff = 3)]
    private static async Task<(int Applied, int Attempt)> ApplyStubbornly(
        IExternalSystem external,
        ProcessContext process,
        CancellationToken cancellationToken
    ) => (await external.ApplyAsync(process.ProcessId, size: 0, cancellationToken), process.Attempt);
}
