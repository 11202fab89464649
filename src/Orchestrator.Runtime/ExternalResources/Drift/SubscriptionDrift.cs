namespace Orchestrator.Drift;

/// <summary>Whether external systems hold what a subscription says, as of its last check.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Status">The status of all its resources.</param>
/// <param name="CheckedAt">When they were compared; null when they never were.</param>
/// <param name="Since">Since when the status is this one; null when nothing was ever compared.</param>
/// <param name="LockedBy">The process that holds the subscription now; null when none does. Drift does not count meanwhile.</param>
/// <param name="Resources">What was found of each resource, in the order of the reconcile workflow.</param>
public sealed record SubscriptionDrift(
    Guid SubscriptionId,
    DriftStatus Status,
    DateTimeOffset? CheckedAt,
    DateTimeOffset? Since,
    Guid? LockedBy,
    IReadOnlyList<ResourceDrift> Resources
);
