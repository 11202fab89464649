namespace Orchestrator.Products;

/// <summary>What a user sees who does not see everything.</summary>
/// <param name="Customers">The customers whose subscriptions and processes they see.</param>
/// <param name="User">Who they are: they also see what they themselves do where it is about no subscription yet.</param>
internal sealed record ReadScope(IReadOnlySet<string> Customers, string User)
{
    /// <summary>Whether they see what belongs to a customer.</summary>
    internal bool Sees(string customerId) => Customers.Contains(customerId);
}
