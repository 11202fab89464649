using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Catalog;
using Orchestrator.Diagnostics;
using Orchestrator.Dispatch;
using Orchestrator.Execution;
using Orchestrator.Execution.Planning;
using Orchestrator.Forms;
using Orchestrator.Notifications;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Operations;

/// <summary>Changes processes that exist: answers, retries, skips, aborts and deletes them.</summary>
internal sealed class ProcessOperator(
    WorkflowCatalog catalog,
    WorkflowPlanner planner,
    ProcessCommandStore store,
    ProcessReader queries,
    IProcessDispatcher dispatcher,
    RunningProcesses running,
    ProcessAuthorization processAuthorization,
    PolicyDecisions policies,
    FormReplay forms,
    ReadAuthorization reads,
    StateBounds bounds,
    ChangePublisher changes,
    StorageErrors errors,
    IServiceScopeFactory scopes,
    TimeProvider time,
    EngineLogger<ProcessOperator> logger
)
{
    internal async Task ResumeAsync(
        Guid processId,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        ProcessPosition? expected,
        CancellationToken cancellationToken
    )
    {
        await queries.ThrowIfPausedAsync(cancellationToken);
        var stored = await processAuthorization.GetAsync(processId, ProcessMoves.ResumeActionOf, user, cancellationToken);
        ThrowUnlessAt(expected, stored);
        if (!ProcessCommandStore.IsResumable(stored.Status))
        {
            throw ProcessErrors.NotResumable(stored.Status);
        }

        user = await policies.WithGrantedAsync(user, cancellationToken);
        var plan = planner.GetPlan(FindWorkflow(stored), stored.State);
        var position = plan.FindNext(processId, stored.History);
        if (stored.Status == ProcessStatus.Suspended && plan.Steps[position] is PlannedStep.Input step)
        {
            var context = new ProcessContext(processId, stored.WorkflowName, stored.Target, user.Name, Attempt: 1) { Caller = user };
            await using var scope = new AuthorScope(scopes, step.Name, time, logger);
            var focused = step.Enter(stored.State) ?? stored.State;
            var answer = await forms.RunAsync(step.Form, step.Name, focused, pages, context, scope.Services, cancellationToken);
            ReservedKeys.Check(step.Name, answer);
            var state = step.Leave(stored.State, focused.MergeDeep(answer));
            bounds.CheckInput("these answers", state);
            await store.AnswerAsync(stored, step.LoggedName, state, pages, user, cancellationToken);
        }
        else if (stored.Status == ProcessStatus.AwaitingCallback && plan.Steps[position] is PlannedStep.AwaitCallback waiting)
        {
            await store.AnswerAsync(
                stored,
                waiting.LoggedName,
                waiting.StateAfter(stored.State, result: null),
                pages,
                user,
                cancellationToken
            );
        }
        else if (ProcessMoves.HasNotFollowedPlan(stored, plan.Steps[position]))
        {
            throw PlanNotFollowed(processId);
        }
        else if (
            stored.Status == ProcessStatus.Resumed
            && pages.Any(static page => page is { ValueKind: JsonValueKind.Object } answers && answers.EnumerateObject().Any())
        )
        {
            throw new ConflictException(
                "process_already_resumed",
                $"Process {processId} was answered or retried just now, so this input was not used. Look at it again."
            );
        }
        else
        {
            await store.RetryAsync(stored, pages, user, cancellationToken);
        }

        changes.PublishOperation(processId);
        dispatcher.Dispatch(new(processId, stored.Lane with { IsBackground = false }));
    }

    /// <summary>Retries one of many processes on behalf of someone, in the background.</summary>
    internal async Task RetryInBulkAsync(Guid processId, Caller user, BulkChange change, CancellationToken cancellationToken)
    {
        await queries.ThrowIfPausedAsync(cancellationToken);
        var stored = await processAuthorization.GetAsync(processId, WorkflowAction.Retry, user, cancellationToken);
        if (!ProcessMoves.HasFailed(stored.Status))
        {
            throw new ConflictException(
                "process_not_failed",
                $"Process {processId} is {WireName.Of(stored.Status)} by now, so there is nothing to retry."
            );
        }

        var plan = planner.GetPlan(FindWorkflow(stored), stored.State);
        if (ProcessMoves.HasNotFollowedPlan(stored, plan.Steps[plan.FindNext(processId, stored.History)]))
        {
            throw PlanNotFollowed(processId);
        }

        await store.RetryAsync(stored, user, change, cancellationToken);
        changes.PublishOperation(processId);
        dispatcher.Dispatch(new(processId, stored.Lane with { IsBackground = true }));
    }

    /// <summary>Ends one of many processes on behalf of someone.</summary>
    internal async Task AbortInBulkAsync(Guid processId, Caller user, BulkChange change, CancellationToken cancellationToken)
    {
        var stored = await processAuthorization.GetAsync(processId, WorkflowAction.Abort, user, cancellationToken);
        if (!await AbortAsync(stored, user, change.Reason, expected: null, cancellationToken, change))
        {
            throw new ConflictException("process_has_ended", $"Process {processId} has ended by now, so there is nothing to abort.");
        }
    }

    internal async Task AbortAsync(
        Guid processId,
        Caller user,
        string? reason,
        ProcessPosition? expected,
        CancellationToken cancellationToken
    )
    {
        OperatorReason.Check(reason);
        var stored = await processAuthorization.GetAsync(processId, WorkflowAction.Abort, user, cancellationToken);
        ThrowUnlessAt(expected, stored);
        if (!await AbortAsync(stored, user, reason, expected, cancellationToken) && expected is not null)
        {
            throw ProcessErrors.Moved(processId);
        }
    }

    /// <summary>Ends a process, which the user may. False when it has ended, or is not at the expected position.</summary>
    internal async Task<bool> AbortAsync(
        StoredProcess stored,
        Caller user,
        string? reason,
        ProcessPosition? expected,
        CancellationToken cancellationToken,
        BulkChange? bulk = null
    )
    {
        if (!await store.AbortAsync(stored, user, reason, expected, cancellationToken, bulk))
        {
            return false;
        }

        changes.PublishOperation(stored.ProcessId, ProcessStatus.Aborted);
        running.Signal(stored.ProcessId);
        return true;
    }

    internal async Task SkipAsync(
        Guid processId,
        string reason,
        Caller user,
        ProcessPosition? expected,
        CancellationToken cancellationToken
    )
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > Limits.MaxReasonLength)
        {
            throw new InvalidRequestException(
                "skip_reason_invalid",
                $"Say why the step is left out, in at most {Limits.MaxReasonLength} characters."
            );
        }

        await queries.ThrowIfPausedAsync(cancellationToken);
        var stored = await processAuthorization.GetAsync(processId, WorkflowAction.Skip, user, cancellationToken);
        ThrowUnlessAt(expected, stored);
        if (!ProcessMoves.HasFailed(stored.Status))
        {
            throw new ConflictException(
                "process_not_failed",
                $"Process {processId} is {WireName.Of(stored.Status)}. A step can be left out only where a process has failed."
            );
        }

        var plan = planner.GetPlan(FindWorkflow(stored), stored.State);
        var position = plan.FindNext(processId, stored.History);
        var step = plan.Steps[position];
        if (!ProcessMoves.IsSkippable(step))
        {
            throw new ConflictException(
                "step_not_skippable",
                $"Step '{step.Name}' of process {processId} is one of the engine's own, and the process would do harm without it. "
                    + "Correct what it says and retry it, or abort the process."
            );
        }

        user = await policies.WithGrantedAsync(user, cancellationToken);
        await store.SkipAsync(stored, (step.Group is null ? step : plan.LastOfGroup(step)).LoggedName, reason, user, cancellationToken);
        changes.PublishOperation(processId);
        dispatcher.Dispatch(new(processId, stored.Lane with { IsBackground = false }));
    }

    internal async Task<int> ResumeAllAsync(Caller user, CancellationToken cancellationToken)
    {
        await queries.ThrowIfPausedAsync(cancellationToken);
        var scope = await reads.FindScopeAsync(user, cancellationToken);
        var granted = await policies.WithGrantedAsync(user, cancellationToken);
        var resumed = 0;
        RowPosition? after = null;
        do
        {
            if (after is not null && await queries.IsPausedAsync(cancellationToken))
            {
                // Those before are retried when it runs again; the others stay as they are.
                break;
            }

            var part = await queries.FindTasksToRetryAsync(scope, after, cancellationToken);
            resumed += await RetryAsync(part.Rows, user, granted, cancellationToken);
            after = part.Next;
        } while (after is not null);

        return resumed;
    }

    /// <summary>Retries those of a batch that the user may retry, and says so of each batch: one that fails hides none before it.</summary>
    private async Task<int> RetryAsync(
        IReadOnlyList<ProcessStanding> tasks,
        Caller user,
        Caller granted,
        CancellationToken cancellationToken
    )
    {
        var allowed = new List<Guid>(tasks.Count);
        foreach (var task in tasks)
        {
            try
            {
                if (await processAuthorization.DecideAsync(task, WorkflowAction.Retry, user, cancellationToken))
                {
                    allowed.Add(task.ProcessId);
                }
            }
            catch (Exception exception) when (StartRejection.IsOfOne(exception, errors, cancellationToken))
            {
                // What an authorizer throws about one task is not a reason to leave the others as they are.
                Log.RetryNotDecided(logger, exception, task.ProcessId);
            }
        }

        var hints = await store.RetryTasksAsync(allowed, granted, cancellationToken);
        foreach (var hint in hints)
        {
            changes.PublishOperation(hint.ProcessId);
            dispatcher.Dispatch(hint);
        }

        return hints.Count;
    }

    internal async Task DeleteAsync(Guid processId, Caller user, CancellationToken cancellationToken)
    {
        var stored = await processAuthorization.GetAsync(processId, WorkflowAction.Delete, user, cancellationToken);
        if (!stored.IsTask)
        {
            throw new InvalidRequestException(
                "process_is_not_a_task",
                $"Process {processId} is not a task: only tasks can be deleted. Abort it instead."
            );
        }

        await store.DeleteTaskAsync(stored, user, cancellationToken);
        changes.PublishOperation(processId);
        running.Signal(processId);
    }

    internal async Task SetNoteAsync(Guid processId, string? note, Caller user, CancellationToken cancellationToken)
    {
        var stored = await processAuthorization.GetAsync(processId, WorkflowAction.Annotate, user, cancellationToken);
        await store.SetNoteAsync(stored, string.IsNullOrWhiteSpace(note) ? null : CallbackSecrets.Hide(note), user, cancellationToken);
        changes.PublishProcess(processId);
    }

    private static ConflictException PlanNotFollowed(Guid processId) =>
        new(
            "plan_not_followed",
            $"Process {processId} could not follow its plan, has written nothing and does not hold its subscription any longer. "
                + "Make a new plan and start the workflow with it."
        );

    private static void ThrowUnlessAt(ProcessPosition? expected, StoredProcess stored)
    {
        if (expected is not null && expected != new ProcessPosition(stored.Status, stored.LastStep))
        {
            throw ProcessErrors.Moved(stored.ProcessId);
        }
    }

    private WorkflowDescriptor FindWorkflow(StoredProcess stored) =>
        catalog.FindWorkflow(stored.WorkflowName) ?? throw ProcessErrors.WorkflowRemoved(stored);
}
