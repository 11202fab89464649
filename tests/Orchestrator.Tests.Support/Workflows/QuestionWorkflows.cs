using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

/// <summary>A workflow that asks a person, changes the answer, waits for a system, and says what it then knows.</summary>
public static partial class QuestionWorkflows
{
    public sealed record AnswerPage : FormPage
    {
        public required int Answer { get; init; }
    }

    [Workflow(Target.System, "Ask, then call back")]
    public static StepList AskThenCallBack() =>
        Begin >> Start >> AskAnswer >> DoubleAnswer >> CallbackStep("Confirm", SendAnswer, CheckConfirmation) >> Report >> Done;

    [Workflow(Target.System, "Work on a condition")]
    public static StepList WorkOnCondition() =>
        Begin >> Start >> Conditional(static state => state.ContainsKey("process_id"), Begin >> Work) >> Done;

    [Workflow(Target.System, "Work under policies", Policy = "starters", RetryPolicy = "menders")]
    public static StepList WorkUnderPolicies() =>
        Begin >> Start >> Work >> Conditional(static _ => true, Begin >> AskUnderPolicy) >> WorkUnderPolicy >> Work >> Done;

    [Workflow(Target.System, "Work on a part under policies")]
    public static StepList WorkOnPartUnderPolicies() =>
        Begin >> Start >> FocusSteps("part", Begin >> AskUnderPolicy >> WorkUnderPolicy) >> Done;

    [InputStep("Ask under a policy", Assignee.Noc, Policy = "answerers")]
    private static async Task<AnswerPage> AskUnderPolicy(FormSession form) => await form.AskAsync<AnswerPage>();

    [Step("Work under a policy", RetryPolicy = "experts")]
    private static async Task WorkUnderPolicy(IExternalSystem system, CancellationToken cancellationToken) =>
        await system.ApplyAsync(Guid.Empty, 0, cancellationToken);

    [InputStep("Ask answer", Assignee.Noc)]
    private static async Task<AnswerPage> AskAnswer(FormSession form) => await form.AskAsync<AnswerPage>();

    [Step("Double answer")]
    private static AnswerPage DoubleAnswer(int answer) => new() { Answer = 2 * answer };

    [Step("Send answer")]
    private static (string SentTo, int Sent) SendAnswer(string callbackRoute, int answer) => (callbackRoute, answer);

    [Step("Check confirmation")]
    private static void CheckConfirmation(Dictionary<string, string> callbackResult) =>
        ArgumentOutOfRangeException.ThrowIfZero(callbackResult.Count);

    [Step("Report")]
    private static (int Reported, bool IsDone) Report(int answer) => (answer, true);

    [Step("Work")]
    private static async Task Work(IExternalSystem system, CancellationToken cancellationToken) =>
        await system.ApplyAsync(Guid.Empty, 0, cancellationToken);
}
