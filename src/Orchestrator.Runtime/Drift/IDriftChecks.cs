namespace Orchestrator.Drift;

/// <summary>
/// Compares subscriptions with external systems. A check writes only the drift row of the subscription.
/// </summary>
public interface IDriftChecks
{
    /// <summary>
    /// Compares every external resource of a subscription's reconcile workflow, and stores the differences. Concurrent checks of a
    /// subscription share one comparison. If a system does not respond, the status is <see cref="DriftStatus.Unknown"/>.
    /// </summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Cancels the wait; the comparison continues.</param>
    /// <returns>The drift of the subscription.</returns>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="ConflictException">
    /// A running process holds the subscription, it was changed during the check, or its reconcile workflow cannot run in its lifecycle.
    /// </exception>
    Task<SubscriptionDrift> CheckAsync(Guid subscriptionId, Caller user, CancellationToken cancellationToken = default);

    /// <summary>Returns the result of the last check of a subscription.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="user">The caller; the object is treated as absent if this user cannot see it. Null shows everything.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The drift of the subscription.</returns>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    Task<SubscriptionDrift> GetAsync(Guid subscriptionId, Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>Returns the changes of the status of a subscription, newest first.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="skip">The number of entries to skip.</param>
    /// <param name="take">The maximum number of entries to return, at most the setting <c>MaxPageSize</c>.</param>
    /// <param name="user">The caller; the object is treated as absent if this user cannot see it. Null shows everything.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The changes, and the total number.</returns>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    /// <exception cref="InvalidRequestException">The part is too large.</exception>
    Task<DriftHistoryPage> GetHistoryAsync(
        Guid subscriptionId,
        int skip,
        int take,
        Caller? user = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Lists checked subscriptions in use, most recently checked first. A drifted subscription is omitted while a process holds it.
    /// </summary>
    /// <param name="search">The filter, and the part of the list.</param>
    /// <param name="user">The caller; data that this user cannot see is omitted. Null shows everything.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The requested part, and the total number.</returns>
    /// <exception cref="InvalidRequestException">The part is too large.</exception>
    Task<DriftPage> ListAsync(DriftSearch search, Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>Counts the subscriptions that <see cref="ListAsync"/> lists, by product and status.</summary>
    /// <param name="user">The caller; data that this user cannot see is not counted. Null counts everything.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The counts.</returns>
    Task<IReadOnlyList<DriftCount>> SummarizeAsync(Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>Groups equal differences of drifted subscriptions, the most frequent first.</summary>
    /// <param name="product">The name of a product, as an exact match; null for all.</param>
    /// <param name="user">The caller; data that this user cannot see is not counted. Null counts everything.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The first 1,000 groups.</returns>
    Task<IReadOnlyList<DriftGroup>> GroupAsync(string? product, Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>Finds the drifted subscriptions that have the difference of a group, for a bulk task about these.</summary>
    /// <param name="group">The group; its number of subscriptions does not matter.</param>
    /// <param name="user">The caller; subscriptions that this user cannot see are left out. Null finds all.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The subscriptions, by id; null if there are more than 1,000, which is what a bulk task can name.</returns>
    Task<IReadOnlyList<Guid>?> FindSubscriptionsAsync(DriftGroup group, Caller? user = null, CancellationToken cancellationToken = default);
}
