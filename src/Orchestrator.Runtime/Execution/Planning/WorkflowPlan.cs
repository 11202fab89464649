using System.Collections.Immutable;
using Orchestrator.Catalog;
using Orchestrator.Processes;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Execution.Planning;

/// <summary>All steps of a workflow, those around the author's included. Built once per host, when the workflow is first needed.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Steps">The steps, in order.</param>
internal sealed record WorkflowPlan(WorkflowDescriptor Workflow, ImmutableArray<PlannedStep> Steps)
{
    /// <summary>Whether a process of it fails when another one holds its subscription, so that only one may start.</summary>
    internal bool LocksSubscription { get; } = Steps.Any(static step => step is PlannedStep.Lock { Checked: true });

    /// <summary>
    /// The applies of which the subscription says whether they run: what one under a condition on the state or on a part of it does depends
    /// on what was done before it.
    /// </summary>
    internal ImmutableArray<PlannedStep.Resource> ComparedSteps { get; } =
    [.. Steps.OfType<PlannedStep.Resource>().Where(static step => step is { Kind: ResourceAction.Apply, IsDecidedBySubscription: true })];

    /// <summary>The steps of a process that is bound to a reconcile plan: it compares again once it holds the subscription.</summary>
    internal WorkflowPlan WithPlanCheck()
    {
        var locking = Steps.Single(static step => step is PlannedStep.Lock);
        return this with { Steps = Steps.Insert(Steps.IndexOf(locking) + 1, new PlannedStep.CheckPlan()) };
    }

    /// <summary>
    /// Finds the step with which a stored process continues. A group has one row, which names the last of its steps that is done. A process
    /// that was run by other code is refused rather than continued at the wrong step, and so is one that orchestrator-core has begun: names
    /// and counts of rows do not tell where it stands.
    /// </summary>
    /// <exception cref="ConflictException">The finished steps are not the beginning of this plan, have no keys, or cannot be
    /// read.</exception>
    internal int FindPosition(Guid processId, StepHistory history)
    {
        if (history.Problem is { } problem)
        {
            throw ProcessErrors.Unreadable(processId, problem);
        }

        if (!history.IsIdentified)
        {
            throw new ConflictException(
                "process_of_orchestrator_core",
                $"Process {processId} was begun by orchestrator-core, which has recorded its steps by name only: where it stands in "
                    + $"workflow '{Workflow.Name}' cannot be told, so it does not continue. Correct by hand what it has left half done, "
                    + "abort it, and start the workflow again."
            );
        }

        var position = 0;
        foreach (var key in history.FinishedKeys)
        {
            if (FindInRow(position, key) is not { } index)
            {
                throw new ConflictException(
                    "process_steps_do_not_fit",
                    $"Process {processId} has finished the steps [{string.Join(", ", history.FinishedKeys)}], but workflow "
                        + $"'{Workflow.Name}' now has the steps [{string.Join(", ", Steps.Select(static step => step.Key))}]. Bring the "
                        + "finished steps back in this order, give a renamed step its old Id, or abort the process."
                );
            }

            position = index + 1;
        }

        // A step that waits inside a group is not where the group begins.
        return history.WaitingKey is { } waiting && FindInRow(position, waiting) is { } there ? there : position;
    }

    /// <summary>Finds the step with which a stored process continues, when it has to have one.</summary>
    /// <exception cref="ConflictException">The finished steps are not the beginning of this plan, or they are all there are: it would
    /// continue with nothing, and never end.</exception>
    internal int FindNext(Guid processId, StepHistory history)
    {
        var position = FindPosition(processId, history);
        return position < Steps.Length
            ? position
            : throw new ConflictException(
                "process_has_no_step_left",
                $"Process {processId} has finished every step of workflow '{Workflow.Name}' and is not completed all the same. Look "
                    + "at what it has done, and abort it."
            );
    }

    /// <summary>
    /// The policy under which someone may do something to a process that stands at a step: the nearest one at that step or before it,
    /// otherwise the workflow's. Null for none.
    /// </summary>
    internal string? FindPolicy(WorkflowAction action, int position)
    {
        var reached = Steps[..(position + 1)].Reverse();
        var policies = action.AnswersStep()
            ? reached.Select(static step => step.Policy)
            : reached.Select(static step => step.RetryPolicy ?? step.Policy);
        return policies.FirstOrDefault(static policy => policy is not null) ?? Workflow.PolicyOf(action);
    }

    /// <summary>
    /// The policy under which a process is of which is not known where it stands: null only when nothing of the workflow is under one.
    /// </summary>
    internal string? FindLastPolicy(WorkflowAction action) => FindPolicy(action, Steps.Length - 1);

    /// <summary>The last step of a step's group.</summary>
    internal PlannedStep LastOfGroup(PlannedStep step) => Steps.Last(other => other.Group == step.Group);

    /// <summary>Finds a step among those that share the row that begins or continues at a position.</summary>
    private int? FindInRow(int position, string key)
    {
        for (
            var index = position;
            index < Steps.Length && (index == position || (Steps[index].Group is { } group && group == Steps[position].Group));
            index++
        )
        {
            if (Steps[index].Key == key)
            {
                return index;
            }
        }

        return null;
    }
}
