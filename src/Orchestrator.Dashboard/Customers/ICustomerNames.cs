namespace Orchestrator.Dashboard.Customers;

/// <summary>
/// The names of customers, which the application knows and the engine does not. The dashboard shows names instead of ids if an
/// implementation is registered: <c>services.AddSingleton&lt;ICustomerNames, …&gt;()</c>. It is asked for each customer once in each
/// connection of a browser, by several of them at the same time; after it has thrown, again after 30 seconds at the earliest.
/// </summary>
public interface ICustomerNames
{
    /// <summary>Finds the name of a customer. If it throws, the id is shown.</summary>
    /// <param name="customerId">The customer, as its subscriptions have it.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The name; null for a customer that is not known, whose id is shown.</returns>
    Task<string?> FindAsync(string customerId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds customers by a part of their names, for a choice among more than 100. An implementation that cannot search finds none, and
    /// customers are then found by their ids. If it throws, so are they.
    /// </summary>
    /// <param name="text">A part of the name, as it was typed.</param>
    /// <param name="maxCount">How many to return at most.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The ids of the customers, as their subscriptions have them.</returns>
    Task<IReadOnlyList<string>> SearchAsync(string text, int maxCount, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<string>>([]);
}
