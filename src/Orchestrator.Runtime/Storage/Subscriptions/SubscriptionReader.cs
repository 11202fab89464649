using System.Data.Common;
using Orchestrator.Products;
using Orchestrator.Products.Mapping;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Subscriptions;

/// <summary>Reads a subscription with its whole tree in one query, however deep the tree is.</summary>
internal static class SubscriptionReader
{
    // Rows of four kinds in one result, each using the columns that it needs: the subscription (s), the product's fixed inputs (f), and of
    // each block that is reached, through other subscriptions as well, the instance (i) with the status of its owner, its values (v) and
    // its relations (r). The tree is a condition and the owner is looked up: given joins instead, SQLite reads whole tables and looks into
    // the tree for each of their rows.
    internal const string Query = """
        WITH RECURSIVE tree (id) AS (
            SELECT subscription_instance_id FROM subscription_instances WHERE subscription_id = @id
            UNION
            SELECT r.depends_on_id FROM subscription_instance_relations r JOIN tree ON tree.id = r.in_use_by_id)
        SELECT 's', CAST(s.product_id AS text) AS id, p.name, s.customer_id, s.description, s.status, s.insync, s.start_date, s.end_date,
            s.note, s.version
        FROM subscriptions s JOIN products p ON p.product_id = s.product_id WHERE s.subscription_id = @id
        UNION ALL
        SELECT 'f', f.name, f.value, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM subscriptions s JOIN fixed_inputs f ON f.product_id = s.product_id WHERE s.subscription_id = @id
        UNION ALL
        SELECT 'i', CAST(i.subscription_instance_id AS text), CAST(i.subscription_id AS text), b.name, i.label,
            (SELECT o.status FROM subscriptions o WHERE o.subscription_id = i.subscription_id), NULL, NULL, NULL, NULL, NULL
        FROM subscription_instances i JOIN product_blocks b ON b.product_block_id = i.product_block_id
            WHERE i.subscription_instance_id IN (SELECT id FROM tree)
        UNION ALL
        SELECT 'v', CAST(v.subscription_instance_id AS text), t.resource_type, v.value, CAST(v.subscription_instance_value_id AS text),
            NULL, NULL, NULL, NULL, NULL, NULL
        FROM subscription_instance_values v JOIN resource_types t ON t.resource_type_id = v.resource_type_id
            WHERE v.subscription_instance_id IN (SELECT id FROM tree)
        UNION ALL
        SELECT 'r', CAST(r.in_use_by_id AS text), CAST(r.depends_on_id AS text), r.domain_model_attr, NULL, NULL, NULL, NULL, NULL, NULL,
            r.order_id
        FROM subscription_instance_relations r WHERE r.in_use_by_id IN (SELECT id FROM tree)
        """;

    /// <summary>Reads the name and the description of a product.</summary>
    /// <exception cref="NotFoundException">The product does not exist.</exception>
    internal static async Task<(string Name, string Description)> ReadProductAsync(
        OrchestratorDbContext database,
        Guid productId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            "SELECT name, description FROM products WHERE product_id = @id",
            cancellationToken
        );
        await using var product = await command.With("id", productId).ExecuteReaderAsync(cancellationToken);
        return await product.ReadAsync(cancellationToken)
            ? (product.GetString(0), product.GetString(1))
            : throw SubscriptionErrors.ProductNotFound(productId);
    }

    /// <summary>Reads a subscription. Null when there is none.</summary>
    internal static async Task<SubscriptionRows?> ReadAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(Query, cancellationToken);
        SubscriptionRow? subscription = null;
        var fixedInputs = new Dictionary<string, string>(StringComparer.Ordinal);
        var instances = new Dictionary<Guid, InstanceRecord>();
        var statuses = new Dictionary<Guid, SubscriptionLifecycle>();
        var values = new List<StoredValue>();
        var relations = new List<(Guid Parent, RelationRecord Relation)>();
        await using var reader = await command.With("id", subscriptionId).ExecuteReaderAsync(cancellationToken);
        var row = new ShownRow(reader);
        while (await reader.ReadAsync(cancellationToken))
        {
            switch (reader.GetString(0))
            {
                case "s":
                    subscription = ReadSubscription(reader, row);
                    break;
                case "f":
                    fixedInputs[reader.GetString(1)] = reader.GetString(2);
                    break;
                case "i":
                    var id = row.GetGuid(1);
                    var owner = row.GetGuid(2);
                    instances[id] = new(id, owner, reader.GetString(3), row.FindText(4), new(StringComparer.Ordinal), []);
                    statuses[owner] = row.Get(5, SubscriptionLifecycle.Disabled);
                    break;
                case "v":
                    values.Add(new(row.GetGuid(4), row.GetGuid(1), reader.GetString(2), reader.GetString(3)));
                    break;
                default:
                    relations.Add((row.GetGuid(1), new(row.GetGuid(2), reader.GetStoredNumber(10), row.FindText(3) ?? "")));
                    break;
            }
        }

        if (row.Problem is { } problem)
        {
            throw SubscriptionErrors.Unreadable(subscriptionId, problem);
        }

        if (subscription is null)
        {
            return null;
        }

        foreach (var (_, instance, name, text) in ListIds.Order(values))
        {
            var stored = Find(instance);
            if (!stored.Values.TryGetValue(name, out var texts))
            {
                stored.Values.Add(name, texts = []);
            }

            texts.Add(text);
        }

        foreach (var (parent, relation) in relations.OrderBy(static relation => relation.Relation.Order))
        {
            Find(parent).Relations.Add(relation);
        }

        return new(subscription, fixedInputs, instances, statuses);

        InstanceRecord Find(Guid instance) =>
            instances.TryGetValue(instance, out var stored)
                ? stored
                : throw SubscriptionErrors.Unreadable(subscriptionId, $"the block {instance} has no row");
    }

    private static SubscriptionRow ReadSubscription(DbDataReader reader, ShownRow row) =>
        new(
            row.GetGuid(1),
            reader.GetString(2),
            reader.GetString(3),
            reader.GetString(4),
            row.Get(5, SubscriptionLifecycle.Disabled),
            reader.GetBoolean(6),
            row.FindTime(7),
            row.FindTime(8),
            row.FindText(9),
            reader.GetStoredNumber(10)
        );
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
    int Version
);

/// <summary>All rows of a subscription.</summary>
/// <param name="Subscription">Its own row.</param>
/// <param name="FixedInputs">The product's fixed inputs.</param>
/// <param name="Instances">The blocks that are reached from it.</param>
/// <param name="Statuses">The lifecycle of each subscription that one of them belongs to.</param>
internal sealed record SubscriptionRows(
    SubscriptionRow Subscription,
    IReadOnlyDictionary<string, string> FixedInputs,
    IReadOnlyDictionary<Guid, InstanceRecord> Instances,
    IReadOnlyDictionary<Guid, SubscriptionLifecycle> Statuses
);
