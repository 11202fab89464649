namespace Orchestrator.Notifications;

/// <summary>A notification that an entity has changed. Read the database for its current state.</summary>
/// <param name="Kind">The kind of entity.</param>
/// <param name="Id">The process or the subscription; null for kinds without a single entity.</param>
public sealed record Change(ChangeKind Kind, Guid? Id = null);

/// <summary>The kind of entity that has changed.</summary>
public enum ChangeKind
{
    /// <summary>
    /// A process: it was started, answered, retried, aborted or deleted, it logged a step, or an external system reported progress.
    /// </summary>
    Process,

    /// <summary>The counts of processes by status.</summary>
    ProcessCounts,

    /// <summary>A subscription: a process of it has ended or failed.</summary>
    Subscription,

    /// <summary>Whether a subscription is in sync.</summary>
    SubscriptionLock,

    /// <summary>Whether the engine is paused.</summary>
    EngineStatus,

    /// <summary>A schedule.</summary>
    Schedules,

    /// <summary>The description or status of a product, or the description of a product block or a resource type.</summary>
    Products,

    /// <summary>A customer's description of a subscription.</summary>
    SubscriptionDescription,

    /// <summary>The result of the last check of a subscription.</summary>
    Drift,
}
