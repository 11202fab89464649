using System.Text.Json;
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
using Orchestrator.Processes;
using Orchestrator.Storage.Drift;
using Orchestrator.Storage.Processes;

namespace Orchestrator.Operations;

/// <summary>Starts processes: authorises, checks preconditions, runs the form, and creates the process.</summary>
internal sealed class ProcessStarter(
    WorkflowCatalog catalog,
    WorkflowPlanner planner,
    NewProcessStore store,
    ProcessReader queries,
    StartStore starts,
    ReconcilePlanStore plans,
    FormRunner forms,
    IProcessDispatcher dispatcher,
    AuthorizationService authorization,
    PolicyDecisions policies,
    ReadAuthorization reads,
    StartPreconditions rules,
    MaintenanceWindows windows,
    ProcessQueue queues,
    StateBounds bounds,
    ChangePublisher changes,
    EngineInstruments instruments,
    ProcessTracing tracing,
    BackgroundThrottle throttle,
    IServiceScopeFactory scopes,
    TimeProvider time,
    EngineLogger<ProcessStarter> logger
)
{
    internal async Task<Guid> StartOnceAsync(
        string workflowName,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        string idempotencyKey,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(pages);
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(idempotencyKey);
        var start = RepeatableStart.Of(user, idempotencyKey, workflowName, pages);
        await DemandStartAsync(workflowName, user, cancellationToken);
        return await starts.StartOnceAsync(
            start,
            remember => StartAsync(workflowName, pages, user, remember, cancellationToken),
            cancellationToken
        );
    }

    internal async Task<Guid> StartReconcileAsync(
        string workflowName,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        ReconcileStart reconcile,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(pages);
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(reconcile);
        if (reconcile.IdempotencyKey is not { } key)
        {
            return await StartAsync(workflowName, pages, user, isBackground: false, reconcile, alsoWrite: null, cancellationToken);
        }

        string[] asked = [workflowName, $"plan {reconcile.Plan}, force {reconcile.Force}"];
        var start = RepeatableStart.Of(user, key, asked.Concat(pages.Select(static page => page.GetRawText())));
        await DemandStartAsync(workflowName, user, cancellationToken);
        return await starts.StartOnceAsync(
            start,
            remember => StartAsync(workflowName, pages, user, isBackground: false, reconcile, remember, cancellationToken),
            cancellationToken
        );
    }

    /// <summary>Starts a workflow, and writes something else in the same transaction.</summary>
    internal Task<Guid> StartAsync(
        string workflowName,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        AlsoWrite? alsoWrite,
        CancellationToken cancellationToken
    ) => StartAsync(workflowName, pages, user, isBackground: false, reconcile: null, alsoWrite, cancellationToken);

    /// <summary>Starts a workflow as one of many: it leaves workers to what is started individually.</summary>
    internal Task<Guid> StartInBackgroundAsync(
        string workflowName,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        CancellationToken cancellationToken
    ) => StartAsync(workflowName, pages, user, isBackground: true, reconcile: null, alsoWrite: null, cancellationToken);

    /// <summary>
    /// Does what a start of one of many does before its process is written, which the caller does, perhaps with others in one transaction;
    /// then it announces the process.
    /// </summary>
    internal async Task<NewProcess> PrepareInBackgroundAsync(
        string workflowName,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        ReconcileStart? reconcile,
        CancellationToken cancellationToken
    )
    {
        using var span = tracing.BeginStart(workflowName);
        var process = await PrepareUnlessPausedAsync(workflowName, pages, user, isBackground: true, reconcile, cancellationToken);
        span.RecordId(process.ProcessId);
        return process;
    }

    /// <summary>Counts a process that is committed, tells listeners of it, and lets a worker of this host execute it.</summary>
    internal void Announce(NewProcess process)
    {
        instruments.CountStart(process.WorkflowName);
        changes.PublishOperation(process.ProcessId);
        dispatcher.Dispatch(new(process.ProcessId, process.Lane));
    }

    private async Task<Guid> StartAsync(
        string workflowName,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        bool isBackground,
        ReconcileStart? reconcile,
        AlsoWrite? alsoWrite,
        CancellationToken cancellationToken
    )
    {
        using var span = tracing.BeginStart(workflowName);
        var process = await PrepareUnlessPausedAsync(workflowName, pages, user, isBackground, reconcile, cancellationToken);
        await CreateAsync(process, alsoWrite, cancellationToken);
        span.RecordId(process.ProcessId);
        Announce(process);
        return process.ProcessId;
    }

    private async Task<NewProcess> PrepareUnlessPausedAsync(
        string workflowName,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        bool isBackground,
        ReconcileStart? reconcile,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var process = await PrepareAsync(workflowName, pages, user, isBackground, reconcile, cancellationToken);
            return process with { Trace = TraceContext.Current };
        }
        catch (OrchestratorException)
        {
            // A pause is the first thing to say: no one should fill in a form for what cannot start now. Whatever could start finds out
            // when it is written.
            await queries.ThrowIfPausedAsync(cancellationToken);
            throw;
        }
    }

    /// <summary>
    /// Who has read that the subscription is free may find it taken when the process is written, and is then told the same as one who came
    /// later.
    /// </summary>
    private async Task CreateAsync(NewProcess process, AlsoWrite? alsoWrite, CancellationToken cancellationToken)
    {
        using var transaction = process.Lane.IsBackground || process.IsTask ? default : throttle.BeginIndividualTransaction();
        try
        {
            await store.CreateAsync(process, alsoWrite, cancellationToken);
        }
        catch (SubscriptionException taken) when (process.Reserves is { } subscriptionId)
        {
            throw SubscriptionPage.RefuseOutOfSync(subscriptionId, taken.LockedBy, taken.LockedByStatus);
        }
    }

    private async Task<NewProcess> PrepareAsync(
        string workflowName,
        IReadOnlyList<JsonElement> pages,
        Caller user,
        bool isBackground,
        ReconcileStart? reconcile,
        CancellationToken cancellationToken
    )
    {
        var workflow = catalog.GetWorkflow(workflowName);
        await authorization.DemandAsync(user.AsksToStart(workflow), cancellationToken);
        if (isBackground)
        {
            await throttle.WaitAsync(cancellationToken);
        }
        else if (!workflow.IsTask)
        {
            throttle.ReportIndividualWork();
        }

        await rules.CheckAsync(workflow, user, cancellationToken);
        if (
            SubscriptionPage.FindPosted(pages) is { } subscriptionId
            && !await reads.SeesSubscriptionAsync(subscriptionId, user, cancellationToken)
        )
        {
            throw SubscriptionPage.RefuseUnknown(subscriptionId);
        }

        if (workflow.Target == Target.Reconcile && SubscriptionPage.FindPosted(pages) is { } reconciled)
        {
            await windows.DemandAsync(reconciled, user, cancellationToken);
        }

        // Before the form: no one should fill it in for a plan that cannot be followed.
        var request = reconcile is null ? null : await FindRequestAsync(workflow, pages, reconcile, cancellationToken);
        var processId = Guid.CreateVersion7();
        var initial = ReservedKeys.Identify(State.Empty, processId, workflow.Name, workflow.Target, user.Name);
        var context = new ProcessContext(processId, workflow.Name, workflow.Target, user.Name, Attempt: 1) { Caller = user };
        await using var scope = new AuthorScope(scopes, workflow.Name, time, logger);
        var state = await forms.RunAsync(workflow, initial, pages, context, scope.Services, cancellationToken);

        // A workflow whose steps cannot be built must not leave a process behind.
        var plan = planner.GetPlan(workflow);
        var policy = plan.FindLastPolicy(WorkflowAction.Abort);
        state = ReservedKeys.Identify(state, processId, workflow.Name, workflow.Target, user.Name);
        state = request?.AddTo(state) ?? state;
        bounds.CheckInput("these answers", state);
        return new(
            processId,
            workflow.Name,
            workflow.IsTask,
            workflow.OneAtATime,
            await policies.WithGrantedAsync(user, cancellationToken),
            new(queues.For(workflow), isBackground),
            policy,
            state
        )
        {
            Reserves = plan.LocksSubscription ? SubscriptionReference.FindOwn(state) : null,
            SubscriptionId = SubscriptionPage.FindPosted(pages),
        };
    }

    /// <summary>What the start of a reconcile asks for, with what its plan saw.</summary>
    /// <exception cref="ConflictException">It is not a reconcile, or the plan is not one of this workflow and subscription.</exception>
    private async Task<ReconcileRequest> FindRequestAsync(
        WorkflowDescriptor workflow,
        IReadOnlyList<JsonElement> pages,
        ReconcileStart reconcile,
        CancellationToken cancellationToken
    )
    {
        if (workflow.Target != Target.Reconcile)
        {
            throw new ConflictException(
                "workflow_not_reconcile",
                $"Workflow '{workflow.Name}' is not a reconcile workflow. Start it without a plan and without force."
            );
        }

        var plan = reconcile.Plan is { } planId
            ? await plans.GetUsableAsync(planId, workflow.Name, SubscriptionPage.FindPosted(pages), cancellationToken)
            : null;
        return ReconcileRequest.Of(plan?.PlanId, plan?.Seen, reconcile.Force);
    }

    /// <summary>Asks whether a user may start a workflow, before anything else is done for the start.</summary>
    /// <exception cref="NotFoundException">The workflow does not exist.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    internal async Task DemandStartAsync(string workflowName, Caller user, CancellationToken cancellationToken)
    {
        var workflow = catalog.GetWorkflow(workflowName);
        await authorization.DemandAsync(user.AsksToStart(workflow), cancellationToken);
    }
}
