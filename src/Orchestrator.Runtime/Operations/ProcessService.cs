using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Binding;
using Orchestrator.Catalog;
using Orchestrator.Diagnostics;
using Orchestrator.Dispatch;
using Orchestrator.Execution;
using Orchestrator.Execution.Planning;
using Orchestrator.Forms;
using Orchestrator.Forms.Pages;
using Orchestrator.Notifications;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Operations;

/// <summary>Starts, shows and steers processes.</summary>
internal sealed class ProcessService(
    WorkflowCatalog catalog,
    WorkflowPlanner planner,
    ProcessCommandStore records,
    ProcessReader queries,
    ProcessList list,
    StartStore starts,
    FormRunner forms,
    IProcessDispatcher dispatcher,
    RunningProcesses running,
    AuthorizationService authorization,
    ProcessAuthorization processAuthorization,
    StartPreconditions rules,
    ProcessQueue queues,
    StateBounds bounds,
    ChangePublisher changes,
    EngineInstruments instruments,
    ProcessTracing tracing,
    IServiceScopeFactory scopes,
    TimeProvider time,
    EngineLogger<ProcessService> logger) : IProcesses
{

    public Task<Guid> StartAsync(string workflowName, IReadOnlyList<JsonElement> pages, Caller user, CancellationToken cancellationToken = default) =>
        StartAsync(workflowName, pages, user, alsoWrite: null, cancellationToken);

    public async Task<Guid> StartOnceAsync(string workflowName, IReadOnlyList<JsonElement> pages, Caller user, string idempotencyKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pages);
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(idempotencyKey);
        var start = RepeatableStart.Of(user, idempotencyKey, workflowName, pages);
        await DemandStartAsync(workflowName, user, cancellationToken);

        // Before anything that the first start has changed is looked at: its own subscription is out of sync by now.
        if (await starts.FindAsync(start, cancellationToken) is { } known)
        {
            return known;
        }

        try
        {
            return await StartAsync(workflowName, pages, user, (database, processId, token) => starts.RememberAsync(database, start, processId, token), cancellationToken);
        }
        catch (OrchestratorException)
        {
            // Refused, perhaps, because of a start with this key that was made meanwhile.
            if (await starts.FindAsync(start, cancellationToken) is { } first)
            {
                return first;
            }

            throw;
        }
    }

    /// <summary>Starts a workflow and writes something else in the same transaction.</summary>
    internal Task<Guid> StartAsync(string workflowName, IReadOnlyList<JsonElement> pages, Caller user, AlsoWrite? alsoWrite, CancellationToken cancellationToken) =>
        StartAsync(workflowName, pages, user, isBackground: false, alsoWrite, cancellationToken);

    /// <summary>Starts a workflow as one of many: it leaves workers to what is started by itself.</summary>
    internal Task<Guid> StartInBackgroundAsync(string workflowName, IReadOnlyList<JsonElement> pages, Caller user, AlsoWrite? alsoWrite, CancellationToken cancellationToken) =>
        StartAsync(workflowName, pages, user, isBackground: true, alsoWrite, cancellationToken);

    private async Task<Guid> StartAsync(string workflowName, IReadOnlyList<JsonElement> pages, Caller user, bool isBackground, AlsoWrite? alsoWrite, CancellationToken cancellationToken)
    {
        using var span = tracing.BeginStart(workflowName);
        NewProcess process;
        try
        {
            process = await PrepareAsync(workflowName, pages, user, isBackground, cancellationToken);
        }
        catch (OrchestratorException)
        {
            // A pause is the first thing to say: nobody should fill in a form for what can not start now. Whatever could start finds out when it is written.
            await queries.ThrowIfPausedAsync(cancellationToken);
            throw;
        }

        await CreateAsync(process with { Trace = TraceContext.Current }, alsoWrite, cancellationToken);
        span.RecordId(process.ProcessId);
        instruments.CountStart(process.WorkflowName);
        changes.PublishOperation(process.ProcessId);
        dispatcher.Dispatch(new(process.ProcessId, process.Lane));
        return process.ProcessId;
    }

    /// <summary>Who has read that the subscription is free may find it taken when the process is written, and is then told the same as one who came later.</summary>
    private async Task CreateAsync(NewProcess process, AlsoWrite? alsoWrite, CancellationToken cancellationToken)
    {
        try
        {
            await records.CreateAsync(process, alsoWrite, cancellationToken);
        }
        catch (SubscriptionException taken) when (process.Reserves is { } subscriptionId)
        {
            throw SubscriptionPage.RefuseOutOfSync(subscriptionId, taken.LockedBy);
        }
    }

    private async Task<NewProcess> PrepareAsync(string workflowName, IReadOnlyList<JsonElement> pages, Caller user, bool isBackground, CancellationToken cancellationToken)
    {
        var workflow = catalog.FindWorkflow(workflowName) ?? throw new NotFoundException("workflow_not_found", "Workflow does not exist");
        await authorization.DemandAsync(user.AsksToStart(workflow), cancellationToken);
        await rules.CheckAsync(workflow, user, cancellationToken);
        var processId = Guid.CreateVersion7();
        var initial = ReservedKeys.Identify(State.Empty, processId, workflow.Name, workflow.Target, user.Name);
        var context = new ProcessContext(processId, workflow.Name, workflow.Target, user.Name, Attempt: 1) { Caller = user };
        await using var scope = new AuthorScope(scopes, workflow.Name, time, logger);
        var state = await forms.RunAsync(workflow, initial, pages, context, scope.Services, cancellationToken);

        // A workflow whose steps can not be built must not leave a process behind.
        var plan = planner.GetPlan(workflow);
        var policy = plan.FindLastPolicy(WorkflowAction.Abort);
        state = ReservedKeys.Identify(state, processId, workflow.Name, workflow.Target, user.Name);
        bounds.CheckInput("these answers", state);
        return new(processId, workflow.Name, workflow.IsTask, workflow.OneAtATime, user, new(queues.For(workflow), isBackground), policy, state)
        {
            Reserves = plan.LocksSubscription ? SubscriptionReference.FindOwn(state) : null,
        };
    }

    public async Task ResumeAsync(Guid processId, IReadOnlyList<JsonElement> pages, Caller user, CancellationToken cancellationToken = default)
    {
        await queries.ThrowIfPausedAsync(cancellationToken);
        var stored = await processAuthorization.GetAsync(processId, ResumeActionOf, user, cancellationToken);
        if (!ProcessCommandStore.IsResumable(stored.Status))
        {
            throw ProcessErrors.NotResumable(stored.Status);
        }

        var plan = planner.GetPlan(FindWorkflow(stored));
        var position = plan.FindNext(processId, stored.Trail);
        if (stored.Status == ProcessStatus.Suspended && plan.Steps[position] is PlannedStep.Input step)
        {
            var context = new ProcessContext(processId, stored.WorkflowName, stored.Target, user.Name, Attempt: 1) { Caller = user };
            await using var scope = new AuthorScope(scopes, step.Name, time, logger);
            var focused = step.Enter(stored.State) ?? stored.State;
            var answer = await FormRunner.RunAsync(step.Form, step.Name, focused, pages, context, scope.Services, cancellationToken);
            ReservedKeys.Check(step.Name, answer);
            var state = step.Leave(stored.State, focused.MergeDeep(answer));
            bounds.CheckInput("these answers", state);
            await records.AnswerAsync(stored, step.LoggedName, state, pages, user, cancellationToken);
        }
        else if (stored.Status == ProcessStatus.AwaitingCallback && plan.Steps[position] is PlannedStep.AwaitCallback waiting)
        {
            await records.AnswerAsync(stored, waiting.LoggedName, waiting.GoOn(stored.State, result: null), pages, user, cancellationToken);
        }
        else if (stored.Status == ProcessStatus.Resumed && pages.Any(static page => page is { ValueKind: JsonValueKind.Object } answers && answers.EnumerateObject().Any()))
        {
            throw new ConflictException("process_already_resumed", $"Process {processId} was answered or retried just now, so this input was not used. Look at it again.");
        }
        else
        {
            await records.RetryAsync(stored, pages, user, cancellationToken);
        }

        changes.PublishOperation(processId);
        dispatcher.Dispatch(new(processId, stored.Lane with { IsBackground = false }));
    }

    public async Task AbortAsync(Guid processId, Caller user, CancellationToken cancellationToken = default) =>
        await AbortAsync(await processAuthorization.GetAsync(processId, WorkflowAction.Abort, user, cancellationToken), user, cancellationToken);

    /// <summary>Ends a process, which the user may.</summary>
    internal async Task AbortAsync(StoredProcess stored, Caller user, CancellationToken cancellationToken)
    {
        if (await records.AbortAsync(stored, user.Name, cancellationToken))
        {
            changes.PublishOperation(stored.ProcessId, ProcessStatus.Aborted);
            running.Signal(stored.ProcessId);
        }
    }

    public async Task SkipAsync(Guid processId, string reason, Caller user, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > Limits.MaxSkipReasonLength)
        {
            throw new InvalidRequestException("skip_reason_invalid", $"Say why the step is left out, in at most {Limits.MaxSkipReasonLength} characters.");
        }

        await queries.ThrowIfPausedAsync(cancellationToken);
        var stored = await processAuthorization.GetAsync(processId, WorkflowAction.Skip, user, cancellationToken);
        if (stored.Status is not (ProcessStatus.Failed or ProcessStatus.Waiting or ProcessStatus.ApiUnavailable or ProcessStatus.InconsistentData))
        {
            throw new ConflictException("process_not_failed", $"Process {processId} is {WireName.Of(stored.Status)}. A step can be left out only where a process has failed.");
        }

        var plan = planner.GetPlan(FindWorkflow(stored));
        var position = plan.FindNext(processId, stored.Trail);
        var step = plan.Steps[position];
        if (step is not PlannedStep.Action && step.Group is null)
        {
            throw new ConflictException(
                "step_not_skippable",
                $"Step '{step.Name}' of process {processId} is one of the engine's own, and the process would do harm without it. Correct what it says and retry it, or abort the process.");
        }

        await records.SkipAsync(stored, (step.Group is null ? step : plan.LastOfGroup(step)).LoggedName, reason, user, cancellationToken);
        changes.PublishOperation(processId);
        dispatcher.Dispatch(new(processId, stored.Lane with { IsBackground = false }));
    }

    public async Task<int> ResumeAllAsync(Caller user, CancellationToken cancellationToken = default)
    {
        await queries.ThrowIfPausedAsync(cancellationToken);
        var allowed = new List<Guid>();
        foreach (var task in await queries.FindTasksToRetryAsync(cancellationToken))
        {
            try
            {
                if (await processAuthorization.DecideAsync(task, WorkflowAction.Retry, user, cancellationToken))
                {
                    allowed.Add(task.ProcessId);
                }
            }
            catch (Exception exception) when (StartRejection.IsOfOne(exception, cancellationToken))
            {
                // What an authorizer throws about one task is no reason to leave the others as they are.
                Log.RetryNotDecided(logger, exception, task.ProcessId);
            }
        }

        var hints = await records.RetryTasksAsync(allowed, user, cancellationToken);
        foreach (var hint in hints)
        {
            changes.PublishOperation(hint.ProcessId);
            dispatcher.Dispatch(hint);
        }

        return hints.Count;
    }

    public async Task DeleteAsync(Guid processId, Caller user, CancellationToken cancellationToken = default)
    {
        var stored = await processAuthorization.GetAsync(processId, WorkflowAction.Delete, user, cancellationToken);
        if (!stored.IsTask)
        {
            throw new InvalidRequestException("process_is_no_task", $"Process {processId} is no task: only tasks can be deleted. Abort it instead.");
        }

        await records.DeleteTaskAsync(processId, cancellationToken);
        changes.PublishOperation(processId);
        running.Signal(processId);
    }

    public async Task SetNoteAsync(Guid processId, string? note, Caller user, CancellationToken cancellationToken = default)
    {
        await processAuthorization.GetAsync(processId, WorkflowAction.Annotate, user, cancellationToken);
        await records.SetNoteAsync(processId, string.IsNullOrWhiteSpace(note) ? null : note, cancellationToken);
        changes.PublishProcess(processId);
    }

    /// <summary>What someone does who resumes a process, which depends on what it waits for.</summary>
    private static WorkflowAction ResumeActionOf(ProcessStatus? status) => status == ProcessStatus.Suspended ? WorkflowAction.Resume : WorkflowAction.Retry;

    public async Task<ProcessDetail> GetAsync(Guid processId, CancellationToken cancellationToken = default) => (await ReadAsync(processId, cancellationToken)).Detail;

    public async Task<ProcessDetail> ShowAsync(Guid processId, Caller user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        var (stored, detail) = await ReadAsync(processId, cancellationToken);

        // Asked for nearly no process: most have no address, and an authorizer may take its time.
        return CallbackSecrets.Find(detail) is { } secrets && !await processAuthorization.AllowsAsync(stored.Standing, ResumeActionOf(stored.Status), user, cancellationToken)
            ? secrets.HideIn(detail)
            : detail;
    }

    private async Task<(StoredProcess Stored, ProcessDetail Detail)> ReadAsync(Guid processId, CancellationToken cancellationToken)
    {
        var (stored, rows) = await queries.GetWithStepsAsync(processId, cancellationToken);
        var (pending, next) = FindPending(stored);
        return (stored, new(
            stored.ProcessId,
            stored.WorkflowId,
            stored.WorkflowName,
            stored.Target,
            stored.IsTask,
            stored.CreatedBy,
            stored.Assignee,
            stored.Status,
            stored.LastStep,
            stored.FailedReason,
            stored.Traceback,
            stored.StartedAt,
            stored.LastModifiedAt,
            stored.Note,
            stored.SubscriptionIds,
            stored.State,
            [.. rows, .. ShownRows(pending).Select(static name => new ProcessStepDetail(null, name, null, null, null, null, null, null, null))],
            next is PlannedStep.Input input ? await DescribeFormAsync(stored, input, cancellationToken) : null));
    }

    public Task<ProcessPage> SearchAsync(ProcessSearch search, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(search);
        return list.ReadAsync(search, cancellationToken);
    }

    public Task<ProcessStatusCounts> CountByStatusAsync(CancellationToken cancellationToken = default) => queries.CountByStatusAsync(cancellationToken);

    /// <summary>Asks whether a user may start a workflow, before anything else is done for the start.</summary>
    /// <exception cref="NotFoundException">There is no such workflow.</exception>
    /// <exception cref="ForbiddenException">The user may not.</exception>
    internal async Task DemandStartAsync(string workflowName, Caller user, CancellationToken cancellationToken)
    {
        var workflow = catalog.FindWorkflow(workflowName) ?? throw new NotFoundException("workflow_not_found", "Workflow does not exist");
        await authorization.DemandAsync(user.AsksToStart(workflow), cancellationToken);
    }

    private WorkflowDescriptor FindWorkflow(StoredProcess stored) =>
        catalog.FindWorkflow(stored.WorkflowName) ?? throw ProcessErrors.WorkflowRemoved(stored);

    /// <summary>The steps not run yet. None when the process ended, or when what it has run is not what the code says: showing it must still work.</summary>
    private (IEnumerable<PlannedStep> Pending, PlannedStep? Next) FindPending(StoredProcess stored)
    {
        if (stored.Status is ProcessStatus.Completed or ProcessStatus.Aborted || catalog.FindWorkflow(stored.WorkflowName) is not { } workflow)
        {
            return ([], null);
        }

        try
        {
            var plan = planner.GetPlan(workflow);
            var steps = plan.Steps[plan.FindPosition(stored.ProcessId, stored.Trail)..];
            return (steps, steps.FirstOrDefault());
        }
        catch (OrchestratorException)
        {
            return ([], null);
        }
    }

    /// <summary>One name for each row that the steps will have: those of a group share one.</summary>
    private static IEnumerable<string> ShownRows(IEnumerable<PlannedStep> steps)
    {
        PlannedGroup? group = null;
        foreach (var step in steps)
        {
            if (step.Group is null || step.Group != group)
            {
                yield return step.ShownName;
            }

            group = step.Group;
        }
    }

    private async Task<JsonObject?> DescribeFormAsync(StoredProcess stored, PlannedStep.Input step, CancellationToken cancellationToken)
    {
        var context = new ProcessContext(stored.ProcessId, stored.WorkflowName, stored.Target, stored.CreatedBy ?? Assignee.System, Attempt: 1);
        await using var scope = new AuthorScope(scopes, step.Name, time, logger);
        try
        {
            var focused = step.Enter(stored.State) ?? stored.State;
            await FormRunner.RunAsync(step.Form, step.Name, focused, [], context, scope.Services, cancellationToken);
            return null;
        }
        catch (FormNotCompleteException page)
        {
            return page.Schema;
        }
        catch (Exception exception) when (exception is not StorageException && !cancellationToken.IsCancellationRequested)
        {
            // A process whose form cannot be asked now can still be looked at.
            Log.FormNotShown(logger, exception, stored.ProcessId, step.Name);
            return null;
        }
    }
}
