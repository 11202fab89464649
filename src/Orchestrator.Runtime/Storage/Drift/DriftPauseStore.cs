using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Drift;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage.Audit;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;
using Orchestrator.Storage.Webhooks;

namespace Orchestrator.Storage.Drift;

/// <summary>The pauses of products and subscriptions. One that has ended does not count, whether it is still stored or not.</summary>
internal sealed class DriftPauseStore(
    IDbContextFactory<OrchestratorDbContext> databases,
    WriteTransactions transactions,
    INotifications notifications,
    TimeProvider time
)
{
    private const string Columns = "r.name, d.subscription_id, d.reason, d.paused_by, d.paused_at, d.ends_at";
    private const string OwnFirst = "CASE WHEN d.subscription_id IS NULL THEN 1 ELSE 0 END";
    private const string Active = "(d.ends_at IS NULL OR d.ends_at > @now)";

    /// <summary>Pauses a product or subscription; a pause that it has already is replaced.</summary>
    /// <returns>The product or subscription; null when there is none.</returns>
    internal async Task<Guid?> SetAsync(DriftPause pause, Caller user, CancellationToken cancellationToken) =>
        await transactions.RunAsync(
            async (database, token) =>
            {
                if (await HoldTargetAsync(database, pause.Target, token) is not { } targetId)
                {
                    return (Guid?)null;
                }

                await WriteAsync(database, targetId, pause, token);
                await AuditAsync(database, user, AuditAction.PauseDrift, pause.Target, targetId, pause.Describe(), pause.At, token);
                return targetId;
            },
            cancellationToken
        );

    /// <summary>
    /// Pauses a product because a round has found too much drift, and tells webhooks. A pause that it has already stays as it is.
    /// </summary>
    /// <returns>The product; null when it is paused already.</returns>
    internal async Task<Guid?> PauseHealingAsync(
        string product,
        string reason,
        Guid roundId,
        int drifted,
        CancellationToken cancellationToken
    ) =>
        await transactions.RunAsync(
            async (database, token) =>
            {
                var now = time.GetUtcNow();
                var pause = new DriftPause(DriftPauseTarget.OfProduct(product), reason, Assignee.System, now, Until: null);
                if (
                    await HoldTargetAsync(database, pause.Target, token) is not { } targetId
                    || await FindOfTargetAsync(database, targetId, now, token) is not null
                )
                {
                    return (Guid?)null;
                }

                await WriteAsync(database, targetId, pause, token);
                var change = new AuditedChange(AuditAction.PauseDrift)
                {
                    ProcessId = roundId,
                    ObjectId = targetId,
                    Reason = pause.Describe(),
                };
                await AuditLog.WriteAsync(database, new(Assignee.System), change, now, token);
                var data = new JsonObject
                {
                    ["product"] = product,
                    ["process_id"] = roundId,
                    ["drifted"] = drifted,
                    ["reason"] = reason,
                };
                await notifications.WriteAsync(database, NotificationType.HealPaused, data, token);
                return targetId;
            },
            cancellationToken
        );

    /// <summary>
    /// Finds the pause of a product, and lets no one else pause it, or decide what a round of it corrects, until the transaction ends.
    /// </summary>
    internal static async Task<DriftPause?> HoldProductAsync(
        OrchestratorDbContext database,
        string product,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        await HoldTargetAsync(database, DriftPauseTarget.OfProduct(product), cancellationToken) is { } productId
            ? await FindOfTargetAsync(database, productId, now, cancellationToken)
            : null;

    private static async Task<DriftPause?> FindOfTargetAsync(
        OrchestratorDbContext database,
        Guid targetId,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var find = await database.CommandAsync(
            $"SELECT {Columns} FROM drift_pauses d LEFT JOIN products r ON r.product_id = d.product_id WHERE d.target_id = @target "
                + $"AND {Active}",
            cancellationToken
        );
        return (await ReadAsync(find.With("target", targetId).With("now", now), cancellationToken)).SingleOrDefault();
    }

    private static async Task WriteAsync(
        OrchestratorDbContext database,
        Guid targetId,
        DriftPause pause,
        CancellationToken cancellationToken
    )
    {
        await using var upsert = await database.CommandAsync(
            """
            INSERT INTO drift_pauses (target_id, product_id, subscription_id, reason, paused_by, paused_at, ends_at)
            VALUES (@target, @product, @subscription, @reason, @by, @at, @until)
            ON CONFLICT (target_id) DO UPDATE
            SET reason = excluded.reason, paused_by = excluded.paused_by, paused_at = excluded.paused_at, ends_at = excluded.ends_at
            """,
            cancellationToken
        );
        await upsert
            .With("target", targetId)
            .With("product", pause.Target.Product is null ? null : targetId)
            .With("subscription", pause.Target.SubscriptionId)
            .With("reason", pause.Reason)
            .With("by", StorableText.Start(pause.By, Limits.MaxNameLength))
            .With("at", pause.At)
            .With("until", pause.Until)
            .ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Ends a pause.</summary>
    /// <returns>The product or subscription; null when it is not paused.</returns>
    internal async Task<Guid?> EndAsync(DriftPauseTarget target, Caller user, CancellationToken cancellationToken) =>
        await transactions.RunAsync(
            async (database, token) =>
            {
                var now = time.GetUtcNow();
                if (await HoldTargetAsync(database, target, token) is not { } targetId)
                {
                    return (Guid?)null;
                }

                await using var delete = await database.CommandAsync(
                    "DELETE FROM drift_pauses WHERE target_id = @target AND (ends_at IS NULL OR ends_at > @now)",
                    token
                );
                if (await delete.With("target", targetId).With("now", now).ExecuteNonQueryAsync(token) == 0)
                {
                    return null;
                }

                await AuditAsync(database, user, AuditAction.ResumeDrift, target, targetId, reason: null, now, token);
                return targetId;
            },
            cancellationToken
        );

    /// <summary>Lists the pauses, newest first, without those of subscriptions that the user does not see.</summary>
    internal async Task<DriftPausePage> ListAsync(int skip, int take, ReadScope? scope, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await database.BeginReadAsync(cancellationToken);
        var seen = scope is null ? "" : $" AND (d.subscription_id IS NULL OR {Visibility.OfSubscription(database, "s")})";
        var found =
            "FROM drift_pauses d LEFT JOIN products r ON r.product_id = d.product_id LEFT JOIN subscriptions s ON "
            + $"s.subscription_id = d.subscription_id WHERE {Active}{seen}";
        var now = time.GetUtcNow();
        await using var count = await database.CommandAsync($"SELECT count(*) {found}", cancellationToken);
        var total = await Bind(count).ExecuteScalarAsync(cancellationToken);
        await using var page = await database.CommandAsync(
            $"SELECT {Columns} {found} ORDER BY d.paused_at DESC, d.target_id LIMIT @take OFFSET @skip",
            cancellationToken
        );
        return new(
            await ReadAsync(Bind(page).With("take", take).With("skip", skip), cancellationToken),
            Convert.ToInt32(total, CultureInfo.InvariantCulture)
        );

        Statement Bind(Statement statement) => scope is null ? statement.With("now", now) : statement.With("now", now).With(scope);
    }

    /// <summary>Lists the pauses of products.</summary>
    internal async Task<IReadOnlyList<DriftPause>> ListOfProductsAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var list = await database.CommandAsync(
            $"SELECT {Columns} FROM drift_pauses d JOIN products r ON r.product_id = d.product_id WHERE {Active}",
            cancellationToken
        );
        return await ReadAsync(list.With("now", time.GetUtcNow()), cancellationToken);
    }

    /// <summary>Finds the pauses that are about a subscription, its own first.</summary>
    internal async Task<IReadOnlyList<DriftPause>> FindOfAsync(Guid subscriptionId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await FindOfAsync(database, subscriptionId, time.GetUtcNow(), cancellationToken);
    }

    /// <summary>
    /// Finds a pause of each of some subscriptions that has one, its own first, inside the transaction that starts something for them and
    /// holds their rows. Neither they nor their products can be paused from here on until the transaction ends.
    /// </summary>
    internal static async Task<IReadOnlyDictionary<Guid, DriftPause>> FindForStartAsync(
        OrchestratorDbContext database,
        IEnumerable<Guid> subscriptionIds,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var ids = JsonSerializer.Serialize(subscriptionIds);
        var selected = $"s.subscription_id IN (SELECT {database.Dialect.JsonTexts("@ids", "uuid")})";

        // A statement of its own: the next one also sees the pause for whose commit this one has waited.
        await using (
            var hold = await database.CommandAsync(
                $"SELECT 1 FROM products WHERE product_id IN (SELECT s.product_id FROM subscriptions s WHERE {selected}) ORDER BY "
                    + $"product_id{database.Dialect.ShareLock}",
                cancellationToken
            )
        )
        {
            _ = await hold.With("ids", ids).ExecuteScalarAsync(cancellationToken);
        }

        await using var find = await database.CommandAsync(
            $"""
            SELECT {Columns}, s.subscription_id
            FROM subscriptions s JOIN drift_pauses d ON d.target_id IN (s.subscription_id, s.product_id)
            LEFT JOIN products r ON r.product_id = d.product_id
            WHERE {selected} AND {Active}
            ORDER BY {OwnFirst}
            """,
            cancellationToken
        );
        var pauses = new Dictionary<Guid, DriftPause>();
        await using var row = await find.With("ids", ids).With("now", now).ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            pauses.TryAdd(row.GetStoredGuid(6), Read(row));
        }

        return pauses;
    }

    private static async Task<IReadOnlyList<DriftPause>> FindOfAsync(
        OrchestratorDbContext database,
        Guid subscriptionId,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var find = await database.CommandAsync(
            $"""
            SELECT {Columns} FROM drift_pauses d LEFT JOIN products r ON r.product_id = d.product_id
            WHERE d.target_id IN (
                SELECT @subscription UNION ALL SELECT s.product_id FROM subscriptions s WHERE s.subscription_id = @subscription)
              AND {Active}
            ORDER BY {OwnFirst}
            """,
            cancellationToken
        );
        return await ReadAsync(find.With("subscription", subscriptionId).With("now", now), cancellationToken);
    }

    /// <summary>Deletes those that have ended: the audit keeps who has paused what, and why.</summary>
    internal async Task DeleteEndedAsync(CancellationToken cancellationToken) =>
        await transactions.RunCommandAsync<object>(
            async (database, token) =>
            {
                await using var delete = await database.CommandAsync("DELETE FROM drift_pauses WHERE ends_at <= @now", token);
                return await delete.With("now", time.GetUtcNow()).ExecuteNonQueryAsync(token);
            },
            cancellationToken
        );

    /// <summary>
    /// Finds a product or subscription, and holds its row until the transaction ends: what a bulk reconcile starts for it meanwhile is
    /// committed before the pause, or sees it. No other row is waited for meanwhile, so there is no deadlock.
    /// </summary>
    private static async Task<Guid?> HoldTargetAsync(
        OrchestratorDbContext database,
        DriftPauseTarget target,
        CancellationToken cancellationToken
    )
    {
        await using var find = await database.CommandAsync(
            target.Product is null
                ? $"SELECT subscription_id FROM subscriptions WHERE subscription_id = @subscription{database.Dialect.RowLock}"
                : $"SELECT product_id FROM products WHERE name = @product{database.Dialect.RowLock}",
            cancellationToken
        );
        _ = target.Product is { } product ? find.With("product", product) : find.With("subscription", target.SubscriptionId);
        await using var row = await find.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? row.GetStoredGuid(0) : null;
    }

    private static Task AuditAsync(
        OrchestratorDbContext database,
        Caller user,
        AuditAction action,
        DriftPauseTarget target,
        Guid targetId,
        string? reason,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        AuditLog.WriteAsync(
            database,
            user,
            new(action)
            {
                SubscriptionId = target.SubscriptionId,
                ObjectId = target.Product is null ? null : targetId,
                Reason = reason,
            },
            now,
            cancellationToken
        );

    private static async Task<IReadOnlyList<DriftPause>> ReadAsync(Statement statement, CancellationToken cancellationToken)
    {
        var pauses = new List<DriftPause>();
        await using var row = await statement.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            pauses.Add(Read(row));
        }

        return pauses;
    }

    private static DriftPause Read(DbDataReader row)
    {
        var shown = new ShownRow(row);
        return new(
            shown.FindGuid(1) is { } subscription
                ? DriftPauseTarget.OfSubscription(subscription)
                : DriftPauseTarget.OfProduct(row.GetString(0)),
            row.GetString(2),
            row.GetString(3),
            shown.GetTime(4),
            shown.FindTime(5)
        );
    }
}
