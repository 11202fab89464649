namespace Orchestrator.Products;

/// <summary>The customers whose subscriptions and processes someone may see.</summary>
public sealed class CustomerScope
{
    private CustomerScope(IReadOnlySet<string>? customers) => Customers = customers;

    /// <summary>Those of every customer, and what belongs to none.</summary>
    public static CustomerScope All { get; } = new(customers: null);

    /// <summary>The customers; null for all.</summary>
    internal IReadOnlySet<string>? Customers { get; }

    /// <summary>Those of some customers.</summary>
    /// <param name="customerIds">The ids of the customers, as the subscriptions have them; none hides everything.</param>
    /// <returns>The scope.</returns>
    public static CustomerScope Only(IEnumerable<string> customerIds) => new(customerIds.ToHashSet(StringComparer.Ordinal));

    /// <summary>What is in both.</summary>
    internal CustomerScope And(CustomerScope other) =>
        Customers is null ? other
        : other.Customers is null ? this
        : Only(Customers.Where(other.Customers.Contains));
}
