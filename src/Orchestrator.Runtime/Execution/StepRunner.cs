using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Binding;
using Orchestrator.Diagnostics;
using Orchestrator.Dispatch;
using Orchestrator.Execution.Planning;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.Execution;

/// <summary>
/// Executes a step and commits it: what the step writes to the core database, the row of its log and the process's row are one transaction.
/// The author's method runs before that transaction, so a slow external system holds no lock.
/// </summary>
internal sealed class StepRunner(
    ProcessStore store,
    StepExecutor executor,
    IServiceScopeFactory scopes,
    FailureClassifier classifier,
    StateBounds bounds,
    IOptions<OrchestratorOptions> options,
    TimeProvider time,
    EngineLogger<StepRunner> logger)
{
    /// <summary>How often a commit is tried that the database has certainly rolled back, because another writer was in its way.</summary>
    private const int MaxCommits = 4;

    internal async Task<StepResult> RunAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var commit = new StepCommit();
        StepFailure failure;
        try
        {
            await using var run = new StepRun(scopes, execution.Step, LimitOf(execution.Step), time, logger, cancellationToken);
            var work = await run.ExecuteAsync((services, token) => executor.ExecuteAsync(execution, services, token));
            commit.Begin();
            return await CommitAsync(execution, work, commit, cancellationToken);
        }
        catch (Exception exception) when (IsFailureOfStep(exception))
        {
            var cause = StorageErrors.Translate(exception) ?? exception;
            failure = StepFailure.From(cause, classifier.Classify(cause));
            Log.StepFailed(logger, cause, execution.Claim.ProcessId, execution.Claim.WorkflowName, execution.Step.Name, failure.Error);
        }

        // A failure is logged even while the host stops: it has happened, and it is quick.
        return await CommitAsync(execution, failure, CancellationToken.None);

        // Once the row is written, and when the database is lost at the commit, only a look at it under a new lease can tell whether the step is recorded.
        bool IsFailureOfStep(Exception exception) =>
            !commit.IsWritten
            && exception is not StepAbandonedException
            && (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            && !(commit.HasBegun && StorageErrors.Translate(exception) is not null);
    }

    private TimeSpan LimitOf(PlannedStep step) => step is PlannedStep.Action { Timeout: { } own } ? own : options.Value.StepTimeout;

    /// <summary>Commits a failure. When that cannot be recorded as it is, as little of it is as can be, so that the step is not executed again and again.</summary>
    private async Task<StepResult> CommitAsync(StepExecution execution, StepFailure failure, CancellationToken cancellationToken)
    {
        var commit = new StepCommit();
        try
        {
            return await CommitAsync(execution, AfterFailure(execution, ToFailure(execution, failure)), commit, cancellationToken);
        }
        catch (Exception exception) when (!commit.IsWritten && StorageErrors.Translate(exception) is null)
        {
            Log.FailureNotRecorded(logger, exception, execution.Claim.ProcessId, execution.Step.Name, failure.Error);
        }

        return await CommitAsync(execution with { LastFailure = null }, StepWork.Of(new StepOutcome.Failed(failure.Bare())), new StepCommit(), cancellationToken);
    }

    private async Task<StepResult> CommitAsync(StepExecution execution, StepWork work, StepCommit commit, CancellationToken cancellationToken)
    {
        if (work.Known is { } outcome)
        {
            var known = ToBoundedEntry(execution, outcome);
            for (var count = 1; ; count++)
            {
                try
                {
                    return new(outcome, known, await store.CommitAsync(known, commit, cancellationToken));
                }
                catch (Exception exception) when (count < MaxCommits && !commit.IsWritten && StorageErrors.IsRolledBack(exception))
                {
                    // The step is done; only its commit is repeated.
                    await Task.Delay(Timers.Of(TimeSpan.FromMilliseconds(100 << count)), cancellationToken);
                }
            }
        }

        StepLogEntry? entry = null;
        StepOutcome? written = null;
        var log = await store.CommitAsync(
            execution.Claim,
            async (database, token) =>
            {
                written = await work.WriteAsync(database, token);
                return entry = ToBoundedEntry(execution, written);
            },
            commit,
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

    /// <exception cref="StateException">The step leaves a state that is too large or too deep.</exception>
    private StepLogEntry ToBoundedEntry(StepExecution execution, StepOutcome outcome)
    {
        if (outcome.Next is { } next && next != execution.State)
        {
            bounds.CheckStep(execution.Step.Name, next);
        }

        return ToEntry(execution, outcome);
    }

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
            ? entry with { Replaces = execution.LastFailure!.StepId, Removes = execution.GroupRow?.StepId, State = execution.LastFailure.Fold(entry.State) }
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

    /// <summary>The same failure again, by the same user, is counted in its row instead of filling the log; and so is every failure when the step has failed very often.</summary>
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

        if (execution.GroupRow is not null || last.User != execution.Claim.User)
        {
            return false;
        }

        var record = failure.ToErrorRecord();
        return IsSame("error") && IsSame("details");

        // By what they say: a store may keep the members of an object in any order.
        bool IsSame(string key) => record.TryGetValue(key, out var now) ? last.Record.TryGetValue(key, out var before) && JsonElement.DeepEquals(now, before) : !last.Record.ContainsKey(key);
    }
}
