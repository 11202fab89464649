namespace Orchestrator;

/// <summary>Loads subscriptions for steps and forms. Inside one step the same id gives the same object.</summary>
public interface ISubscriptions
{
    /// <summary>Loads the current subscription from the database.</summary>
    /// <typeparam name="T">The product type, or <see cref="SubscriptionModel"/> for any.</typeparam>
    /// <param name="subscriptionId">The subscription's id.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The subscription.</returns>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    /// <exception cref="SubscriptionException">It is of another product type, or its stored values do not fit its class.</exception>
    Task<T> GetAsync<T>(Guid subscriptionId, CancellationToken cancellationToken = default)
        where T : SubscriptionModel;
}
