namespace Orchestrator.Products;

/// <summary>A search for subscriptions in an order.</summary>
/// <param name="Query">The query, as for <see cref="ISubscriptionDirectory.SearchAsync"/>.</param>
/// <param name="Skip">The number of entries to skip.</param>
/// <param name="Take">The maximum number of entries to return, at most the setting <c>MaxPageSize</c>.</param>
public sealed record SubscriptionSearch(string Query, int Skip, int Take)
{
    /// <summary>Gets by what they are ordered; the newest first by default. What is equal, or has no value, is ordered by age.</summary>
    public SubscriptionOrder Order { get; init; }

    /// <summary>Gets whether the order is descending; false by default. The newest are always first.</summary>
    public bool Descending { get; init; }
}

/// <summary>By what subscriptions are ordered.</summary>
public enum SubscriptionOrder
{
    /// <summary>The newest first.</summary>
    Newest,

    /// <summary>The description, without regard to case.</summary>
    Description,

    /// <summary>The name of the product, without regard to case.</summary>
    Product,

    /// <summary>The lifecycle, by its name.</summary>
    Status,

    /// <summary>Those out of sync before the others.</summary>
    InSync,

    /// <summary>The drift status that counts, by its name; those without one last.</summary>
    Drift,

    /// <summary>Since when the drift status that counts is the same; those without one last.</summary>
    DriftSince,

    /// <summary>The id of the customer.</summary>
    Customer,
}
