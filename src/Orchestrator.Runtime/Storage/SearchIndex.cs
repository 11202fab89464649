using Microsoft.EntityFrameworkCore;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Storage;

/// <summary>What the database keeps for searches besides the rows.</summary>
internal sealed class SearchIndex(IDbContextFactory<OrchestratorDbContext> databases)
{
    /// <summary>Makes it again from the rows.</summary>
    internal async Task RebuildAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Dialect.RebuildSearchAsync(database, cancellationToken);
    }
}
