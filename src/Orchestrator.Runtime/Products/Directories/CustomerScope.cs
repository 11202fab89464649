namespace Orchestrator.Products;

/// <summary>The customers whose subscriptions and processes a user can see.</summary>
public sealed class CustomerScope
{
    private CustomerScope(IReadOnlySet<string>? customers) => Customers = customers;

    /// <summary>Every customer, and data without a customer.</summary>
    public static CustomerScope All { get; } = new(customers: null);

    /// <summary>The customers; null for all.</summary>
    internal IReadOnlySet<string>? Customers { get; }

    /// <summary>Specific customers.</summary>
    /// <param name="customerIds">The customer ids of subscriptions; if empty, everything is hidden.</param>
    /// <returns>The scope.</returns>
    public static CustomerScope Only(IEnumerable<string> customerIds) => new(customerIds.ToHashSet(StringComparer.Ordinal));

    /// <summary>What is in both.</summary>
    internal CustomerScope And(CustomerScope other) =>
        Customers is null ? other
        : other.Customers is null ? this
        : Only(Customers.Where(other.Customers.Contains));
}
