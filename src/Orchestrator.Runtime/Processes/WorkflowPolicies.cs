using Orchestrator.Catalog;

namespace Orchestrator.Processes;

/// <summary>Which of a workflow's policies an action is under.</summary>
internal static class WorkflowPolicies
{
    /// <summary>Whether what a step waits for is given to it, which is under its policy and not under that of a retry.</summary>
    internal static bool AnswersStep(this WorkflowAction action) => action is WorkflowAction.Resume or WorkflowAction.CallBack;

    /// <summary>The policy of a workflow itself under which something may be done to its processes; null for none.</summary>
    internal static string? PolicyOf(this WorkflowDescriptor workflow, WorkflowAction action) =>
        action.AnswersStep() ? workflow.Policy : workflow.RetryPolicy ?? workflow.Policy;
}
