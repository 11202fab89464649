using Microsoft.EntityFrameworkCore;
using Orchestrator.Products;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Processes;

/// <summary>Looks whether someone sees a single thing who does not see everything.</summary>
internal sealed class VisibilityReader(IDbContextFactory<OrchestratorDbContext> databases)
{
    internal async Task<bool> SeesProcessAsync(ReadScope scope, Guid processId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await HoldsAsync(
            database,
            $"SELECT 1 FROM processes p WHERE p.pid = @id AND {Visibility.OfProcess(database, "p")}",
            scope,
            processId,
            cancellationToken
        );
    }

    internal async Task<bool> SeesSubscriptionAsync(ReadScope scope, Guid subscriptionId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await HoldsAsync(
            database,
            $"SELECT 1 FROM subscriptions s WHERE s.subscription_id = @id AND {Visibility.OfSubscription(database, "s")}",
            scope,
            subscriptionId,
            cancellationToken
        );
    }

    private static async Task<bool> HoldsAsync(
        OrchestratorDbContext database,
        string sql,
        ReadScope scope,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(sql, cancellationToken);
        return await command.With(scope).With("id", id).ExecuteScalarAsync(cancellationToken) is not null;
    }
}
