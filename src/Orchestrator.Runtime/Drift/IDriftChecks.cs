namespace Orchestrator.Drift;

/// <summary>
/// Compares subscriptions with what external systems hold. A check changes nothing, there or here, but the subscription's own row of
/// drift.
/// </summary>
public interface IDriftChecks
{
    /// <summary>
    /// Compares every external resource of a subscription's reconcile workflow now, and stores what differs. Checks of one subscription at
    /// one time share one comparison. A system that does not answer gives <see cref="DriftStatus.Unknown"/>.
    /// </summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="user">The caller.</param>
    /// <param name="cancellationToken">Stops the waiting; the comparison continues.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="ConflictException">A running process holds the subscription, it was changed meanwhile, or its reconcile workflow
    /// may not run in its lifecycle.</exception>
    Task<SubscriptionDrift> CheckAsync(Guid subscriptionId, Caller user, CancellationToken cancellationToken = default);

    /// <summary>Shows the last check of a subscription.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="user">The caller; the object is treated as absent if this user may not see it. Null shows everything.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    Task<SubscriptionDrift> GetAsync(Guid subscriptionId, Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>Shows when the status of a subscription has changed, the newest first.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="take">How many to return at most; the setting <c>MaxPageSize</c> bounds it.</param>
    /// <param name="user">The caller; the object is treated as absent if this user may not see it. Null shows everything.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The changes, and how many there are in all.</returns>
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
    /// Lists checked subscriptions in use, the last checked first. Drift is left out while a process holds its subscription.
    /// </summary>
    /// <param name="search">Which, and which part of them.</param>
    /// <param name="user">The caller; what this user may not see is left out. Null shows everything.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>That part, and how many there are in all.</returns>
    /// <exception cref="InvalidRequestException">The part is too large.</exception>
    Task<DriftPage> ListAsync(DriftSearch search, Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>Counts what <see cref="ListAsync"/> lists, by product and status.</summary>
    /// <param name="user">The caller; what this user may not see is not counted. Null counts everything.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The counts.</returns>
    Task<IReadOnlyList<DriftCount>> SummarizeAsync(Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>Groups the equal differences of subscriptions that drifted, those of the most subscriptions first.</summary>
    /// <param name="product">The name of a product, to the letter; null for all.</param>
    /// <param name="user">The caller; what this user may not see is not counted. Null counts everything.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The first 1,000 groups.</returns>
    Task<IReadOnlyList<DriftGroup>> GroupAsync(string? product, Caller? user = null, CancellationToken cancellationToken = default);
}
