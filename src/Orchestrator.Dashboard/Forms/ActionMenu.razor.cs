using Microsoft.AspNetCore.Components;
using Orchestrator.Dashboard.Live;
using Orchestrator.Dashboard.Subscriptions;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Products;
using Orchestrator.Products.Actions;

namespace Orchestrator.Dashboard.Forms;

/// <summary>Begins the form of a workflow that runs on a subscription.</summary>
public sealed partial class ActionMenu : LiveComponent
{
    /// <summary>The subscription.</summary>
    [Parameter, EditorRequired]
    public Guid SubscriptionId { get; set; }

    [Inject]
    internal ISubscriptionDirectory Directory { get; set; } = null!;

    [Inject]
    internal IEngineControl Control { get; set; } = null!;

    private bool IsEnginePaused { get; set; }

    private IReadOnlyList<SubscriptionAction> Actions { get; set; } = [];

    /// <inheritdoc/>
    protected override object? Subject => SubscriptionId;

    /// <inheritdoc/>
    protected override void Clear() => Actions = [];

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) =>
        change.Kind switch
        {
            ChangeKind.Subscription or ChangeKind.SubscriptionLock => change.Id == SubscriptionId || Actions.Any(IsBlockedByOther),
            ChangeKind.EngineStatus => true,
            _ => false,
        };

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user)
    {
        var actions = await Directory.GetActionsAsync(SubscriptionId, user, Closed);
        Actions = [.. actions.Items.Where(static action => action.Target != Target.Create).OrderBy(static action => action.Target)];
        IsEnginePaused = (await Control.GetStatusAsync(Closed)).IsPaused;
        if (actions.Window is { } window)
        {
            // Windows open and close, and no change says so.
            RefreshAtNextMinute(window.Until);
        }
    }

    /// <summary>Why a workflow cannot start; null when it can.</summary>
    private ReconcileBlock? BlockOf(SubscriptionAction action) =>
        action.Block is { } block ? ReconcileBlock.Of(block, SubscriptionId)
        : IsEnginePaused ? ReconcileBlock.EngineIsPaused
        : null;

    /// <summary>What holds workflows up; the banner says who has paused the engine.</summary>
    private IEnumerable<PageLink> Obstacles =>
        Actions
            .Select(static action => action.Block)
            .OfType<ActionBlock>()
            .SelectMany(block => ReconcileBlock.Of(block, SubscriptionId).Links)
            .Distinct();

    private static bool IsBlockedByOther(SubscriptionAction action) =>
        action.Block is { LockedRelations: not null } or { UnterminatedInUseBy: not null };
}
