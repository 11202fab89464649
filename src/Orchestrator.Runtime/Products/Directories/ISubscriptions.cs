namespace Orchestrator;

/// <summary>Loads subscriptions for steps and forms. Within one step, the same id returns the same object.</summary>
public interface ISubscriptions
{
    /// <summary>Loads the current subscription from the database.</summary>
    /// <typeparam name="T">The product type, or <see cref="SubscriptionModel"/> for any.</typeparam>
    /// <param name="subscriptionId">The subscription's id.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The subscription.</returns>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    /// <exception cref="SubscriptionException">
    /// The subscription has a different product type, or its stored values do not match its class.
    /// </exception>
    Task<T> GetAsync<T>(Guid subscriptionId, CancellationToken cancellationToken = default)
        where T : SubscriptionModel;

    /// <summary>
    /// Finds what uses a subscription: the others with a block that points to one of its blocks. Terminated ones are omitted.
    /// </summary>
    /// <param name="subscriptionId">The id of the subscription that is used.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The subscriptions that use it, the oldest first; none if nothing uses it or it does not exist.</returns>
    /// <exception cref="SubscriptionException">The stored values of one of them do not match its class.</exception>
    Task<IReadOnlyList<SubscriptionModel>> FindUsersAsync(Guid subscriptionId, CancellationToken cancellationToken = default);
}
