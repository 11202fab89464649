namespace Orchestrator;

/// <summary>Where a subscription is in its life. Clients and the database see the name in lower case (<c>active</c>).</summary>
public enum SubscriptionLifecycle
{
    /// <summary>Made, not yet built: values may still be missing.</summary>
    Initial,

    /// <summary>Being built or changed.</summary>
    Provisioning,

    /// <summary>In use.</summary>
    Active,

    /// <summary>Being moved to another product or platform.</summary>
    Migrating,

    /// <summary>Switched off, kept for later.</summary>
    Disabled,

    /// <summary>Ended; it never comes back.</summary>
    Terminated,
}
