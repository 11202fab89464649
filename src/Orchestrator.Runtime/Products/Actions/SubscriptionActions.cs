using Orchestrator.Drift;

namespace Orchestrator.Products.Actions;

/// <summary>Which workflows may run on a subscription.</summary>
/// <param name="Block">Why no ordinary workflow may run now; null when nothing blocks it.</param>
/// <param name="Items">The workflows linked to the product.</param>
public sealed record SubscriptionActions(ActionBlock? Block, IReadOnlyList<SubscriptionAction> Items)
{
    /// <summary>The pauses of the subscription that are in effect, if the actions are shown to a user.</summary>
    public IReadOnlyList<DriftPause> Pauses { get; init; } = [];
}

/// <summary>One workflow and whether it may run.</summary>
/// <param name="Name">The workflow.</param>
/// <param name="Description">The text for menus.</param>
/// <param name="Target">The target of the workflow.</param>
/// <param name="Block">Why it may not run; null when it may.</param>
public sealed record SubscriptionAction(string Name, string Description, Target Target, ActionBlock? Block);

/// <summary>Why a workflow may not run on a subscription.</summary>
/// <param name="Reason">The code, for example <c>subscription.not_in_sync</c>; see <see cref="ActionReason"/>.</param>
public sealed record ActionBlock(string Reason)
{
    /// <summary>The lifecycles in which it could run; null when the lifecycle is not the reason.</summary>
    public IReadOnlyList<SubscriptionLifecycle>? UsableWhen { get; init; }

    /// <summary>The lifecycle that the subscription has; null when it is not the reason.</summary>
    public SubscriptionLifecycle? Status { get; init; }

    /// <summary>The blocked action: <c>modified</c> or <c>terminated</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The related subscriptions that are not in sync, those that use this one first.</summary>
    public IReadOnlyList<RelatedSubscription>? LockedRelations { get; init; }

    /// <summary>The subscriptions that use this one and are not terminated.</summary>
    public IReadOnlyList<RelatedSubscription>? UnterminatedInUseBy { get; init; }

    /// <summary>The process that holds the subscription; null when none does or the reason is another.</summary>
    public Guid? LockedBy { get; init; }
}

/// <summary>A related subscription.</summary>
/// <param name="SubscriptionId">The id.</param>
/// <param name="Description">One line about it.</param>
public sealed record RelatedSubscription(Guid SubscriptionId, string Description)
{
    /// <summary>The process that holds it; null when none does.</summary>
    public Guid? LockedBy { get; init; }
}
