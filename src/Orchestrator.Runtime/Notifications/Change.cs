namespace Orchestrator.Notifications;

/// <summary>A notification that an entity has changed. Read the database for its current state.</summary>
/// <param name="Kind">The kind of entity.</param>
/// <param name="Id">The process or the subscription; null for the kinds that are about no single one.</param>
public sealed record Change(ChangeKind Kind, Guid? Id = null);

/// <summary>The kind of entity that has changed.</summary>
public enum ChangeKind
{
    /// <summary>
    /// A process: it was started, answered, retried, aborted or deleted, has logged a step, or an external system has said how far it is.
    /// </summary>
    Process,

    /// <summary>How many processes have each status, in a way that people wait for.</summary>
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

    /// <summary>What the last check of a subscription has found.</summary>
    Drift,
}
