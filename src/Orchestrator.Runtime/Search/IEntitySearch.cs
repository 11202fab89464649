namespace Orchestrator.Search;

/// <summary>Finds subscriptions, workflows, products and processes by conditions on their fields.</summary>
public interface IEntitySearch
{
    /// <summary>Finds rows.</summary>
    /// <param name="search">The search.</param>
    /// <param name="user">The caller; data that this user cannot see is omitted. Null shows everything.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The page, and the total number.</returns>
    /// <exception cref="InvalidRequestException">
    /// The query or the order is not valid, a value cannot be compared in this way, or the page is too large.
    /// </exception>
    Task<EntityPage> SearchAsync(EntitySearch search, Caller? user = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the paths that filters can use: the columns, and the members of the registered products.</summary>
    /// <param name="entity">The kind of entity.</param>
    /// <returns>The paths in alphabetical order.</returns>
    IReadOnlyList<SearchPath> GetPaths(SearchedEntity entity);
}
