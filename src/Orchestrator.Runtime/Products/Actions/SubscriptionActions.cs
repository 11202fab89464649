using Orchestrator.Drift;

namespace Orchestrator.Products.Actions;

/// <summary>The workflows of a subscription, and whether they can run.</summary>
/// <param name="Block">The reason why no ordinary workflow can run now; null if there is none.</param>
/// <param name="Items">The workflows linked to the product.</param>
public sealed record SubscriptionActions(ActionBlock? Block, IReadOnlyList<SubscriptionAction> Items)
{
    /// <summary>The pauses of the subscription that are in effect, if the actions are shown to a user.</summary>
    public IReadOnlyList<DriftPause> Pauses { get; init; } = [];

    /// <summary>
    /// Gets the state of the product's maintenance windows, if the actions are shown to a user and one of them is a reconcile; null if the
    /// product has no windows.
    /// </summary>
    public MaintenanceWindowState? Window { get; init; }
}

/// <summary>Whether the maintenance windows of a product are open.</summary>
/// <param name="IsOpen">Whether reconciles can be started now by users who may not override the windows.</param>
/// <param name="Until">The time at which that changes; null if it does not change, or cannot be determined.</param>
public sealed record MaintenanceWindowState(bool IsOpen, DateTimeOffset? Until);

/// <summary>A workflow, and whether it can run.</summary>
/// <param name="Name">The workflow.</param>
/// <param name="Description">The description shown in menus.</param>
/// <param name="Target">The target of the workflow.</param>
/// <param name="Block">The reason why it cannot run; null if it can.</param>
public sealed record SubscriptionAction(string Name, string Description, Target Target, ActionBlock? Block);

/// <summary>The reason why a workflow cannot run on a subscription.</summary>
/// <param name="Reason">The code, for example <c>subscription.not_in_sync</c>; see <see cref="ActionReason"/>.</param>
public sealed record ActionBlock(string Reason)
{
    /// <summary>The lifecycles in which it can run; null if the lifecycle is not the reason.</summary>
    public IReadOnlyList<SubscriptionLifecycle>? UsableWhen { get; init; }

    /// <summary>The lifecycle of the subscription; null if it is not the reason.</summary>
    public SubscriptionLifecycle? Status { get; init; }

    /// <summary>The blocked action: <c>modified</c> or <c>terminated</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The related subscriptions that are not in sync, those that use this one first.</summary>
    public IReadOnlyList<RelatedSubscription>? LockedRelations { get; init; }

    /// <summary>The subscriptions that use this one and are not terminated.</summary>
    public IReadOnlyList<RelatedSubscription>? UnterminatedInUseBy { get; init; }

    /// <summary>The process that holds the subscription; null if there is none or it is not the reason.</summary>
    public Guid? LockedBy { get; init; }

    /// <summary>
    /// The status of that process, such as <c>failed</c>; null if no process holds the subscription, it was deleted, or it is not the
    /// reason.
    /// </summary>
    public string? LockedByStatus { get; init; }

    /// <summary>The related subscriptions that are in the way; empty if none is.</summary>
    internal IEnumerable<RelatedSubscription> Related => (LockedRelations ?? []).Concat(UnterminatedInUseBy ?? []);
}

/// <summary>A related subscription.</summary>
/// <param name="SubscriptionId">The id.</param>
/// <param name="Description">A one-line description.</param>
public sealed record RelatedSubscription(Guid SubscriptionId, string Description)
{
    /// <summary>The process that holds it; null if there is none.</summary>
    public Guid? LockedBy { get; init; }

    /// <summary>What a message says of it.</summary>
    internal string Name => $"'{Description}' ({SubscriptionId}{(LockedBy is { } process ? $", held by process {process}" : "")})";
}
