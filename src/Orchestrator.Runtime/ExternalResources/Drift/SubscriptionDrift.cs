namespace Orchestrator.Drift;

/// <summary>Whether external systems have the desired state of a subscription, as of its last check.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Status">The status of all its resources.</param>
/// <param name="CheckedAt">The time of the comparison; null if there was none.</param>
/// <param name="Since">The time since which it has this status; null if it was never compared.</param>
/// <param name="LockedBy">The process that has locked the subscription; null if there is none. While it is locked, its drift does not
/// count.</param>
/// <param name="Resources">The results of its resources, in the order of the reconcile workflow.</param>
public sealed record SubscriptionDrift(
    Guid SubscriptionId,
    DriftStatus Status,
    DateTimeOffset? CheckedAt,
    DateTimeOffset? Since,
    Guid? LockedBy,
    IReadOnlyList<ResourceDrift> Resources
)
{
    /// <summary>The pauses of the subscription that are in effect.</summary>
    public IReadOnlyList<DriftPause> Pauses { get; init; } = [];

    /// <summary>Gets the number of consecutive corrections by rounds of a policy; 0 if it has not drifted again.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// Gets the time before which no round corrects it again, unless the desired state changes; null if no round has corrected it.
    /// </summary>
    public DateTimeOffset? NextHealAt { get; init; }

    /// <summary>Whether the subscription was not in sync, so that its drift does not count.</summary>
    internal bool IsHeld { get; init; }

    /// <summary>Whether this check has found anything else than the one before.</summary>
    internal bool IsChanged { get; init; }
}
