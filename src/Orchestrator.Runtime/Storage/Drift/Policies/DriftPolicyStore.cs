using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Options;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Drift;

/// <summary>The policies of products that operators have set.</summary>
internal sealed class DriftPolicyStore(IDbContextFactory<OrchestratorDbContext> databases)
{
    private const string Select = """
        SELECT r.name, d.check_cron, d.heal, d.max_drift_percent, d.brakes, d.windows, d.changed_by, d.changed_at
        FROM drift_policies d JOIN products r ON r.product_id = d.product_id
        """;

    /// <summary>Reads all.</summary>
    internal async Task<IReadOnlyList<StoredDriftPolicy>> ListAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await ListAsync(database, cancellationToken);
    }

    /// <summary>Reads all, inside a transaction.</summary>
    internal static async Task<IReadOnlyList<StoredDriftPolicy>> ListAsync(
        OrchestratorDbContext database,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync(Select, cancellationToken);
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Reads that of a product; null when no operator has set one.</summary>
    internal async Task<StoredDriftPolicy?> FindAsync(string product, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await FindAsync(database, product, cancellationToken);
    }

    /// <summary>Reads that of a product inside a transaction; null when no operator has set one.</summary>
    internal static async Task<StoredDriftPolicy?> FindAsync(
        OrchestratorDbContext database,
        string product,
        CancellationToken cancellationToken
    )
    {
        await using var command = await database.CommandAsync($"{Select} WHERE r.name = @product", cancellationToken);
        return (await ReadAsync(command.With("product", product), cancellationToken)).SingleOrDefault();
    }

    /// <summary>
    /// Reads the product of a subscription, and the maintenance windows that an operator has set for it; null when there is no such
    /// subscription.
    /// </summary>
    internal async Task<(string Product, IReadOnlyList<MaintenanceWindowOptions>? Windows)?> FindWindowsAsync(
        Guid subscriptionId,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var command = await database.CommandAsync(
            """
            SELECT r.name, d.windows
            FROM subscriptions s JOIN products r ON r.product_id = s.product_id LEFT JOIN drift_policies d ON d.product_id = s.product_id
            WHERE s.subscription_id = @subscription
            """,
            cancellationToken
        );
        await using var row = await command.With("subscription", subscriptionId).ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? (row.GetString(0), StoredDriftPolicy.ReadWindows(new ShownRow(row).FindText(1)))
            : null;
    }

    /// <summary>
    /// Writes one, inside a transaction. The one that the product has is replaced. The row of the product is held before: what a round
    /// starts for it meanwhile is committed before, or sees the new policy.
    /// </summary>
    /// <returns>The product; null when there is none.</returns>
    internal static async Task<Guid?> SetAsync(
        OrchestratorDbContext database,
        StoredDriftPolicy policy,
        CancellationToken cancellationToken
    )
    {
        _ = await DriftPauseStore.HoldProductAsync(database, policy.Product, policy.ChangedAt, cancellationToken);
        await using var upsert = await database.CommandAsync(
            """
            INSERT INTO drift_policies (product_id, check_cron, heal, max_drift_percent, brakes, windows, changed_by, changed_at)
            SELECT product_id, @check, @heal, @percent, @brakes, @windows, @by, @at FROM products WHERE name = @product
            ON CONFLICT (product_id) DO UPDATE
            SET check_cron = excluded.check_cron, heal = excluded.heal, max_drift_percent = excluded.max_drift_percent,
                brakes = excluded.brakes, windows = excluded.windows, changed_by = excluded.changed_by, changed_at = excluded.changed_at
            RETURNING product_id
            """,
            cancellationToken
        );
        upsert
            .With("product", policy.Product)
            .With("check", policy.CheckCron)
            .With("heal", policy.Heal)
            .With("percent", policy.MaxDriftPercent)
            .WithJson("brakes", policy.Brakes)
            .With("by", StorableText.Start(policy.ChangedBy, Limits.MaxNameLength))
            .With("at", policy.ChangedAt);
        _ = policy.Windows is { } windows ? upsert.WithJson("windows", windows) : upsert.With("windows", (string?)null);
        await using var row = await upsert.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? row.GetStoredGuid(0) : null;
    }

    /// <summary>Deletes that of a product, inside a transaction, under the row of the product like a change of it.</summary>
    /// <returns>The product; null when no operator has set one.</returns>
    internal static async Task<Guid?> DeleteAsync(
        OrchestratorDbContext database,
        string product,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        _ = await DriftPauseStore.HoldProductAsync(database, product, now, cancellationToken);
        await using var delete = await database.CommandAsync(
            "DELETE FROM drift_policies WHERE product_id = (SELECT product_id FROM products WHERE name = @product) RETURNING product_id",
            cancellationToken
        );
        await using var row = await delete.With("product", product).ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? row.GetStoredGuid(0) : null;
    }

    private static async Task<IReadOnlyList<StoredDriftPolicy>> ReadAsync(Statement statement, CancellationToken cancellationToken)
    {
        var policies = new List<StoredDriftPolicy>();
        await using var row = await statement.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            policies.Add(Read(row));
        }

        return policies;
    }

    private static StoredDriftPolicy Read(DbDataReader row)
    {
        var shown = new ShownRow(row);
        return new(
            row.GetString(0),
            shown.FindText(1),
            row.GetString(2),
            row.GetStoredNumber(3),
            row.GetString(4),
            shown.FindText(5),
            row.GetString(6),
            shown.GetTime(7)
        );
    }
}
