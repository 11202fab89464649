namespace Orchestrator.Products;

/// <summary>What a user sees who does not see everything.</summary>
/// <param name="Customers">The customers whose subscriptions and processes he sees.</param>
/// <param name="User">Who he is: he also sees what he himself does and that is about no subscription yet.</param>
internal sealed record ReadScope(IReadOnlySet<string> Customers, string User)
{
    /// <summary>Whether he sees what belongs to a customer.</summary>
    internal bool Sees(string customerId) => Customers.Contains(customerId);
}
