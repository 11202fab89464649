namespace Orchestrator;

/// <summary>Loads subscriptions for steps and forms. Inside one step the same id gives the same object.</summary>
public interface ISubscriptions
{
    /// <summary>Loads a subscription as it is in the database now.</summary>
    /// <typeparam name="T">The product type, or <see cref="SubscriptionModel"/> for any.</typeparam>
    /// <param name="subscriptionId">The subscription's id.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    /// <returns>The subscription.</returns>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    /// <exception cref="SubscriptionException">It is of another product type, or its stored values do not fit its class.</exception>
    Task<T> GetAsync<T>(Guid subscriptionId, CancellationToken cancellationToken = default)
        where T : SubscriptionModel;
}
