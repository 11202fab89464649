using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Background;
using Orchestrator.Binding;
using Orchestrator.Diagnostics;
using Orchestrator.Execution.Planning;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Subscriptions;

namespace Orchestrator.Execution;

/// <summary>
/// Executes a step and commits it: what the step writes to the core database, the row of its log and the process's row are one transaction.
/// The author's method runs before that transaction, so a slow external system holds no lock.
/// </summary>
internal sealed class StepRunner(
    StepLogStore log,
    StepExecutor executor,
    IServiceScopeFactory scopes,
    FailureClassifier classifier,
    StorageErrors errors,
    StateBounds bounds,
    DriftWriter drifts,
    RunningSteps running,
    BackgroundThrottle throttle,
    IOptions<OrchestratorOptions> options,
    TimeProvider time,
    EngineLogger<StepRunner> logger
)
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
            var work = await run.ExecuteAsync(
                (services, token) => executor.ExecuteAsync(execution, services, token),
                running.Enter(execution.Lease.WorkflowName, execution.Step.Name)
            );
            commit.Begin();
            return await CommitAsync(execution, work, commit, cancellationToken);
        }
        catch (Exception exception) when (IsFailureOfStep(exception))
        {
            var cause = errors.Translate(exception) ?? exception;
            failure = StepFailure.From(cause, await classifier.ClassifyAsync(cause));
            Log.StepFailed(logger, cause, execution.Lease.ProcessId, execution.Lease.WorkflowName, execution.Step.Name, failure.Error);
        }

        // A failure is logged even while the host stops: it has happened, and it is quick.
        return await CommitAsync(execution, failure, CancellationToken.None);

        // Once the row is written, and when the database is lost at the commit, only a look at it under a new lease can tell whether the
        // step is recorded.
        bool IsFailureOfStep(Exception exception) =>
            !commit.IsWritten
            && exception is not StepAbandonedException
            && (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            && !(commit.HasBegun && errors.Translate(exception) is not null);
    }

    private TimeSpan LimitOf(PlannedStep step) => step is PlannedStep.Action { Timeout: { } own } ? own : options.Value.StepTimeout;

    /// <summary>
    /// Commits a failure. When that cannot be recorded as it is, as little of it is as can be, so that the step is not executed again and
    /// again.
    /// </summary>
    private async Task<StepResult> CommitAsync(StepExecution execution, StepFailure failure, CancellationToken cancellationToken)
    {
        var commit = new StepCommit();
        try
        {
            return await CommitAsync(execution, AfterFailure(execution, ToFailure(execution, failure), failure), commit, cancellationToken);
        }
        catch (Exception exception) when (!commit.IsWritten && errors.Translate(exception) is null)
        {
            Log.FailureNotRecorded(logger, exception, execution.Lease.ProcessId, execution.Step.Name, failure.Error);
        }

        return await CommitAsync(
            execution with
            {
                LastFailure = null,
            },
            StepWork.Of(new StepOutcome.Failed(failure.Bare())),
            new StepCommit(),
            cancellationToken
        );
    }

    private async Task<StepResult> CommitAsync(
        StepExecution execution,
        StepWork work,
        StepCommit commit,
        CancellationToken cancellationToken
    )
    {
        using var transaction = execution.IsIndividual ? throttle.BeginIndividualTransaction() : default;
        if (work.Known is { } outcome)
        {
            var known = ToBoundedEntry(execution, outcome);
            for (var count = 1; ; count++)
            {
                try
                {
                    return new(outcome, known, await log.CommitAsync(known, commit, cancellationToken));
                }
                catch (Exception exception) when (count < MaxCommits && !commit.IsWritten && errors.IsRolledBack(exception))
                {
                    // The step is done; only its commit is repeated.
                    await Task.Delay(Timers.Of(TimeSpan.FromMilliseconds(100 << count)), cancellationToken);
                }
            }
        }

        StepLogEntry? entry = null;
        StepOutcome? written = null;
        var result = await log.CommitAsync(
            execution.Lease,
            async (database, token) =>
            {
                written = await work.WriteAsync(database, token);
                return entry = ToBoundedEntry(execution, written);
            },
            commit,
            cancellationToken
        );
        return new(written!, entry!, result);
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
        return delay is null && policy.MaxAttempts > 0
            ? new StepOutcome.Failed(failure)
            : new StepOutcome.Waiting(failure, time.GetUtcNow() + delay);
    }

    /// <summary>
    /// A validate workflow changes nothing, so what it finds is not a reason to hold the subscription: the reconcile that corrects it must
    /// be able to start. The same holds for a process whose plan cannot be followed: it has written nothing.
    /// </summary>
    private StepWork AfterFailure(StepExecution execution, StepOutcome outcome, StepFailure failure) =>
        (execution.Context.Target == Target.Validate || execution.Step is PlannedStep.CheckPlan)
        && SubscriptionReference.FindOwn(execution.State) is { } subscriptionId
            ? new(
                async (database, token) =>
                {
                    var process = execution.Lease.ProcessId;
                    var released = await SubscriptionLock.UnlockAsync(database, subscriptionId, process, token);
                    if (released && ResourceStepExecutor.FindDrift(execution.Step, failure) is { } drift)
                    {
                        await drifts.AddAsync(database, subscriptionId, [drift], process, time.GetUtcNow(), token);
                    }

                    return outcome;
                }
            )
            : StepWork.Of(outcome);

    /// <exception cref="StateException">The step leaves a state that is too large or too deep.</exception>
    private StepLogEntry ToBoundedEntry(StepExecution execution, StepOutcome outcome)
    {
        if (outcome.Next is { } next && next != execution.State)
        {
            bounds.CheckStep(execution.Step.Name, next);
        }

        var entry = StepLogEntries.Of(execution, outcome);
        return entry.DueAt is null ? entry : entry with { WaitsSince = time.GetUtcNow() };
    }
}
