namespace Orchestrator.Products;

/// <summary>What is chosen in each facet of a list of subscriptions; null where nothing is.</summary>
public sealed record FacetChoices
{
    /// <summary>Gets the name of the product.</summary>
    public string? Product { get; init; }

    /// <summary>Gets the lifecycle, as on the wire.</summary>
    public string? Status { get; init; }

    /// <summary>Gets whether it is in sync.</summary>
    public bool? InSync { get; init; }

    /// <summary>Gets the drift status that counts, as on the wire.</summary>
    public string? Drift { get; init; }

    /// <summary>Gets the id of the customer.</summary>
    public string? Customer { get; init; }
}

/// <summary>
/// How many subscriptions each value of each facet would find. The counts of a facet are of what the query and the other facets find, so
/// that they say what choosing another value would give. A value that finds none is omitted.
/// </summary>
/// <param name="Total">The number that all choices together find.</param>
/// <param name="Products">By the name of the product.</param>
/// <param name="Statuses">By the lifecycle, as on the wire.</param>
/// <param name="InSync">By whether it is in sync: <c>true</c> or <c>false</c>.</param>
/// <param name="Drift">By the drift status that counts, as on the wire; a subscription without one is in none.</param>
/// <param name="Customers">By the id of the customer: the 100 with the most subscriptions, those first.</param>
/// <param name="HasMoreCustomers">Whether there are more customers.</param>
public sealed record SubscriptionFacets(
    int Total,
    IReadOnlyList<FacetCount> Products,
    IReadOnlyList<FacetCount> Statuses,
    IReadOnlyList<FacetCount> InSync,
    IReadOnlyList<FacetCount> Drift,
    IReadOnlyList<FacetCount> Customers,
    bool HasMoreCustomers
);

/// <summary>How many rows of a list a value of a facet would find.</summary>
/// <param name="Value">The value.</param>
/// <param name="Count">The number, at least one.</param>
public sealed record FacetCount(string Value, int Count);
