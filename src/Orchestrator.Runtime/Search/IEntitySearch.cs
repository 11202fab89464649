namespace Orchestrator.Search;

/// <summary>Finds subscriptions, workflows, products and processes by conditions on their fields.</summary>
public interface IEntitySearch
{
    /// <summary>Finds rows.</summary>
    /// <param name="search">The search.</param>
    /// <param name="user">The caller; what this user may not see is left out. Null shows everything.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The page and how many there are in all.</returns>
    /// <exception cref="InvalidRequestException">
    /// The query is not a query, the order not a path, a value cannot be compared in this way, or the page is too large.
    /// </exception>
    Task<EntityPage> SearchAsync(EntitySearch search, Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the paths that filters may name: the columns, and what the registered products have.</summary>
    /// <param name="entity">Of what.</param>
    /// <returns>The paths in alphabetical order.</returns>
    IReadOnlyList<SearchPath> GetPaths(SearchedEntity entity);
}
