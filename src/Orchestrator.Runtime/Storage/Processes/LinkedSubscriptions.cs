using Microsoft.EntityFrameworkCore;
using Orchestrator.Notifications;
using Orchestrator.Storage.Schema;

namespace Orchestrator.Storage.Processes;

/// <inheritdoc cref="ILinkedSubscriptions"/>
internal sealed class LinkedSubscriptions(IDbContextFactory<OrchestratorDbContext> databases) : ILinkedSubscriptions
{
    public async Task<IReadOnlyCollection<Guid>> FindAsync(IReadOnlyCollection<Guid> processIds, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var links = await ProcessSubscriptions.ReadAsync(database, processIds, cancellationToken);
        return [.. links.SelectMany(static link => link).Distinct()];
    }
}
