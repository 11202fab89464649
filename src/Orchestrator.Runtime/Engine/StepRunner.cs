using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Binding;
using Orchestrator.Engine.Plans;
using Orchestrator.Storage;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.Engine;

/// <summary>
/// Executes a step and commits it: what the step writes to the core database, the row of its log and the process's row are one transaction.
/// The author's method runs before that transaction, so a slow external system holds no lock.
/// </summary>
internal sealed class StepRunner(
    ProcessStore store,
    StepExecutor executor,
    IServiceScopeFactory scopes,
    FailureClassifier classifier,
    TimeProvider time,
    ILogger<StepRunner> logger)
{
    internal async Task<StepResult> RunAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        StepOutcome outcome;
        var commits = false;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var work = await executor.ExecuteAsync(execution, scope.ServiceProvider, cancellationToken);
            commits = true;

            return await CommitAsync(execution, work, cancellationToken);
        }
        catch (Exception exception) when (IsFailureOfStep(exception))
        {
            var cause = StorageErrors.Translate(exception) ?? exception;
            Log.StepFailed(logger, cause, execution.Claim.ProcessId, execution.Claim.WorkflowName, execution.Step.Name, cause.Message);
            outcome = ToFailure(execution, StepFailure.From(cause, classifier.Classify(cause)));
        }

        // A database that is lost at the commit leaves open whether the step is recorded: only a look at it, behind a new lease, can tell.
        bool IsFailureOfStep(Exception exception) =>
            (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested) && !(commits && StorageErrors.Translate(exception) is not null);

        // A failure is logged even while the host stops: it has happened, and it is quick.
        return await CommitAsync(execution, AfterFailure(execution, outcome), CancellationToken.None);
    }

    private async Task<StepResult> CommitAsync(StepExecution execution, StepWork work, CancellationToken cancellationToken)
    {
        if (work.Known is { } outcome)
        {
            var known = ToEntry(execution, outcome);
            return new(outcome, known, await store.CommitAsync(known, cancellationToken));
        }

        StepLogEntry? entry = null;
        StepOutcome? written = null;
        var log = await store.CommitAsync(
            async (database, token) =>
            {
                written = await work.WriteAsync(database, token);
                return entry = ToEntry(execution, written);
            },
            cancellationToken);
        return new(written!, entry!, log);
    }

    /// <summary>What a failure means for the process: a step that is to be retried waits, until its policy has had enough.</summary>
    private StepOutcome ToFailure(StepExecution execution, StepFailure failure)
    {
        if (execution.Step is not PlannedStep.Action { Retry: { } policy })
        {
            return new StepOutcome.Failed(failure);
        }

        var attempt = 1 + (execution.LastFailure is { } last && last.Key == execution.Step.Key ? last.WaitingAttempts : 0);
        var delay = policy.DelayAfter(attempt);
        return delay is null && policy.MaxAttempts > 0 ? new StepOutcome.Failed(failure) : new StepOutcome.Waiting(failure, time.GetUtcNow() + delay);
    }

    /// <summary>
    /// A validate workflow changes nothing, so what it finds is no reason to hold the subscription: the reconcile that corrects it must be able to start.
    /// </summary>
    private static StepWork AfterFailure(StepExecution execution, StepOutcome outcome) =>
        execution.Context.Target == Target.Validate && SubscriptionReference.FindOwn(execution.State) is { } subscriptionId
            ? new(async (database, token) =>
            {
                await SubscriptionLock.UnlockAsync(database, subscriptionId, execution.Claim.ProcessId, token);
                return outcome;
            })
            : StepWork.Of(outcome);

    /// <summary>Makes the row of a step, and what becomes of its process.</summary>
    internal static StepLogEntry ToEntry(StepExecution execution, StepOutcome outcome) => outcome.Match(
        execution,
        success: static (success, execution) => Entry(execution, StepStatus.Success, ProcessStatus.Running, success.State),
        skipped: static (skipped, execution) => Entry(execution, StepStatus.Skipped, ProcessStatus.Running, skipped.State) with
        {
            Key = skipped.WholeGroup ? execution.Plan.LastOfGroup(execution.Step).Key : execution.Step.Key,
        },
        suspend: static (suspend, execution) => Entry(execution, StepStatus.Suspend, ProcessStatus.Suspended, suspend.State),
        waiting: static (waiting, execution) => waiting.IsProgress
            ? Entry(execution, StepStatus.Waiting, ProcessStatus.Waiting, waiting.Failure.ToErrorRecord()) with { FailedReason = waiting.Failure.Error, DueAt = waiting.DueAt }
            : FailureEntry(execution, StepStatus.Waiting, ProcessStatus.Waiting, waiting.Failure, execution.Step.Assignee) with { DueAt = waiting.DueAt },
        awaitingCallback: static (awaiting, execution) => Entry(execution, StepStatus.AwaitingCallback, ProcessStatus.AwaitingCallback, awaiting.State),
        failed: static (failed, execution) =>
        {
            var (status, assignee) = Classify(execution, failed.Failure);
            return FailureEntry(execution, StepStatus.Failed, status, failed.Failure, assignee);
        },
        complete: static (complete, execution) => Entry(execution, StepStatus.Complete, ProcessStatus.Completed, complete.State),
        abort: static (abort, execution) => Entry(execution, StepStatus.Abort, ProcessStatus.Aborted, abort.State));

    private static StepLogEntry Entry(StepExecution execution, StepStatus stepStatus, ProcessStatus processStatus, State state, string? assignee = null)
    {
        var step = execution.Step;
        return new(execution.Claim, step.Key, step.ShownName, stepStatus, processStatus, assignee ?? step.Assignee, state, execution.GroupRow?.StartedAt ?? execution.StartedAt)
        {
            // A group has one row for all its steps, and so has a step that says again and again how far it is.
            Replaces = step is PlannedStep.System && execution.LastFailure is { Status: StepStatus.Waiting } progress ? progress.StepId : execution.GroupRow?.StepId,
        };
    }

    private static StepLogEntry FailureEntry(StepExecution execution, StepStatus stepStatus, ProcessStatus processStatus, StepFailure failure, string assignee)
    {
        var entry = Entry(execution, stepStatus, processStatus, failure.ToErrorRecord(), assignee) with { FailedReason = failure.Error, Traceback = failure.Traceback };
        return IsRepeated(execution, stepStatus, failure)
            ? entry with { Replaces = execution.LastFailure!.StepId, State = execution.LastFailure.Fold(entry.State) }
            : entry;
    }

    /// <summary>Only a task's failure is told apart; a process that is no task has simply failed.</summary>
    private static (ProcessStatus Status, string Assignee) Classify(StepExecution execution, StepFailure failure) =>
        (execution.Plan.Workflow.IsTask, failure.Kind) switch
        {
            (true, FailureKind.InconsistentData) => (ProcessStatus.InconsistentData, Assignee.Noc),
            (true, FailureKind.SystemUnavailable) => (ProcessStatus.ApiUnavailable, Assignee.System),
            _ => (ProcessStatus.Failed, execution.Step.Assignee),
        };

    /// <summary>The same failure again, by the same user, is counted in its row instead of filling the log.</summary>
    private static bool IsRepeated(StepExecution execution, StepStatus status, StepFailure failure)
    {
        if (execution.GroupRow is not null
            || execution.LastFailure is not { } last
            || last.Status != status
            || last.Key != execution.Step.Key
            || last.User != execution.Claim.User)
        {
            return false;
        }

        var record = failure.ToErrorRecord();
        return Text(record, "error") == Text(last.Record, "error") && Text(record, "details") == Text(last.Record, "details");

        static string? Text(State state, string key) => state.TryGetValue(key, out var value) ? value.GetRawText() : null;
    }
}
