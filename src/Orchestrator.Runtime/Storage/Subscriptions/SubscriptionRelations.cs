using System.Text.Json;
using Orchestrator.Products;
using Orchestrator.Products.Actions;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Subscriptions;

/// <summary>Reads the subscriptions that use a subscription or that it depends on: those first that use it.</summary>
internal static class SubscriptionRelations
{
    private const string Query = """
        SELECT DISTINCT 1, s.subscription_id, s.description, s.status, s.insync, s.locked_by, s.customer_id
        FROM subscription_instances own
        JOIN subscription_instance_relations r ON r.depends_on_id = own.subscription_instance_id
        JOIN subscription_instances other ON other.subscription_instance_id = r.in_use_by_id
        JOIN subscriptions s ON s.subscription_id = other.subscription_id
        WHERE own.subscription_id = @id AND s.subscription_id <> @id
        UNION
        SELECT DISTINCT 0, s.subscription_id, s.description, s.status, s.insync, s.locked_by, s.customer_id
        FROM subscription_instances own
        JOIN subscription_instance_relations r ON r.in_use_by_id = own.subscription_instance_id
        JOIN subscription_instances other ON other.subscription_instance_id = r.depends_on_id
        JOIN subscriptions s ON s.subscription_id = other.subscription_id
        WHERE own.subscription_id = @id AND s.subscription_id <> @id
        """;

    /// <summary>
    /// Refuses to use a terminated subscription, inside the transaction that begins to. It holds those that are used until it has ended:
    /// one that is terminated meanwhile waits for that, and is refused because it is used.
    /// </summary>
    /// <param name="database">The context with the transaction.</param>
    /// <param name="subscriptionId">The subscription that is saved.</param>
    /// <param name="blocks">The blocks of others that it begins to use.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SubscriptionException">One of them is terminated.</exception>
    internal static async Task DemandInUseAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        IReadOnlyCollection<Guid> blocks,
        CancellationToken cancellationToken
    )
    {
        if (blocks.Count == 0)
        {
            return;
        }

        await using var find = await database.CommandAsync(
            $"""
            SELECT s.subscription_id, s.status FROM subscriptions s
            WHERE s.subscription_id <> @id AND s.subscription_id IN (
                SELECT i.subscription_id FROM subscription_instances i
                WHERE i.subscription_instance_id IN (SELECT {database.Dialect.JsonTexts("@blocks", "uuid")}))
            ORDER BY s.subscription_id{database.Dialect.ReferenceLock}
            """,
            cancellationToken
        );
        find.With("id", subscriptionId).With("blocks", JsonSerializer.Serialize(blocks));
        await using var used = await find.ExecuteReaderAsync(cancellationToken);
        while (await used.ReadAsync(cancellationToken))
        {
            if (used.GetString(1) == WireName.Of(SubscriptionLifecycle.Terminated))
            {
                throw SubscriptionErrors.UsesTerminated(subscriptionId, used.GetStoredGuid(0));
            }
        }
    }

    /// <summary>What is shown of a subscription that the reader does not see: that there is one.</summary>
    internal static readonly RelatedSubscription Hidden = new(Guid.Empty, "(hidden)");

    private const string Order = "ORDER BY 1 DESC, 2";

    /// <param name="database">The database.</param>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="resourceTypes">The resource types whose value names a subscription that is used.</param>
    /// <param name="scope">What the reader sees; a relation that they do not see counts all the same, without what it is.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    internal static async Task<IReadOnlyList<Relation>> LoadAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        ICollection<string> resourceTypes,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            resourceTypes.Count == 0 ? $"{Query} {Order}" : $"{Query} {ByValue(resourceTypes.Count)} {Order}",
            cancellationToken
        );
        foreach (var (index, type) in resourceTypes.Index())
        {
            command.With($"type{index}", type);
        }

        if (resourceTypes.Count > 0)
        {
            command.With("text", subscriptionId.ToString());
        }

        var relations = new List<Relation>();
        await using var reader = await command.With("id", subscriptionId).ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            // One whose lifecycle cannot be read counts as one that is in use.
            var row = new ShownRow(reader);
            relations.Add(
                new(
                    Uses: reader.GetInt32(0) == 1,
                    scope?.Sees(reader.GetString(6)) == false
                        ? Hidden
                        : new(row.GetGuid(1), reader.GetString(2)) { LockedBy = row.FindGuid(5) },
                    row.Get(3, SubscriptionLifecycle.Disabled),
                    reader.GetBoolean(4)
                )
            );
        }

        return relations;
    }

    private static string ByValue(int count)
    {
        var types = string.Join(", ", Enumerable.Range(0, count).Select(static index => $"@type{index}"));
        return $"""
            UNION
            SELECT DISTINCT 1, s.subscription_id, s.description, s.status, s.insync, s.locked_by, s.customer_id
            FROM subscription_instance_values v
            JOIN resource_types t ON t.resource_type_id = v.resource_type_id AND t.resource_type IN ({types})
            JOIN subscription_instances other ON other.subscription_instance_id = v.subscription_instance_id
            JOIN subscriptions s ON s.subscription_id = other.subscription_id
            WHERE v.value = @text AND s.subscription_id <> @id
            UNION
            SELECT DISTINCT 0, s.subscription_id, s.description, s.status, s.insync, s.locked_by, s.customer_id
            FROM subscription_instances own
            JOIN subscription_instance_values v ON v.subscription_instance_id = own.subscription_instance_id
            JOIN resource_types t ON t.resource_type_id = v.resource_type_id AND t.resource_type IN ({types})
            JOIN subscriptions s ON CAST(s.subscription_id AS text) = v.value
            WHERE own.subscription_id = @id AND s.subscription_id <> @id
            """;
    }

    /// <summary>The subscriptions that have a block which points to a block of another one, without those that are terminated.</summary>
    internal static async Task<IReadOnlyList<Guid>> FindUsersAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            """
            SELECT s.subscription_id FROM subscriptions s
            WHERE s.status <> 'terminated' AND s.subscription_id IN (
                SELECT u.subscription_id FROM subscription_instances own
                JOIN subscription_instance_relations r ON r.depends_on_id = own.subscription_instance_id
                JOIN subscription_instances u ON u.subscription_instance_id = r.in_use_by_id
                WHERE own.subscription_id = @id AND u.subscription_id <> @id)
            ORDER BY s.subscription_id
            """,
            cancellationToken
        );
        await using var row = await command.With("id", subscriptionId).ExecuteReaderAsync(cancellationToken);
        var users = new List<Guid>();
        while (await row.ReadAsync(cancellationToken))
        {
            users.Add(row.GetStoredGuid(0));
        }

        return users;
    }
}
