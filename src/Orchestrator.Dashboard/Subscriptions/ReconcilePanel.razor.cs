using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Orchestrator.Dashboard.Shared;
using Orchestrator.Drift;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Products.Actions;

namespace Orchestrator.Dashboard.Subscriptions;

/// <summary>
/// The drift of a subscription, the plan of its reconcile, and the button that starts it: one click, bound to the plan that stands beside
/// it, with the steps of the process below.
/// </summary>
public sealed partial class ReconcilePanel
{
    private const int MaxPaths = 5;

    /// <summary>A person who looks at differences needs minutes, and a window that closes meanwhile should not surprise them.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(15);

    private bool _isPlanDue;
    private Guid? _givenProcess;
    private Guid? _shownProcess;
    private Guid? _startedProcess;

    /// <summary>The subscription.</summary>
    [Parameter, EditorRequired]
    public Guid SubscriptionId { get; set; }

    /// <summary>The reconcile that is shown below the button; null for none.</summary>
    [Parameter]
    public Guid? ProcessId { get; set; }

    /// <summary>Whether the subscription can be read. One that cannot be is neither compared nor reconciled.</summary>
    [Parameter]
    public bool IsReadable { get; set; } = true;

    /// <summary>Called with the process that the button has started.</summary>
    [Parameter]
    public EventCallback<Guid> Started { get; set; }

    [Inject]
    internal IDriftChecks Checks { get; set; } = null!;

    [Inject]
    internal IReconcilePlans Plans { get; set; } = null!;

    [Inject]
    internal IProcesses Processes { get; set; } = null!;

    [Inject]
    internal ISubscriptionDirectory Directory { get; set; } = null!;

    [Inject]
    internal IPermissions Permissions { get; set; } = null!;

    [Inject]
    internal IEngineControl Control { get; set; } = null!;

    /// <inheritdoc/>
    protected override object? Subject => SubscriptionId;

    private SubscriptionDrift? Found { get; set; }

    private ReconcilePlan? Plan { get; set; }

    private SubscriptionAction? Reconcile { get; set; }

    private ProcessDetail? Run { get; set; }

    private bool MayCheck { get; set; }

    private bool IsEnginePaused { get; set; }

    private MaintenanceWindowState? Window { get; set; }

    private bool IsPlanning { get; set; }

    /// <summary>Whether there was a plan, and the subscription was checked or reconciled after it.</summary>
    private bool IsPlanOutdated { get; set; }

    /// <summary>What is known of the drift: what an earlier check has found of what can no longer be read is not known any more.</summary>
    private DriftStatus Status => IsReadable && Found is { } found ? found.Status : DriftStatus.Unknown;

    private bool CanPlan => IsReadable && MayCheck && Reconcile is { Block: null };

    /// <summary>Why the button starts nothing: it follows only a plan that its user sees, unless they may not make one.</summary>
    private ReconcileBlock? Block =>
        !IsReadable ? ReconcileBlock.Unreadable
        : Reconcile is { Block: { } block } ? ReconcileBlock.Of(block, SubscriptionId)
        : IsEnginePaused ? ReconcileBlock.EngineIsPaused
        : Plan is { } plan ? ReconcileBlock.Of(plan)
        : !MayCheck ? null
        : IsPlanning ? new("The plan is being made.", [])
        : IsPlanOutdated ? new("The plan is outdated: the subscription was checked again. Check now to make another plan.", [])
        : new("Check now to make the plan.", []);

    /// <summary>What is said of the window, before the time at which that changes.</summary>
    private string WindowText =>
        Window switch
        {
            { IsOpen: true, Until: null } => "The maintenance window is open.",
            { IsOpen: true, Until: { } until } when until - Time.GetUtcNow() <= Soon => "The maintenance window closes soon, at",
            { IsOpen: true } => "The maintenance window is open until",
            { Until: null } => "The maintenance window is closed.",
            _ => "The maintenance window is closed until",
        };

    /// <summary>Why no plan is shown.</summary>
    private string NoPlanText =>
        !MayCheck ? "You may not check this subscription, so the reconcile starts without a plan."
        : IsPlanning ? "The plan is being made."
        : CanPlan ? "There is no plan yet. A check makes one."
        : "There is no plan while the reconcile cannot start.";

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) =>
        change.Kind switch
        {
            ChangeKind.Process => change.Id == _shownProcess,
            ChangeKind.Subscription or ChangeKind.SubscriptionLock => change.Id == SubscriptionId || IsBlocking(change.Id),
            ChangeKind.Drift => change.Id == SubscriptionId,
            ChangeKind.EngineStatus => true,
            _ => false,
        };

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        if (_givenProcess != ProcessId)
        {
            (_givenProcess, _shownProcess) = (ProcessId, ProcessId);
        }

        var actions = await Directory.GetActionsAsync(SubscriptionId, user, Closed);
        (Reconcile, Window) = (actions.Items.FirstOrDefault(static action => action.Target == Target.Reconcile), actions.Window);
        MayCheck = await Permissions.AllowsAsync(WorkflowAction.Check, user, SubscriptionId, Closed);
        IsEnginePaused = (await Control.GetStatusAsync(Closed)).IsPaused;
        UpdateDrift(await Checks.GetAsync(SubscriptionId, user, Closed));
        Run = _shownProcess is { } process ? await FindRunAsync(process, user) : null;
        if (Window is { } window)
        {
            // Windows open and close, and no change says so.
            RefreshAtNextMinute(window.Until);
        }

        if (_isPlanDue && Plan is null && CanPlan)
        {
            _isPlanDue = false;
            await PlanAsync(user);
        }
    }

    /// <inheritdoc/>
    protected override void Clear()
    {
        (Found, Plan, Reconcile, Window, Run) = (null, null, null, null, null);
        (_isPlanDue, IsPlanOutdated, _shownProcess, _startedProcess, _givenProcess) = (false, false, null, null, null);
    }

    private bool IsBlocking(Guid? subscription) =>
        Reconcile is { Block: { } block } && ReconcileBlock.RelatedTo(block).Any(related => related.SubscriptionId == subscription);

    /// <summary>
    /// A plan is made without a click only when drift appears. If it were made after every check, two pages of a subscription with a value
    /// that differs at each read would make each other check without end.
    /// </summary>
    private void UpdateDrift(SubscriptionDrift found)
    {
        var before = Found;
        Found = found;
        if (before?.Status != found.Status)
        {
            _isPlanDue = found.Status == DriftStatus.Drifted;
        }

        if (before is not null && before.CheckedAt != found.CheckedAt && Plan is not null)
        {
            (Plan, IsPlanOutdated) = (null, true);
        }
    }

    /// <summary>Any process can be named in an address: only a reconcile of this subscription is shown as one.</summary>
    private async Task<ProcessDetail?> FindRunAsync(Guid processId, Caller user)
    {
        try
        {
            var process =
                Run is { } shown && shown.ProcessId == processId
                    ? await Processes.ShowAgainAsync(shown, user, Closed)
                    : await Processes.ShowAsync(processId, user, Closed);
            return
                processId == _startedProcess
                || (process.WorkflowTarget == Target.Reconcile && process.SubscriptionIds.Contains(SubscriptionId))
                ? process
                : null;
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private Task CheckAsync() =>
        RunActionAsync(async user =>
        {
            if (CanPlan)
            {
                await PlanAsync(user);
            }
            else
            {
                Found = await Checks.CheckAsync(SubscriptionId, user, Closed);
            }
        });

    /// <summary>A plan is made of a check, so what it found is shown with it.</summary>
    private async Task PlanAsync(Caller user)
    {
        (Plan, IsPlanning) = (null, true);
        try
        {
            StateHasChanged();
            var plan = await Plans.MakeAsync(SubscriptionId, user, Closed);
            Found = await Checks.GetAsync(SubscriptionId, user, Closed);
            (Plan, IsPlanOutdated, _isPlanDue) = (plan, false, false);
        }
        finally
        {
            IsPlanning = false;
        }
    }

    private Task ReconcileAsync()
    {
        if (Block is not null)
        {
            return Task.CompletedTask;
        }

        // The plan that the user sees when they click, not the one that is there when it is the click's turn.
        var shown = Plan;
        return RunActionAsync(async user =>
        {
            if (!ReferenceEquals(shown, Plan))
            {
                throw new ConflictException("plan_replaced", "The plan has changed since you clicked. Look at it, and click again.");
            }

            (Plan, _isPlanDue, IsPlanOutdated) = (null, false, false);
            var page = JsonSerializer.SerializeToElement(new { subscription_id = SubscriptionId });
            var start = new ReconcileStart { Plan = shown?.PlanId, IdempotencyKey = $"dashboard-{shown?.PlanId ?? Guid.NewGuid()}" };

            // Not cancelled when the user leaves: they have clicked.
            var process = await Processes.StartReconcileAsync(
                shown?.WorkflowName ?? Reconcile!.Name,
                [page],
                user,
                start,
                CancellationToken.None
            );
            (_startedProcess, _shownProcess) = (process, process);
            Run = await Processes.ShowAsync(process, user, Closed);
            await Started.InvokeAsync(process);
        });
    }

    private static string Details(PlannedChange step) => step.Error is { } error ? $": {error}" : PathsOf(step);

    private static string PathsOf(PlannedChange step)
    {
        if (step.Differences.Count == 0)
        {
            return "";
        }

        var more = step.DifferenceCount - MaxPaths;
        return $": {string.Join(", ", step.Differences.Take(MaxPaths).Select(static difference => Display.Path(difference.Path)))}"
            + (more > 0 ? $" and {more} more" : "");
    }
}
