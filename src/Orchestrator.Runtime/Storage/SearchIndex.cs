using Microsoft.EntityFrameworkCore;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage;

/// <summary>What the database keeps for searches besides the rows.</summary>
internal sealed class SearchIndex(
    DatabaseProvider provider,
    IDbContextFactory<OrchestratorDbContext> databases,
    WriteTransactions transactions
)
{
    /// <summary>Makes it again from the rows.</summary>
    internal async Task RebuildAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Dialect.RebuildSearchAsync(database, cancellationToken);
    }

    /// <summary>Makes again what it has of the subscriptions of a process.</summary>
    internal async Task RefreshAsync(Guid processId, CancellationToken cancellationToken)
    {
        if (provider.Dialect.RefreshSearch is not { } refresh)
        {
            return;
        }

        await transactions.RunAsync(
            async (database, token) =>
            {
                await using var statement = await database.CommandAsync(refresh, token);
                return await statement.With("process", processId).ExecuteNonQueryAsync(token);
            },
            cancellationToken
        );
    }
}
