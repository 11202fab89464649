using System.Data.Common;
using Orchestrator.Domain.Mapping;

namespace Orchestrator.Storage.Subscriptions;

/// <summary>Reads a subscription with its whole tree in one query, however deep the tree is.</summary>
internal static class SubscriptionReader
{
    // Rows of four kinds in one result, each using the columns that it needs: the subscription (s), the product's fixed inputs (f), and of
    // each block that is reached, through other subscriptions as well, the instance (i) with the status of its owner, its values (v) and its relations (r).
    // The tree is a condition and the owner is looked up: given joins instead, SQLite reads whole tables and looks into the tree for each of their rows.
    internal const string Query =
        """
        WITH RECURSIVE tree (id) AS (
            SELECT subscription_instance_id FROM subscription_instances WHERE subscription_id = @id
            UNION
            SELECT r.depends_on_id FROM subscription_instance_relations r JOIN tree ON tree.id = r.in_use_by_id)
        SELECT 's', CAST(s.product_id AS text), p.name, s.customer_id, s.description, s.status, s.insync, s.start_date, s.end_date, s.note, s.version
        FROM subscriptions s JOIN products p ON p.product_id = s.product_id WHERE s.subscription_id = @id
        UNION ALL
        SELECT 'f', f.name, f.value, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM subscriptions s JOIN fixed_inputs f ON f.product_id = s.product_id WHERE s.subscription_id = @id
        UNION ALL
        SELECT 'i', CAST(i.subscription_instance_id AS text), CAST(i.subscription_id AS text), b.name, i.label, (SELECT o.status FROM subscriptions o WHERE o.subscription_id = i.subscription_id), NULL, NULL, NULL, NULL, NULL
        FROM subscription_instances i JOIN product_blocks b ON b.product_block_id = i.product_block_id WHERE i.subscription_instance_id IN (SELECT id FROM tree)
        UNION ALL
        SELECT 'v', CAST(v.subscription_instance_id AS text), t.resource_type, v.value, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM subscription_instance_values v JOIN resource_types t ON t.resource_type_id = v.resource_type_id WHERE v.subscription_instance_id IN (SELECT id FROM tree)
        UNION ALL
        SELECT 'r', CAST(r.in_use_by_id AS text), CAST(r.depends_on_id AS text), r.domain_model_attr, NULL, NULL, NULL, NULL, NULL, NULL, r.order_id
        FROM subscription_instance_relations r WHERE r.in_use_by_id IN (SELECT id FROM tree)
        """;

    /// <summary>Reads a subscription. Null when there is none.</summary>
    internal static async Task<SubscriptionRows?> ReadAsync(OrchestratorDbContext database, Guid subscriptionId, CancellationToken cancellationToken)
    {
        await using var command = await database.CommandAsync(Query, cancellationToken);
        SubscriptionRow? subscription = null;
        var fixedInputs = new Dictionary<string, string>(StringComparer.Ordinal);
        var instances = new Dictionary<Guid, InstanceRecord>();
        var statuses = new Dictionary<Guid, SubscriptionLifecycle>();
        var values = new List<(Guid Instance, string Name, string Text)>();
        var relations = new List<(Guid Parent, RelationRecord Relation)>();
        await using var row = await command.With("id", subscriptionId).ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            switch (row.GetString(0))
            {
                case "s":
                    subscription = ReadSubscription(row);
                    break;
                case "f":
                    fixedInputs[row.GetString(1)] = row.GetString(2);
                    break;
                case "i":
                    var id = row.GetStoredGuid(1);
                    var owner = row.GetStoredGuid(2);
                    instances[id] = new(id, owner, row.GetString(3), Text(row, 4), new(StringComparer.Ordinal), []);
                    statuses[owner] = WireName.Parse<SubscriptionLifecycle>(row.GetString(5));
                    break;
                case "v":
                    values.Add((row.GetStoredGuid(1), row.GetString(2), row.GetString(3)));
                    break;
                default:
                    relations.Add((row.GetStoredGuid(1), new(row.GetStoredGuid(2), row.GetInt32(10), Text(row, 3) ?? "")));
                    break;
            }
        }

        if (subscription is null)
        {
            return null;
        }

        foreach (var (instance, name, text) in values.OrderBy(static value => value.Text, StringComparer.Ordinal))
        {
            if (!instances[instance].Values.TryGetValue(name, out var texts))
            {
                instances[instance].Values.Add(name, texts = []);
            }

            texts.Add(text);
        }

        foreach (var (parent, relation) in relations.OrderBy(static relation => relation.Relation.Order))
        {
            instances[parent].Relations.Add(relation);
        }

        return new(subscription, fixedInputs, instances, statuses);
    }

    private static SubscriptionRow ReadSubscription(DbDataReader row) => new(
        row.GetStoredGuid(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        WireName.Parse<SubscriptionLifecycle>(row.GetString(5)),
        row.GetBoolean(6),
        row.IsDBNull(7) ? null : row.GetStoredTime(7),
        row.IsDBNull(8) ? null : row.GetStoredTime(8),
        Text(row, 9),
        row.GetInt32(10));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

/// <summary>A subscription's own row.</summary>
internal sealed record SubscriptionRow(
    Guid ProductId,
    string ProductName,
    string CustomerId,
    string Description,
    SubscriptionLifecycle Status,
    bool InSync,
    DateTimeOffset? StartDate,
    DateTimeOffset? EndDate,
    string? Note,
    int Version);

/// <summary>All rows of a subscription.</summary>
/// <param name="Subscription">Its own row.</param>
/// <param name="FixedInputs">The product's fixed inputs.</param>
/// <param name="Instances">The blocks that are reached from it.</param>
/// <param name="Statuses">The lifecycle of each subscription that one of them belongs to.</param>
internal sealed record SubscriptionRows(
    SubscriptionRow Subscription,
    IReadOnlyDictionary<string, string> FixedInputs,
    IReadOnlyDictionary<Guid, InstanceRecord> Instances,
    IReadOnlyDictionary<Guid, SubscriptionLifecycle> Statuses);
