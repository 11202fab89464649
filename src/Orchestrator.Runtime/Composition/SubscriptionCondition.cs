namespace Orchestrator;

/// <summary>A condition on the subscription that a workflow is about.</summary>
internal abstract record SubscriptionCondition
{
    /// <summary>Loads the subscription as it is now, and asks.</summary>
    internal abstract Task<bool> HoldsAsync(ISubscriptions subscriptions, Guid subscriptionId, CancellationToken cancellationToken);
}

/// <param name="Condition">Asked with the subscription.</param>
internal sealed record SubscriptionCondition<TModel>(Func<TModel, bool> Condition) : SubscriptionCondition
    where TModel : SubscriptionModel
{
    internal override async Task<bool> HoldsAsync(ISubscriptions subscriptions, Guid subscriptionId, CancellationToken cancellationToken) =>
        Condition(await subscriptions.GetAsync<TModel>(subscriptionId, cancellationToken));
}
