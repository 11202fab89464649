namespace Orchestrator;

/// <summary>
/// Asks for a subscription: a <see cref="Guid"/>, or a list of them. Clients offer the subscriptions by description, and an answer is
/// checked: the subscription exists, the user may see it, it is of the product and in one of the lifecycles, and no process terminates it.
/// </summary>
/// <param name="product">The product, or a class that several products derive from.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class SubscriptionOfAttribute(Type product) : Attribute
{
    /// <summary>The product, or a class that several products derive from.</summary>
    public Type Product { get; } = product;

    /// <summary>The lifecycles in which the subscription may be. Default: <see cref="SubscriptionLifecycle.Active"/> only.</summary>
    public SubscriptionLifecycle[] Status { get; set; } = [SubscriptionLifecycle.Active];
}
