using System.Text.Json.Nodes;
using Orchestrator.Products;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Subscriptions;

/// <summary>Adds to each block of a shown subscription which other blocks use it.</summary>
internal static class InUseBy
{
    private static string Query(OrchestratorDbContext database, ReadScope? scope) =>
        $"""
            WITH RECURSIVE tree (id) AS (
                SELECT subscription_instance_id FROM subscription_instances WHERE subscription_id = @id
                UNION
                SELECT r.depends_on_id FROM subscription_instance_relations r JOIN tree ON tree.id = r.in_use_by_id)
            SELECT DISTINCT r.depends_on_id, u.subscription_instance_id, u.subscription_id
            FROM tree
            JOIN subscription_instance_relations r ON r.depends_on_id = tree.id
            JOIN subscription_instances u ON u.subscription_instance_id = r.in_use_by_id
            {(
                scope is null
                    ? ""
                    : $"JOIN subscriptions s ON s.subscription_id = u.subscription_id AND {Visibility.OfSubscription(database, "s")}"
            )}
            ORDER BY u.subscription_instance_id
            """;

    internal static async Task AddAsync(
        OrchestratorDbContext database,
        JsonObject members,
        Guid subscriptionId,
        bool ownedInUseBy,
        ReadScope? scope,
        CancellationToken cancellationToken
    )
    {
        var users = new List<(Guid Block, Guid User, Guid Subscription)>();
        await using (var command = await database.CommandAsync(Query(database, scope), cancellationToken))
        {
            if (scope is not null)
            {
                command.With(scope);
            }

            await using var row = await command.With("id", subscriptionId).ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                var user = new ShownRow(row);
                users.Add((user.GetGuid(0), user.GetGuid(1), user.GetGuid(2)));
            }
        }

        Add(members, users.Where(user => ownedInUseBy || user.Subscription != subscriptionId).ToLookup(static user => user.Block));
    }

    private static void Add(JsonNode? node, ILookup<Guid, (Guid Block, Guid User, Guid Subscription)> users)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var item in items)
                {
                    Add(item, users);
                }

                break;
            case JsonObject block:
                foreach (var (_, member) in block.ToArray())
                {
                    Add(member, users);
                }

                if (block.TryGetPropertyValue("subscription_instance_id", out var id) && id is not null)
                {
                    var found = users[id.GetValue<Guid>()].ToArray();
                    block["in_use_by_ids"] = new JsonArray([.. found.Select(static user => (JsonNode)user.User)]);
                    block["in_use_by_relations"] = new JsonArray([
                        .. found.Select(static user =>
                            (JsonNode)new JsonObject { ["subscription_instance_id"] = user.User, ["subscription_id"] = user.Subscription }
                        ),
                    ]);
                }

                break;
            default:
                break;
        }
    }
}
