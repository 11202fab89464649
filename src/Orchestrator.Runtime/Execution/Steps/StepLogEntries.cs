using System.Diagnostics;
using System.Text.Json;
using Orchestrator.Execution.Planning;
using Orchestrator.Processes;

namespace Orchestrator.Execution;

/// <summary>Turns the outcome of a step into the row of the step log, and into what becomes of its process.</summary>
internal static class StepLogEntries
{
    /// <summary>Makes the row of a step, and what becomes of its process.</summary>
    internal static StepLogEntry Of(StepExecution execution, StepOutcome outcome) =>
        outcome switch
        {
            StepOutcome.Success success => Entry(execution, StepStatus.Success, ProcessStatus.Running, success.State),
            StepOutcome.Skipped skipped => Entry(execution, StepStatus.Skipped, ProcessStatus.Running, skipped.State) with
            {
                Key = skipped.WholeGroup ? execution.Plan.LastOfGroup(execution.Step).Key : execution.Step.Key,
            },
            StepOutcome.Suspend suspend => Entry(execution, StepStatus.Suspend, ProcessStatus.Suspended, suspend.State),
            StepOutcome.Waiting { IsProgress: true } progress => Entry(
                execution,
                StepStatus.Waiting,
                ProcessStatus.Waiting,
                progress.Failure.ToProgressRecord()
            ) with
            {
                FailedReason = progress.Failure.Error,
                DueAt = progress.DueAt,

                // The row of the group stays: with it, the step continues where it stands.
                Replaces = FindProgress(execution),
                Removes = null,
            },
            StepOutcome.Waiting waiting => FailureEntry(
                execution,
                StepStatus.Waiting,
                ProcessStatus.Waiting,
                waiting.Failure,
                execution.Step.Assignee
            ) with
            {
                DueAt = waiting.DueAt,
            },
            StepOutcome.AwaitingCallback awaiting => Entry(
                execution,
                StepStatus.AwaitingCallback,
                ProcessStatus.AwaitingCallback,
                awaiting.State
            ),
            StepOutcome.Failed failed => FailedEntry(execution, failed.Failure),
            StepOutcome.Complete complete => Entry(execution, StepStatus.Complete, ProcessStatus.Completed, complete.State),
            _ => throw new UnreachableException($"The outcome {TypeText.Of(outcome.GetType())} has no row in the step log."),
        };

    private static StepLogEntry FailedEntry(StepExecution execution, StepFailure failure)
    {
        var (status, assignee) = Classify(execution, failure);
        return FailureEntry(execution, StepStatus.Failed, status, failure, assignee);
    }

    private static StepLogEntry Entry(
        StepExecution execution,
        StepStatus stepStatus,
        ProcessStatus processStatus,
        State state,
        string? assignee = null
    )
    {
        var step = execution.Step;
        var progress = FindProgress(execution);
        return new(
            execution.Lease,
            step.Key,
            step.ShownName,
            stepStatus,
            processStatus,
            assignee ?? step.Assignee,
            state,
            execution.GroupRow?.StartedAt ?? execution.StartedAt
        )
        {
            // A group has one row for all its steps, and so has a step that reports its progress again and again.
            Replaces = progress ?? execution.GroupRow?.StepId,
            Removes = progress is null ? null : execution.GroupRow?.StepId,
        };
    }

    /// <summary>The row in which a step that looks again and again has reported its progress; null for none.</summary>
    private static Guid? FindProgress(StepExecution execution) =>
        ReportsProgress(execution.Step) && execution.LastFailure is { Status: StepStatus.Waiting } last && last.Key == execution.Step.Key
            ? last.StepId
            : null;

    private static bool ReportsProgress(PlannedStep step) => step is PlannedStep.System or PlannedStep.Resource or PlannedStep.ReadBack;

    private static StepLogEntry FailureEntry(
        StepExecution execution,
        StepStatus stepStatus,
        ProcessStatus processStatus,
        StepFailure failure,
        string assignee
    )
    {
        var record = failure.ToErrorRecord();
        if (execution.Step.Group is not null)
        {
            // The row has the name of the group.
            record = record.With("step", execution.Step.Name);
        }

        if (ReportsProgress(execution.Step) && execution.LastFailure is { } last && last.Key == execution.Step.Key)
        {
            record = last.KeepProgress(record);
        }

        var entry = Entry(execution, stepStatus, processStatus, record, assignee) with
        {
            FailedReason = failure.Error,
            Traceback = failure.Traceback,
        };
        return IsRepeated(execution, stepStatus, failure)
            ? entry with
            {
                Replaces = execution.LastFailure!.StepId,
                Removes = execution.GroupRow?.StepId,
                State = execution.LastFailure.Fold(entry.State),
            }
            : entry;
    }

    /// <summary>Only a task's failure is told apart; a process that is not a task has simply failed.</summary>
    private static (ProcessStatus Status, string Assignee) Classify(StepExecution execution, StepFailure failure) =>
        (execution.Plan.Workflow.IsTask, failure.Kind) switch
        {
            (true, FailureKind.InconsistentData) => (ProcessStatus.InconsistentData, Assignee.Noc),
            (true, FailureKind.SystemUnavailable) => (ProcessStatus.ApiUnavailable, Assignee.System),
            _ => (ProcessStatus.Failed, execution.Step.Assignee),
        };

    /// <summary>
    /// The same failure again, by the same user, is counted in its row instead of filling the log; and so is every failure when the step
    /// has failed very often.
    /// </summary>
    private static bool IsRepeated(StepExecution execution, StepStatus status, StepFailure failure)
    {
        if (execution.LastFailure is not { } last || last.Status != status || last.Key != execution.Step.Key)
        {
            return false;
        }

        if (last.IsFull)
        {
            return true;
        }

        if (execution.GroupRow is not null || last.User != execution.Lease.User)
        {
            return false;
        }

        var record = failure.ToErrorRecord();
        return IsSame("error") && IsSame("details");

        // By what they say: a store may keep the members of an object in any order.
        bool IsSame(string key) =>
            record.TryGetValue(key, out var now)
                ? last.Record.TryGetValue(key, out var before) && JsonElement.DeepEquals(now, before)
                : !last.Record.ContainsKey(key);
    }
}
