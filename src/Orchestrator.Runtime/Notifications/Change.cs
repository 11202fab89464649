namespace Orchestrator.Notifications;

/// <summary>Something that is different in the core database now. What it was and what it is now, the database says.</summary>
/// <param name="Kind">What.</param>
/// <param name="Id">The process or the subscription; null for the kinds that are about no single one.</param>
public sealed record Change(ChangeKind Kind, Guid? Id = null);

/// <summary>What can change.</summary>
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

    /// <summary>What a customer calls a subscription.</summary>
    SubscriptionDescription,
}
