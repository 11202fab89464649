namespace Orchestrator.Products.Actions;

/// <summary>The codes of the reasons why a workflow cannot run on a subscription, and their texts.</summary>
public static class ActionReason
{
    /// <summary>A process is running on it, or has failed.</summary>
    public const string NotInSync = "subscription.not_in_sync";

    /// <summary>A related subscription is not in sync.</summary>
    public const string RelationsNotInSync = "subscription.relations_not_in_sync";

    /// <summary>Its lifecycle does not allow it.</summary>
    public const string InvalidStatus = "subscription.no_modify_invalid_status";

    /// <summary>Other subscriptions use it.</summary>
    public const string InUseByOthers = "subscription.no_modify_subscription_in_use_by_others";

    /// <summary>The caller is not allowed to start it.</summary>
    public const string InsufficientPermissions = "subscription.insufficient_workflow_permissions";

    /// <summary>It is outside the maintenance windows of its product, and the caller is not allowed to override them.</summary>
    public const string MaintenanceWindow = "subscription.maintenance_window";

    /// <summary>What the workflow's row says that it does cannot be read.</summary>
    internal const string WorkflowUnreadable = "subscription.no_modify_workflow";

    /// <summary>So many related subscriptions are named; of the others, their number.</summary>
    private const int MaxNamed = 3;

    /// <summary>Returns the reason of a block as text: what is in the way, in which status it is, and what to do about it.</summary>
    /// <param name="block">The block.</param>
    /// <param name="subscriptionId">The subscription that it blocks.</param>
    /// <returns>One or more sentences, without a full stop at the end.</returns>
    public static string Describe(ActionBlock block, Guid subscriptionId)
    {
        ArgumentNullException.ThrowIfNull(block);
        var reason = Describe(block.Reason);
        return block switch
        {
            { Reason: NotInSync } => $"{reason}: {LockHolder.Describe(block.LockedBy, block.LockedByStatus, subscriptionId)}",
            { Reason: RelationsNotInSync, LockedRelations: { Count: > 0 } locked } =>
                $"{reason}: {Name(locked)}. Retry or abort what holds them, or set them in sync",
            { Reason: InUseByOthers, UnterminatedInUseBy: { Count: > 0 } users } =>
                $"{reason}: {Name(users)}. Terminate those first, or change them so that they no longer use it",
            { Reason: InvalidStatus, Status: { } status, UsableWhen: { Count: > 0 } usable } =>
                $"{reason}: it is {WireName.Of(status)}, and the workflow runs only while it is "
                    + string.Join(" or ", usable.Select(WireName.Of)),
            _ => reason,
        };
    }

    private static string Name(IReadOnlyList<RelatedSubscription> related)
    {
        var named = related.Take(MaxNamed).Select(static other => other.Name);
        return string.Join(", ", related.Count > MaxNamed ? named.Append($"and {related.Count - MaxNamed} more") : named);
    }

    /// <summary>Returns the text of a code.</summary>
    /// <param name="reason">The code.</param>
    /// <returns>The text, or the code itself if it is unknown.</returns>
    public static string Describe(string reason) =>
        reason switch
        {
            NotInSync => "This subscription is not in sync",
            RelationsNotInSync => "Some related subscriptions are not in sync",
            InvalidStatus => "This subscription can not be modified because of the status it has",
            InUseByOthers => "This subscription can not be modified because it is used in other subscriptions",
            InsufficientPermissions => "You have insufficient permissions to start this workflow",
            MaintenanceWindow => "It is outside the maintenance window of the product",
            WorkflowUnreadable => "The target of this workflow in the database cannot be read",
            _ => reason,
        };
}
