namespace Orchestrator;

/// <summary>
/// Specifies the first lifecycle in which a nullable member must have a value. <see cref="SubscriptionLifecycle.Provisioning"/> means every
/// lifecycle except initial and terminated; <see cref="SubscriptionLifecycle.Active"/> means active, migrating and disabled. The rule
/// ORCH4001 reports other values.
/// </summary>
/// <param name="status">The first lifecycle in which the value is required.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredFromAttribute(SubscriptionLifecycle status) : Attribute
{
    /// <summary>The first lifecycle in which the value is required.</summary>
    public SubscriptionLifecycle Status { get; } = status;
}
