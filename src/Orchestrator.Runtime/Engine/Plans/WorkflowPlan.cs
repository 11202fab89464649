using System.Collections.Immutable;
using Orchestrator.Catalog;

namespace Orchestrator.Engine.Plans;

/// <summary>All steps of a workflow, those around the author's included. Built once per host, when the workflow is first needed.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Steps">The steps, in order.</param>
internal sealed record WorkflowPlan(WorkflowDescriptor Workflow, ImmutableArray<PlannedStep> Steps)
{
    /// <summary>
    /// Finds how many steps are done, given the keys that a stored process has finished. A process that was run by other code is
    /// refused rather than continued at the wrong step.
    /// </summary>
    /// <exception cref="ConflictException">The finished steps are not the beginning of this plan.</exception>
    internal int FindPosition(Guid processId, IReadOnlyList<string> finishedKeys)
    {
        var fits = finishedKeys.Count <= Steps.Length;
        for (var index = 0; fits && index < finishedKeys.Count; index++)
        {
            fits = Steps[index].Key == finishedKeys[index];
        }

        return fits
            ? finishedKeys.Count
            : throw new ConflictException(
                "process_steps_do_not_fit",
                $"Process {processId} has finished the steps [{string.Join(", ", finishedKeys)}], but workflow '{Workflow.Name}' now has the steps [{string.Join(", ", Steps.Select(static step => step.Key))}]. Bring the finished steps back in this order, give a renamed step its old Id, or abort the process.");
    }
}
