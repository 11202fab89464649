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

    private bool _isPlanned;

    /// <summary>The subscription.</summary>
    [Parameter, EditorRequired]
    public Guid SubscriptionId { get; set; }

    /// <summary>The process that is shown below the button; null for none.</summary>
    [Parameter]
    public Guid? ProcessId { get; set; }

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

    private SubscriptionDrift? Found { get; set; }

    private ReconcilePlan? Plan { get; set; }

    private SubscriptionAction? Reconcile { get; set; }

    private ProcessDetail? Run { get; set; }

    private bool MayCheck { get; set; }

    private Refusal? Refused =>
        Reconcile is { Block: { } block } ? Refusal.Of(block)
        : Plan is { } plan ? Refusal.Of(plan)
        : null;

    /// <inheritdoc/>
    protected override bool Concerns(Change change) =>
        change is { Kind: ChangeKind.Process } && change.Id == (Run?.ProcessId ?? ProcessId)
        || change is { Kind: ChangeKind.Subscription or ChangeKind.SubscriptionLock or ChangeKind.Drift } && change.Id == SubscriptionId;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        var actions = await Directory.GetActionsAsync(SubscriptionId, user, Closed);
        Reconcile = actions.Items.FirstOrDefault(static action => action.Target == Target.Reconcile);
        MayCheck = await Permissions.AllowsAsync(WorkflowAction.Check, user, SubscriptionId, Closed);
        if ((Run?.ProcessId ?? ProcessId) is { } process)
        {
            Run = await Processes.ShowAsync(process, user, Closed);
        }

        var before = Found;
        Found = await Checks.GetAsync(SubscriptionId, user, Closed);
        if (before is not null && before.CheckedAt != Found.CheckedAt)
        {
            // What the plan saw may be gone.
            Plan = null;
        }

        if (Plan is null && CanPlan && (Found.Status == DriftStatus.Drifted || _isPlanned))
        {
            await PlanAsync(user);
        }
    }

    private bool CanPlan => MayCheck && Reconcile is { Block: null };

    private Task CheckAsync() =>
        ActAsync(async user =>
        {
            _isPlanned = true;
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
        Plan = null;
        var plan = await Plans.MakeAsync(SubscriptionId, user, Closed);
        Found = await Checks.GetAsync(SubscriptionId, user, Closed);
        Plan = plan;
    }

    private Task ReconcileAsync() =>
        ActAsync(async user =>
        {
            if (Plan is null && MayCheck)
            {
                await PlanAsync(user);
            }

            if (Plan is { CanStart: false })
            {
                return;
            }

            var (workflow, plan) = (Plan?.WorkflowName ?? Reconcile!.Name, Plan?.PlanId);
            (Plan, _isPlanned) = (null, false);
            var page = JsonSerializer.SerializeToElement(new { subscription_id = SubscriptionId });
            var process = await Processes.StartReconcileAsync(workflow, [page], user, new() { Plan = plan }, Closed);
            Run = await Processes.ShowAsync(process, user, Closed);
            await Started.InvokeAsync(process);
        });

    private static string Details(PlannedChange step) => step.Error is { } error ? $": {error}" : PathsOf(step);

    private static string PathsOf(PlannedChange step)
    {
        if (step.Differences.Count == 0)
        {
            return "";
        }

        var more = step.DifferenceCount - MaxPaths;
        return $": {string.Join(", ", step.Differences.Take(MaxPaths).Select(static difference => Shown.Path(difference.Path)))}"
            + (more > 0 ? $" and {more} more" : "");
    }
}
