namespace Orchestrator;

/// <summary>Shows a subscription on a page.</summary>
/// <param name="subscriptionId">The subscription.</param>
public sealed class FormSubscription(Guid subscriptionId) : FormElement
{
    /// <summary>The subscription.</summary>
    public Guid SubscriptionId { get; } = subscriptionId;
}
