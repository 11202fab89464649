using Orchestrator.Products.Actions;

namespace Orchestrator.Products;

/// <summary>Finds and reads subscriptions, and lists the workflows that can run on them.</summary>
public interface ISubscriptionDirectory
{
    /// <summary>Finds subscriptions.</summary>
    /// <param name="query">
    /// Words that must all occur, as whole words and without regard to case. <c>|</c> means "or" and has lower precedence than a space,
    /// parentheses group, a leading <c>-</c> means "not", quotation marks enclose a phrase, and a trailing <c>*</c> outside quotation marks
    /// matches a prefix. <c>name:value</c> and <c>name:(a|b)</c> search one field: status, insync, drift, difference, tag, product_name,
    /// product_id, product_type, product_description, customer_id, subscription_id, description, note, metadata, customer_description, or
    /// the name of a fixed input or resource type; an unknown field matches no subscription. Drift is that of subscriptions in use:
    /// <c>no_drift</c>, <c>drifted</c> (while no process holds it), <c>unknown</c>, <c>unsupported</c> or <c>never_checked</c>. A
    /// difference is that of drifted subscriptions, as <see cref="Drift.DriftGroup.ToQuery"/> writes it. An empty query finds all
    /// subscriptions. At most 512 characters, 100 words and 20 levels of parentheses.
    /// </param>
    /// <param name="skip">The number of entries to skip, newest first.</param>
    /// <param name="take">The maximum number of entries to return, at most the setting <c>MaxPageSize</c>.</param>
    /// <param name="user">The caller; data that this user cannot see is omitted. Null shows everything.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The page, and the total number.</returns>
    /// <exception cref="InvalidRequestException">The query cannot be read or is too long, or the page is too large.</exception>
    Task<SubscriptionSearchPage> SearchAsync(
        string query,
        int skip,
        int take,
        Caller? user = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Finds subscriptions, in an order.</summary>
    /// <param name="search">The query, the order and the part of what it finds.</param>
    /// <param name="user">The caller; data that this user cannot see is omitted. Null shows everything.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The page, and the total number.</returns>
    /// <exception cref="InvalidRequestException">The query cannot be read or is too long, or the page is too large.</exception>
    Task<SubscriptionSearchPage> ListAsync(SubscriptionSearch search, Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>Counts by product, lifecycle, in sync, drift and customer what a query finds.</summary>
    /// <param name="query">
    /// The query, as for <see cref="SearchAsync"/>, without what is chosen in the facets.
    /// </param>
    /// <param name="choices">What is chosen in the facets.</param>
    /// <param name="user">The caller; data that this user cannot see is not counted. Null counts everything.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The counts, as of one moment.</returns>
    /// <exception cref="InvalidRequestException">The query cannot be read or is too long.</exception>
    Task<SubscriptionFacets> CountFacetsAsync(
        string query,
        FacetChoices choices,
        Caller? user = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Finds customers that have subscriptions which a query finds, for a choice among many.</summary>
    /// <param name="query">The query, as for <see cref="SearchAsync"/>, without what is chosen in the facets.</param>
    /// <param name="choices">What is chosen in the facets; the customer is left out.</param>
    /// <param name="text">A part of the id of a customer, without regard to case; empty for all.</param>
    /// <param name="customerIds">Customers that are found as well, whatever their ids: those whose names have the text.</param>
    /// <param name="user">The caller; data that this user cannot see is not counted. Null counts everything.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>At most 100: first those of <paramref name="customerIds"/>, and of each those with the most subscriptions first.</returns>
    /// <exception cref="InvalidRequestException">The query cannot be read or is too long.</exception>
    Task<IReadOnlyList<FacetCount>> FindCustomersAsync(
        string query,
        FacetChoices choices,
        string text,
        IReadOnlyList<string> customerIds,
        Caller? user = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Returns subscriptions by id, in the order of the ids; unknown ids are omitted.</summary>
    /// <param name="subscriptionIds">The ids.</param>
    /// <param name="user">The caller; data that this user cannot see is omitted. Null shows everything.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The subscriptions.</returns>
    Task<IReadOnlyList<SubscriptionSummary>> GetAsync(
        IReadOnlyList<Guid> subscriptionIds,
        Caller? user = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Returns a subscription with all values of its tree.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="ownedInUseBy">True: the users of a block include blocks of the same subscription.</param>
    /// <param name="user">The caller; the object is treated as absent if this user cannot see it. Null shows everything.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The subscription.</returns>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    Task<SubscriptionDetail> GetDetailAsync(
        Guid subscriptionId,
        bool ownedInUseBy,
        Caller? user = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Returns which workflows can run on a subscription, and the reasons why the others cannot.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="user">The caller; workflows that this user is not allowed to start are blocked. Null skips this check.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The workflows linked to its product.</returns>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    Task<SubscriptionActions> GetActionsAsync(Guid subscriptionId, Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>Sets a subscription in sync by hand, after a failed process was handled.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="user">The caller.</param>
    /// <param name="reason">The reason, which is stored in the audit log; at most 5,000 characters; null for none.</param>
    /// <param name="cancellationToken">Cancels the operation before anything is written.</param>
    /// <returns>A task that completes when the subscription is in sync.</returns>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    /// <exception cref="ForbiddenException">The caller is not allowed to do this.</exception>
    /// <exception cref="ConflictException">Processes of the subscription are neither completed nor aborted.</exception>
    /// <exception cref="InvalidRequestException">The reason is too long.</exception>
    Task SetInSyncAsync(Guid subscriptionId, Caller user, string? reason = null, CancellationToken cancellationToken = default);
}
