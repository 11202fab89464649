namespace Orchestrator;

/// <summary>
/// Says from which lifecycle on a nullable member must have a value. <see cref="SubscriptionLifecycle.Provisioning"/> means in
/// every lifecycle but initial and terminated; <see cref="SubscriptionLifecycle.Active"/> means in active, migrating and disabled.
/// The rule ORCH4001 refuses the others.
/// </summary>
/// <param name="status">The first lifecycle in which the value is required.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredFromAttribute(SubscriptionLifecycle status) : Attribute
{
    /// <summary>The first lifecycle in which the value is required.</summary>
    public SubscriptionLifecycle Status { get; } = status;
}
