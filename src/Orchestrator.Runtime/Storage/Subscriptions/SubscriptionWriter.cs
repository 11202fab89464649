using Orchestrator.Products;
using Orchestrator.Products.Mapping;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Subscriptions;

/// <summary>Writes subscriptions, and of each only what changed.</summary>
internal static class SubscriptionWriter
{
    /// <summary>Writes a new subscription's row; it is held by the process that made it.</summary>
    /// <returns>The row as it is stored, with what the database adds to it.</returns>
    /// <exception cref="NotFoundException">The product does not exist.</exception>
    internal static async Task<SubscriptionRow> InsertAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        SubscriptionRow row,
        Guid processId,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            """
            INSERT INTO subscriptions (subscription_id, product_id, customer_id, description, status, insync, start_date, end_date, note,
                locked_by)
            SELECT @id, product_id, @customer, COALESCE(NULLIF(@description, ''), description), @status, @insync, @start, @end, @note,
                @process
            FROM products WHERE product_id = @product
            RETURNING (SELECT name FROM products WHERE product_id = @product), description, version
            """,
            cancellationToken
        );
        command
            .With("id", subscriptionId)
            .With("product", row.ProductId)
            .With("customer", row.CustomerId)
            .With("description", row.Description)
            .With("status", WireName.Of(row.Status))
            .With("insync", row.InSync)
            .With("start", row.StartDate)
            .With("end", row.EndDate)
            .With("note", Blank(row.Note))
            .With("process", row.InSync ? (Guid?)null : processId);
        await using var stored = await command.ExecuteReaderAsync(cancellationToken);
        return await stored.ReadAsync(cancellationToken)
            ? row with
            {
                ProductName = stored.GetString(0),
                Description = stored.GetString(1),
                Version = stored.GetStoredNumber(2),
            }
            : throw SubscriptionErrors.ProductNotFound(row.ProductId);
    }

    /// <summary>Writes what changed of a subscription's row. Whether it is in sync, and its version, are not the model's to say.</summary>
    /// <returns>The row as it is stored now; null when it no longer has the version that was loaded.</returns>
    internal static async Task<SubscriptionRow?> TryUpdateAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        int version,
        SubscriptionRow after,
        CancellationToken cancellationToken
    )
    {
        // Also when only blocks changed: the row's version tells every other reader that the subscription is another one now.
        await using var command = await database.CommandAsync(
            """
            UPDATE subscriptions SET customer_id = @customer, description = @description, status = @status, start_date = @start,
                end_date = @end, note = @note
            WHERE subscription_id = @id AND version = @version
            """,
            cancellationToken
        );
        command
            .With("id", subscriptionId)
            .With("version", version)
            .With("customer", after.CustomerId)
            .With("description", after.Description)
            .With("status", WireName.Of(after.Status))
            .With("start", after.StartDate)
            .With("end", after.EndDate)
            .With("note", Blank(after.Note));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 0 ? null : after with { Version = version + 1 };
    }

    /// <summary>Writes the note of a subscription, also if a process has locked it.</summary>
    internal static async Task WriteNoteAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        string? note,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(
            "UPDATE subscriptions SET note = @note WHERE subscription_id = @id",
            cancellationToken
        );
        await command.With("id", subscriptionId).With("note", Blank(note)).ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Writes what changed of a subscription's blocks.</summary>
    internal static async Task WriteTreeAsync(
        OrchestratorDbContext database,
        SubscriptionChanges changes,
        CancellationToken cancellationToken
    )
    {
        foreach (var id in changes.Removed)
        {
            await using var delete = await database.CommandAsync(
                "DELETE FROM subscription_instances WHERE subscription_instance_id = @id",
                cancellationToken
            );
            await delete.With("id", id).ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var instance in changes.Added)
        {
            await InsertInstanceAsync(database, instance, cancellationToken);
        }

        foreach (var instance in changes.Relabelled)
        {
            await using var update = await database.CommandAsync(
                "UPDATE subscription_instances SET label = @label WHERE subscription_instance_id = @id",
                cancellationToken
            );
            await update.With("id", instance.Id).With("label", instance.Label).ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var change in changes.Values)
        {
            await WriteValuesAsync(database, change, cancellationToken);
        }

        foreach (var instance in changes.Relations)
        {
            await WriteRelationsAsync(database, instance, cancellationToken);
        }
    }

    private static string? Blank(string? note) => string.IsNullOrWhiteSpace(note) ? null : note;

    private static async Task InsertInstanceAsync(
        OrchestratorDbContext database,
        InstanceRecord instance,
        CancellationToken cancellationToken
    )
    {
        await using var insert = await database.CommandAsync(
            """
            INSERT INTO subscription_instances (subscription_instance_id, subscription_id, product_block_id, label)
            SELECT @id, @subscription, product_block_id, @label FROM product_blocks WHERE name = @block
            """,
            cancellationToken
        );
        insert.With("id", instance.Id).With("subscription", instance.Owner).With("label", instance.Label).With("block", instance.BlockName);
        if (await insert.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            throw new NotFoundException(
                "product_block_not_found",
                $"There is no product block '{instance.BlockName}'. Restart the host, which adds the blocks that the code declares."
            );
        }
    }

    private static async Task WriteValuesAsync(OrchestratorDbContext database, ValueChange change, CancellationToken cancellationToken)
    {
        if (change is { Before: [_], After: [var text] })
        {
            await using var update = await database.CommandAsync(
                """
                UPDATE subscription_instance_values SET value = @value
                WHERE subscription_instance_id = @id AND resource_type_id = (SELECT resource_type_id FROM resource_types
                    WHERE resource_type = @type)
                """,
                cancellationToken
            );
            await update
                .With("id", change.InstanceId)
                .With("type", change.ResourceType)
                .With("value", text)
                .ExecuteNonQueryAsync(cancellationToken);
            return;
        }

        if (change.Before.Count > 0)
        {
            await using var delete = await database.CommandAsync(
                """
                DELETE FROM subscription_instance_values
                WHERE subscription_instance_id = @id AND resource_type_id = (SELECT resource_type_id FROM resource_types
                    WHERE resource_type = @type)
                """,
                cancellationToken
            );
            await delete.With("id", change.InstanceId).With("type", change.ResourceType).ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var (id, value) in ListIds.Make(change.After.Count).Zip(change.After))
        {
            await using var insert = await database.CommandAsync(
                """
                INSERT INTO subscription_instance_values (subscription_instance_value_id, subscription_instance_id, resource_type_id, value)
                SELECT @valueId, @id, resource_type_id, @value FROM resource_types WHERE resource_type = @type
                """,
                cancellationToken
            );
            insert.With("valueId", id).With("id", change.InstanceId).With("type", change.ResourceType).With("value", value);
            if (await insert.ExecuteNonQueryAsync(cancellationToken) == 0)
            {
                throw new NotFoundException(
                    "resource_type_not_found",
                    $"There is no resource type '{change.ResourceType}'. Restart the host, which adds the resource types that the "
                        + "code declares."
                );
            }
        }
    }

    private static async Task WriteRelationsAsync(
        OrchestratorDbContext database,
        InstanceRecord instance,
        CancellationToken cancellationToken
    )
    {
        await using (
            var delete = await database.CommandAsync(
                "DELETE FROM subscription_instance_relations WHERE in_use_by_id = @id",
                cancellationToken
            )
        )
        {
            await delete.With("id", instance.Id).ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var relation in instance.Relations)
        {
            await using var insert = await database.CommandAsync(
                "INSERT INTO subscription_instance_relations (in_use_by_id, depends_on_id, order_id, domain_model_attr) "
                    + "VALUES (@id, @child, @order, @member)",
                cancellationToken
            );
            insert.With("id", instance.Id).With("child", relation.Child).With("order", relation.Order).With("member", relation.Member);
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
