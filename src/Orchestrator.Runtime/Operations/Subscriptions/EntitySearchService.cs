using Orchestrator.Operations.Authorization;
using Orchestrator.Search;
using Orchestrator.Storage.Search;

namespace Orchestrator.Operations;

internal sealed class EntitySearchService(EntityReader entities, ReadAuthorization reads) : IEntitySearch
{
    public async Task<EntityPage> SearchAsync(EntitySearch search, Caller? user = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(search);
        return await entities.SearchAsync(search, await reads.FindScopeAsync(user, cancellationToken), cancellationToken);
    }

    public IReadOnlyList<SearchPath> GetPaths(SearchedEntity entity) => entities.GetPaths(entity);
}
