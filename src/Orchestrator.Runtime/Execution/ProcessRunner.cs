using Microsoft.Extensions.Options;
using Orchestrator.Binding;
using Orchestrator.Catalog;
using Orchestrator.Diagnostics;
using Orchestrator.Execution.Planning;
using Orchestrator.Notifications;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Execution;

/// <summary>Executes one process under a lease, step by step, until it ends, waits, fails, is paused or is taken away.</summary>
internal sealed class ProcessRunner(
    LeaseStore leases,
    StepLogStore log,
    WorkflowCatalog catalog,
    WorkflowPlanner planner,
    StepRunner steps,
    RunningProcesses running,
    BackgroundThrottle throttle,
    HostIdentity host,
    ChangePublisher changes,
    EngineInstruments instruments,
    StorageErrors errors,
    ProcessTracing tracing,
    IOptions<OrchestratorOptions> options,
    TimeProvider time,
    EngineLogger<ProcessRunner> logger
)
{
    /// <summary>Executes a process if no one else does and it has something to do.</summary>
    /// <returns>When it is due again, when it waits until then; null otherwise.</returns>
    internal async Task<DateTimeOffset?> RunAsync(Guid processId, CancellationToken stopping)
    {
        using var registration = running.TryEnter(processId, stopping);
        if (registration is null)
        {
            return null;
        }

        DateTimeOffset? due = null;
        do
        {
            if (await TryAcquireAsync(processId, stopping) is { } taken)
            {
                registration.HoldsLease = true;
                using var span = tracing.BeginProcess(taken.Lease);
                if (taken.Begun is { } begun)
                {
                    changes.PublishProcess(processId, begun.ProcessStatus);
                }

                StepLogEntry? last;
                try
                {
                    last = await ExecuteAsync(taken, span, registration);
                    if (last is not null)
                    {
                        span.RecordProcess(last.ProcessStatus, last.FailedReason);
                    }
                }
                catch (StepAbandonedException exception)
                {
                    // Its lease expires on its own: until then no one else begins what still continues here.
                    Log.StepAbandoned(logger, processId, exception.Message);
                    return null;
                }
                catch (Exception exception) when (errors.IsRolledBack(exception))
                {
                    await leases.ReleaseAsync(taken.Lease, unlogged: true);
                    throw;
                }

                registration.HoldsLease = false;
                due = last?.DueAt;

                // Not in a finally: a process whose step could not even be logged waits for the end of its lease before it is tried again.
                if (last is not { ReleasesLease: true })
                {
                    await leases.ReleaseAsync(taken.Lease);
                }
            }
        } while (registration.TakeRepeat());
        return due;
    }

    /// <summary>
    /// Acquires a process. From where it is known to be a person's, background work waits for the end of that transaction.
    /// </summary>
    private async Task<AcquiredProcess?> TryAcquireAsync(Guid processId, CancellationToken stopping)
    {
        var transaction = default(BackgroundThrottle.Transaction);
        try
        {
            return await leases.TryAcquireAsync(processId, host.Name, options.Value.LeaseDuration, BeginIndividually, stopping);
        }
        finally
        {
            transaction.Dispose();
        }

        StepLogEntry? BeginIndividually(ProcessLease lease)
        {
            if (!lease.IsBackground && catalog.FindWorkflow(lease.WorkflowName) is { IsTask: false })
            {
                transaction.Dispose();
                transaction = throttle.BeginIndividualTransaction();
            }

            return Begin(lease);
        }
    }

    /// <summary>
    /// The row of the step that begins a process: it needs no execution, so a process is taken and begun with one commit.
    /// </summary>
    private StepLogEntry? Begin(ProcessLease lease) =>
        lease.History.FinishedKeys.Count == 0
        && catalog.FindWorkflow(lease.WorkflowName) is { } workflow
        && planner.TryGetPlan(workflow, lease.State) is { Steps: [PlannedStep.Start start, ..] } plan
            ? StepLogEntries.Of(ToExecution(lease, plan, start, lease.State, attempt: 1), new StepOutcome.Success(lease.State))
            : null;

    /// <summary>Publishes a step that is committed.</summary>
    private void Publish(PlannedStep step, State state, StepLogEntry entry)
    {
        changes.PublishProcess(entry.Lease.ProcessId, entry.ProcessStatus);
        if (
            step is PlannedStep.Lock or PlannedStep.Unlock or PlannedStep.CheckPlan
            && SubscriptionReference.FindOwn(state) is { } subscriptionId
        )
        {
            changes.Publish(ChangeKind.SubscriptionLock, subscriptionId);
            if (step is PlannedStep.Unlock && state.ContainsKey(ReservedKeys.ExternalResources))
            {
                changes.Publish(ChangeKind.Drift, subscriptionId);
            }
        }
    }

    private StepExecution ToExecution(ProcessLease lease, WorkflowPlan plan, PlannedStep step, State state, int attempt) =>
        new(
            lease,
            plan,
            step,
            state,
            new(lease.ProcessId, lease.WorkflowName, plan.Workflow.Target, lease.User, attempt) { Caller = lease.Caller }
        )
        {
            StartedAt = time.GetUtcNow(),
        };

    /// <summary>Executes until the process does nothing more here.</summary>
    /// <returns>The last row that was committed; null for none.</returns>
    private async Task<StepLogEntry?> ExecuteAsync(AcquiredProcess taken, ProcessSpan span, RunningProcesses.Registration registration)
    {
        var lease = taken.Lease;
        if (taken.Unreadable is { } unreadable)
        {
            var cause = StepFailure.From(unreadable);
            return await FailAsync(
                lease,
                new(
                    "ProcessUnreadable",
                    $"What is stored of the process cannot be read: {cause.Error} Correct its rows and retry, or abort it.",
                    cause.Traceback,
                    FailureKind.Ordinary
                ),
                span,
                registration
            );
        }

        if (lease.UnloggedAttempts > 0)
        {
            Log.ProcessTakenOver(logger, lease.ProcessId);
        }

        WorkflowPlan plan;
        int position;
        try
        {
            plan = planner.GetPlan(
                catalog.FindWorkflow(lease.WorkflowName)
                    ?? throw new NotFoundException(
                        "workflow_removed",
                        $"Workflow '{lease.WorkflowName}' is no longer in the code. Bring it back, or abort the process."
                    ),
                lease.State
            );
            position = taken.Begun is null ? plan.FindNext(lease.ProcessId, lease.History) : 1;
        }
        catch (OrchestratorException exception)
        {
            return await FailAsync(lease, StepFailure.From(exception), span, registration);
        }

        if (lease.UnloggedAttempts >= options.Value.MaxUnloggedAttempts)
        {
            var reason =
                $"Step '{plan.Steps[position].Name}' was begun {lease.UnloggedAttempts} times in a row, and each time its host was "
                + "lost or its result could not be recorded. Look at the hosts' logs and at what the step has done outside; then "
                + "retry, leave the step out, or abort.";
            return await FailAsync(lease, new("StepNotRecorded", reason, "", FailureKind.Ordinary), span, registration);
        }

        return taken.Paused ? null : await ExecuteAsync(lease, plan, position, registration);
    }

    /// <summary>Fails a process that has no step to log.</summary>
    private async Task<StepLogEntry?> FailAsync(
        ProcessLease lease,
        StepFailure failure,
        ProcessSpan span,
        RunningProcesses.Registration registration
    )
    {
        Log.ProcessCannotGoOn(logger, lease.ProcessId, failure.Error);
        if (await log.FailAsync(lease, failure, registration.Token))
        {
            changes.PublishProcess(lease.ProcessId, ProcessStatus.Failed);
            instruments.CountEnd(lease.WorkflowName, ProcessStatus.Failed);
            span.RecordProcess(ProcessStatus.Failed, failure.Error);
        }

        return null;
    }

    /// <summary>Whether a step is in the group of the one that has failed.</summary>
    private static bool IsInGroupOf(WorkflowPlan plan, PlannedStep step, FailedStepRow failure) =>
        step.Group is { } group && plan.Steps.Any(other => other.Key == failure.Key && other.Group == group);

    private async Task<StepLogEntry?> ExecuteAsync(
        ProcessLease lease,
        WorkflowPlan plan,
        int position,
        RunningProcesses.Registration registration
    )
    {
        StepLogEntry? last = null;
        var cancellationToken = registration.Token;
        var state = lease.State;
        var failure = lease.LastFailure;
        var unlogged = lease.UnloggedAttempts;
        var groupRow = position > 0 ? lease.LastFinished : null;
        for (var index = position; index < plan.Steps.Length; index++)
        {
            var step = plan.Steps[index];
            if (step.Group is null || step.BeginsGroup)
            {
                groupRow = null;
            }

            var attempt = 1 + (failure is not null && failure.Key == step.Key ? failure.Attempts : 0) + unlogged;
            var execution = ToExecution(lease, plan, step, state, attempt) with { LastFailure = failure, GroupRow = groupRow };
            using var span = tracing.BeginStep(lease, plan.Workflow.Target, step.Name, step.Key, execution.Context.Attempt);
            var begun = time.GetTimestamp();
            StepResult result;
            try
            {
                if (execution.IsIndividual)
                {
                    throttle.ReportIndividualWork();
                }
                else
                {
                    await throttle.WaitAsync(cancellationToken);
                }

                result = await steps.RunAsync(execution, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Aborted, fenced off, or the host stops and has waited long enough: the step is not logged, and the next host executes it
                // again.
                return last;
            }

            if (result.Log == StepLogResult.Fenced)
            {
                Log.StepFenced(logger, lease.ProcessId, step.Name);
                instruments.CountFencedStep(lease.WorkflowName);
                return last;
            }

            last = result.Entry;
            span.RecordStep(last.StepStatus, result.Outcome.Error);
            instruments.RecordStep(lease.WorkflowName, step.Name, last.StepStatus, time.GetElapsedTime(begun));
            instruments.CountEnd(lease.WorkflowName, last.ProcessStatus);
            Log.StepLogged(logger, lease.ProcessId, step.Name, result.Entry.StepStatus);
            Publish(step, state, result.Entry);
            if (result.Outcome.Next is not { } next || result.Log == StepLogResult.CommittedAndPaused || registration.IsStopping)
            {
                Log.ProcessStopped(logger, lease.ProcessId, lease.WorkflowName, result.Entry.ProcessStatus, step.Name);
                return last;
            }

            if (result.Outcome is StepOutcome.Skipped { WholeGroup: true })
            {
                index = plan.Steps.IndexOf(plan.LastOfGroup(step));
            }

            state = next;

            // A later step of a group has failed before, although those before it succeed again.
            failure = failure is not null && IsInGroupOf(plan, step, failure) && failure.Key != step.Key ? failure : null;
            unlogged = 0;
            groupRow = new(result.Entry.StepId, result.Entry.StartedAt);
        }

        return last;
    }
}
