using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Binding;
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
    ILogger<StepRunner> logger)
{
    internal async Task<StepResult> RunAsync(StepExecution execution, DateTimeOffset startedAt, FailedStepRow? lastFailure, CancellationToken cancellationToken)
    {
        StepOutcome outcome;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var work = await executor.ExecuteAsync(execution, scope.ServiceProvider, cancellationToken);

            StepLogEntry? entry = null;
            StepOutcome? committed = null;
            var log = await store.CommitAsync(
                execution.Claim,
                async (database, token) =>
                {
                    committed = await work(database, token);
                    return entry = ToEntry(execution, committed, startedAt, replaces: null);
                },
                cancellationToken);
            return new(committed!, entry!.StepStatus, entry.ProcessStatus, log);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var cause = StorageErrors.Translate(exception) ?? exception;
            Log.StepFailed(logger, cause, execution.Claim.ProcessId, execution.Claim.WorkflowName, execution.Step.Name, cause.Message);
            outcome = new StepOutcome.Failed(StepFailure.From(cause));
        }

        var failed = ToEntry(execution, outcome, startedAt, lastFailure);

        // A failure is logged even while the host stops: it has happened, and it is quick.
        var failedLog = await store.CommitAsync(
            execution.Claim,
            async (database, token) =>
            {
                await ReleaseAfterValidationAsync(execution, database, token);
                return failed;
            },
            CancellationToken.None);
        return new(outcome, failed.StepStatus, failed.ProcessStatus, failedLog);
    }

    /// <summary>
    /// A validate workflow changes nothing, so what it finds is no reason to hold the subscription: the reconcile that corrects it must be able to start.
    /// </summary>
    private static async Task ReleaseAfterValidationAsync(StepExecution execution, OrchestratorDbContext database, CancellationToken cancellationToken)
    {
        if (execution.Context.Target == Target.Validate && SubscriptionReference.FindOwn(execution.State) is { } subscriptionId)
        {
            await SubscriptionLock.UnlockAsync(database, subscriptionId, execution.Claim.ProcessId, cancellationToken);
        }
    }

    private static StepLogEntry ToEntry(StepExecution execution, StepOutcome outcome, DateTimeOffset startedAt, FailedStepRow? replaces)
    {
        StepLogEntry Entry(StepStatus stepStatus, ProcessStatus processStatus, State state, string? assignee = null) =>
            new(execution.Claim, execution.Step.Key, execution.Step.Name, stepStatus, processStatus, assignee ?? execution.Step.Assignee, state, startedAt);

        return outcome.Match(
            success => Entry(StepStatus.Success, ProcessStatus.Running, success.State),
            skipped => Entry(StepStatus.Skipped, ProcessStatus.Running, skipped.State),
            suspend => Entry(StepStatus.Suspend, ProcessStatus.Suspended, suspend.State),
            failed =>
            {
                var (status, assignee) = Classify(execution, failed.Failure);
                return Entry(StepStatus.Failed, status, failed.Failure.ToErrorRecord(), assignee) with
                {
                    FailedReason = failed.Failure.Error,
                    Traceback = failed.Failure.Traceback,
                    Replaces = IsRepeated(execution, failed.Failure, replaces) ? replaces : null,
                };
            },
            complete => Entry(StepStatus.Complete, ProcessStatus.Completed, complete.State),
            abort => Entry(StepStatus.Abort, ProcessStatus.Aborted, abort.State));
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
    private static bool IsRepeated(StepExecution execution, StepFailure failure, FailedStepRow? last)
    {
        if (last is null || last.Key != execution.Step.Key || last.User != execution.Claim.User)
        {
            return false;
        }

        var record = failure.ToErrorRecord();
        return Text(record, "error") == Text(last.Record, "error") && Text(record, "details") == Text(last.Record, "details");

        static string? Text(State state, string key) => state.TryGetValue(key, out var value) ? value.GetRawText() : null;
    }
}
