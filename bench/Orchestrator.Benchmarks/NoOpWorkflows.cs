using static Orchestrator.Workflow;

namespace Orchestrator.Benchmarks;

/// <summary>A workflow of five steps that do nothing, so that what is measured is the engine.</summary>
public static partial class NoOpWorkflows
{
    [Workflow(Target.System, "Do nothing")]
    public static StepList DoNothing() => Begin >> Start >> First >> Second >> Third >> Fourth >> Fifth >> Done;

    [Step("First")]
    private static void First() { }

    [Step("Second")]
    private static void Second() { }

    [Step("Third")]
    private static void Third() { }

    [Step("Fourth")]
    private static void Fourth() { }

    [Step("Fifth")]
    private static void Fifth() { }

    [Workflow(Target.System, "Wait for an answer")]
    public static StepList WaitForAnswer() => Begin >> Start >> Ask >> Done;

    public sealed record AnswerPage : FormPage
    {
        public required string Answer { get; init; }
    }

    [InputStep("Ask", Assignee.Noc)]
    private static async Task<AnswerPage> Ask(FormSession form) => await form.AskAsync<AnswerPage>();
}
