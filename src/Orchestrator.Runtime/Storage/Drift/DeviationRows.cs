using Orchestrator.Drift;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Drift;

/// <summary>
/// The rows of accepted deviations, inside the caller's transaction. A row is never deleted: it keeps who has accepted what, and when and
/// by whom it ended.
/// </summary>
internal static class DeviationRows
{
    /// <summary>Whether anything of a subscription is accepted, as SQL.</summary>
    internal static string AnyOf(string subscription) =>
        $"EXISTS (SELECT 1 FROM accepted_deviations a WHERE a.subscription_id = {subscription} AND a.ended_at IS NULL)";

    /// <summary>Ends what is accepted at a place.</summary>
    /// <param name="database">The context with the transaction.</param>
    /// <param name="deviation">The acceptance.</param>
    /// <param name="by">Who ends it; null when a value has changed or its time is over.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    internal static async Task EndAsync(
        OrchestratorDbContext database,
        Guid deviation,
        string? by,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            "UPDATE accepted_deviations SET ended_at = @now, ended_by = @by WHERE deviation_id = @deviation AND ended_at IS NULL",
            cancellationToken
        );
        await command.With("now", now).With("by", by).With("deviation", deviation).ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Ends what is accepted of resources that were compared, where the difference that was accepted was not found.</summary>
    internal static async Task EndOthersAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        IReadOnlyList<ResourceDrift> resources,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var compared = resources.Where(static resource => resource.IsCompared).ToDictionary(static resource => resource.Id);
        foreach (var (id, resource, path) in await ListAsync(database, subscriptionId, cancellationToken))
        {
            if (
                compared.TryGetValue(resource, out var found)
                && !found.Differences.Any(difference => difference.Path == path && difference.Accepted is not null)
            )
            {
                await EndAsync(database, id, by: null, now, cancellationToken);
            }
        }
    }

    /// <summary>What is accepted of a subscription.</summary>
    internal static async Task<IReadOnlyList<(Guid Id, string Resource, string Path)>> ListAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        CancellationToken cancellationToken
    )
    {
        var found = new List<(Guid, string, string)>();
        await using var command = await database.CommandAsync(
            "SELECT deviation_id, resource_id, path FROM accepted_deviations WHERE subscription_id = @subscription AND ended_at IS NULL",
            cancellationToken
        );
        await using var row = await command.With("subscription", subscriptionId).ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            found.Add((row.GetStoredGuid(0), row.GetString(1), row.GetString(2)));
        }

        return found;
    }
}
