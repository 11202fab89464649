namespace Orchestrator.Dashboard.Customers;

/// <summary>
/// The names of customers, which the application knows and the engine does not. The dashboard shows names instead of ids if an
/// implementation is registered: <c>services.AddSingleton&lt;ICustomerNames, …&gt;()</c>. It is asked for each customer once in each
/// connection of a browser, by several of them at the same time.
/// </summary>
public interface ICustomerNames
{
    /// <summary>Finds the name of a customer. If it throws, the id is shown.</summary>
    /// <param name="customerId">The customer, as its subscriptions have it.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The name; null for a customer that is not known, whose id is shown.</returns>
    Task<string?> FindAsync(string customerId, CancellationToken cancellationToken = default);
}
