namespace Orchestrator.BulkReconciles;

/// <summary>
/// Selects the subscriptions that are reconciled or checked in bulk. Only subscriptions that are in use and whose product has a reconcile
/// workflow are selected.
/// </summary>
public sealed record BulkSelection
{
    private BulkSelection() { }

    /// <summary>Gets whether only subscriptions that <c>drift:drifted</c> finds are selected.</summary>
    public bool OnlyDrifted { get; init; }

    /// <summary>
    /// Gets the subscriptions that are selected, of those that the search finds; 1 to 1,000. Null, which is the default, for all of these.
    /// </summary>
    public IReadOnlyList<Guid>? SubscriptionIds { get; init; }

    /// <summary>Gets the subscriptions that are left out, at most 1,000. Default: none.</summary>
    public IReadOnlyList<Guid> ExceptSubscriptionIds { get; init; } = [];

    internal string? Product { get; private init; }

    internal string Query { get; private init; } = "";

    /// <summary>Selects the subscriptions that a search finds.</summary>
    /// <param name="query">The search: <c>product_name:"l2vpn" customer_id:42</c>. Empty for all.</param>
    /// <returns>The selection.</returns>
    public static BulkSelection OfQuery(string query) => new() { Query = query };

    /// <summary>Selects subscriptions one by one.</summary>
    /// <param name="subscriptionIds">The subscriptions; 1 to 1,000.</param>
    /// <returns>The selection.</returns>
    public static BulkSelection OfSubscriptions(IReadOnlyList<Guid> subscriptionIds) => new() { SubscriptionIds = subscriptionIds };

    /// <summary>Selects the subscriptions of one product.</summary>
    /// <param name="product">The product's name, as an exact match.</param>
    /// <returns>The selection.</returns>
    public static BulkSelection OfProduct(string product) => new() { Product = product };

    /// <summary>Selects the subscriptions that a search finds.</summary>
    /// <param name="query">The search.</param>
    public static implicit operator BulkSelection(string query) => OfQuery(query);
}
