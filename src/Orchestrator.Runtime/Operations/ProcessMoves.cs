using Orchestrator.Execution.Planning;
using Orchestrator.Processes;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Operations;

/// <summary>
/// What can be done with a process where it stands, by any user: what is offered and what is refused come from here, so that nothing is
/// offered that is refused.
/// </summary>
internal static class ProcessMoves
{
    /// <summary>What someone does who resumes a process, which depends on what it waits for.</summary>
    internal static WorkflowAction ResumeActionOf(ProcessStatus? status) =>
        status == ProcessStatus.Suspended ? WorkflowAction.Resume : WorkflowAction.Retry;

    /// <summary>Whether it can be ended.</summary>
    internal static bool CanAbort(ProcessStatus status) => status is not (ProcessStatus.Completed or ProcessStatus.Aborted);

    /// <summary>Whether a step of it has failed, or is to be tried again.</summary>
    internal static bool HasFailed(ProcessStatus status) =>
        status is ProcessStatus.Failed or ProcessStatus.Waiting or ProcessStatus.ApiUnavailable or ProcessStatus.InconsistentData;

    /// <summary>Whether it could not follow its plan, has written nothing and is over.</summary>
    internal static bool HasNotFollowedPlan(StoredProcess process, PlannedStep step) =>
        process.Status == ProcessStatus.Failed && step is PlannedStep.CheckPlan check && process.LastStep == check.Name;

    /// <summary>Whether a step can be left out: the engine's own cannot.</summary>
    internal static bool IsSkippable(PlannedStep step) => step is PlannedStep.Action || step.Group is not null;

    /// <summary>What can be done.</summary>
    /// <param name="process">The process.</param>
    /// <param name="step">The step at which it stands; null when its workflow is gone or does not fit any longer.</param>
    internal static IEnumerable<WorkflowAction> Find(StoredProcess process, PlannedStep? step)
    {
        if (step is not null && ProcessCommandStore.IsResumable(process.Status) && !HasNotFollowedPlan(process, step))
        {
            yield return ResumeActionOf(process.Status);
        }

        if (step is not null && HasFailed(process.Status) && IsSkippable(step))
        {
            yield return WorkflowAction.Skip;
        }

        if (CanAbort(process.Status))
        {
            yield return WorkflowAction.Abort;
        }
    }
}
