using Microsoft.AspNetCore.Components;
using Orchestrator.Dashboard.Live;
using Orchestrator.Notifications;
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

    private IReadOnlyList<SubscriptionAction> Actions { get; set; } = [];

    /// <inheritdoc/>
    protected override object? Subject => SubscriptionId;

    /// <inheritdoc/>
    protected override void Clear() => Actions = [];

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) =>
        change.Kind is ChangeKind.Subscription or ChangeKind.SubscriptionLock
        && (change.Id == SubscriptionId || Actions.Any(IsBlockedByOther));

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user) =>
        Actions = [
            .. (await Directory.GetActionsAsync(SubscriptionId, user, Closed))
                .Items.Where(static action => action.Target != Target.Create)
                .OrderBy(static action => action.Target),
        ];

    private static bool IsBlockedByOther(SubscriptionAction action) =>
        action.Block is { LockedRelations: not null } or { UnterminatedInUseBy: not null };
}
