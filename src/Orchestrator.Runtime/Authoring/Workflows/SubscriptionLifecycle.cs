namespace Orchestrator;

/// <summary>The lifecycle of a subscription. Clients and the database use the name in lower case (<c>active</c>).</summary>
public enum SubscriptionLifecycle
{
    /// <summary>Created, but not in use: values can be missing.</summary>
    Initial,

    /// <summary>Being provisioned or changed.</summary>
    Provisioning,

    /// <summary>In use.</summary>
    Active,

    /// <summary>Being migrated to another product or platform.</summary>
    Migrating,

    /// <summary>Disabled temporarily.</summary>
    Disabled,

    /// <summary>Terminated permanently.</summary>
    Terminated,
}
