using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Orchestrator.Options;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Webhooks;

/// <summary>The deliveries to webhooks: which are due, and what became of them.</summary>
internal sealed class WebhookStore(
    IDbContextFactory<OrchestratorDbContext> databases,
    WriteTransactions transactions,
    IOptions<OrchestratorOptions> options,
    TimeProvider time
)
{
    /// <summary>An address and secret without either: what was disabled is enabled again by changing one of them.</summary>
    internal static string HashOf(WebhookOptions settings) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{settings.Url}\n{settings.Secret}")));

    /// <summary>
    /// Takes deliveries of a webhook that are due and that no host is sending, the oldest first. Until the lease is over, no other host
    /// takes them.
    /// </summary>
    internal async Task<IReadOnlyList<WebhookDelivery>> AcquireAsync(
        string webhook,
        string host,
        int limit,
        TimeSpan lease,
        CancellationToken cancellationToken
    ) =>
        await transactions.RunAsync(
            async (database, token) =>
            {
                await using var acquire = await database.CommandAsync(
                    $"""
                    UPDATE webhook_deliveries SET owner = @host, leased_until = {database.Dialect.LeaseEnd}, attempts = attempts + 1
                    WHERE delivery_id IN (
                        SELECT delivery_id FROM webhook_deliveries
                        WHERE webhook = @webhook AND next_attempt_at <= @now
                            AND (leased_until IS NULL OR leased_until <= {database.Dialect.LeaseNow})
                        ORDER BY next_attempt_at, delivery_id LIMIT @limit{database.Dialect.RowLock})
                    RETURNING delivery_id, payload, created_at, attempts
                    """,
                    token
                );
                acquire
                    .With("webhook", webhook)
                    .With("host", host)
                    .With("now", time.GetUtcNow())
                    .With("limit", limit)
                    .WithLeaseTime(time, lease);
                var acquired = new List<WebhookDelivery>();
                await using var row = await acquire.ExecuteReaderAsync(token);
                while (await row.ReadAsync(token))
                {
                    acquired.Add(new(row.GetStoredGuid(0), row.GetString(1), row.GetStoredTime(2), row.GetStoredNumber(3)));
                }

                return acquired.Count == 0 ? null : acquired;
            },
            cancellationToken
        ) ?? [];

    /// <summary>Deletes a delivery that was received.</summary>
    internal async Task CompleteAsync(WebhookDelivery delivery, string host, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var delete = await database.CommandAsync(
            "DELETE FROM webhook_deliveries WHERE delivery_id = @id AND owner = @host",
            cancellationToken
        );
        await delete.With("id", delivery.DeliveryId).With("host", host).ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Notes that a delivery was not received, unless its webhook was disabled meanwhile.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="host">This host.</param>
    /// <param name="error">Why.</param>
    /// <param name="next">When it is tried again; null when it is given up.</param>
    /// <param name="cancellationToken">Gives up; it is tried again when the lease is over.</param>
    internal async Task FailAsync(
        WebhookDelivery delivery,
        string host,
        string error,
        DateTimeOffset? next,
        CancellationToken cancellationToken
    )
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var update = await database.CommandAsync(
            "UPDATE webhook_deliveries SET last_error = @error, next_attempt_at = @next, failed_at = @failed, owner = NULL, "
                + "leased_until = NULL WHERE delivery_id = @id AND owner = @host AND failed_at IS NULL",
            cancellationToken
        );
        await update
            .With("id", delivery.DeliveryId)
            .With("host", host)
            .With("error", StorableText.Start(error, Limits.MaxRejectionLength))
            .With("next", next)
            .With("failed", next is null ? time.GetUtcNow() : null)
            .ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Disables a webhook whose receiver is gone, and gives up all its deliveries.</summary>
    internal Task DisableAsync(string webhook, WebhookOptions settings, string reason, CancellationToken cancellationToken) =>
        transactions.RunAsync<object>(
            async (database, token) =>
            {
                var now = time.GetUtcNow();
                await using var disable = await database.CommandAsync(
                    """
                    INSERT INTO disabled_webhooks (name, endpoint_hash, disabled_at) VALUES (@name, @endpoint, @now)
                    ON CONFLICT (name) DO UPDATE SET endpoint_hash = excluded.endpoint_hash, disabled_at = excluded.disabled_at
                    """,
                    token
                );
                await disable.With("name", webhook).With("endpoint", HashOf(settings)).With("now", now).ExecuteNonQueryAsync(token);
                // In the order in which other hosts take them, so that neither waits for the other.
                await using var fail = await database.CommandAsync(
                    $"""
                    UPDATE webhook_deliveries SET last_error = @reason, next_attempt_at = NULL, failed_at = @now
                    WHERE delivery_id IN (
                        SELECT delivery_id FROM webhook_deliveries
                        WHERE webhook = @name AND next_attempt_at IS NOT NULL
                        ORDER BY next_attempt_at, delivery_id{database.Dialect.RowLock})
                    """,
                    token
                );
                return await fail.With("name", webhook).With("reason", reason).With("now", now).ExecuteNonQueryAsync(token);
            },
            cancellationToken
        );

    /// <summary>Counts the deliveries to the webhooks of the settings that wait and those that were given up.</summary>
    /// <param name="webhooks">The webhooks of the settings.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    internal async Task<WebhookCounts> CountAsync(IDictionary<string, WebhookOptions> webhooks, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var disabled = new List<string>();
        await using (var read = await database.CommandAsync("SELECT name, endpoint_hash FROM disabled_webhooks", cancellationToken))
        {
            await using var webhook = await read.ExecuteReaderAsync(cancellationToken);
            while (await webhook.ReadAsync(cancellationToken))
            {
                if (webhooks.TryGetValue(webhook.GetString(0), out var settings) && HashOf(settings) == webhook.GetString(1))
                {
                    disabled.Add(webhook.GetString(0));
                }
            }
        }

        await using var count = await database.CommandAsync(
            $"""
            SELECT COUNT(next_attempt_at), COUNT(failed_at), MIN(CASE WHEN next_attempt_at IS NOT NULL THEN created_at END)
            FROM webhook_deliveries WHERE webhook IN (SELECT {database.Dialect.JsonTexts("@webhooks", "text")})
            """,
            cancellationToken
        );
        await using var row = await count.With("webhooks", JsonSerializer.Serialize(webhooks.Keys)).ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new(row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetStoredTime(2), disabled)
            : new(0, 0, OldestPending: null, disabled);
    }

    /// <summary>
    /// Deletes deliveries that were given up long ago, and those that no host sends any more because their webhook is gone from the
    /// settings.
    /// </summary>
    internal async Task DeleteOldAsync(CancellationToken cancellationToken)
    {
        const int part = 1_000;
        var oldest = time.GetUtcNow() - options.Value.WebhookRetention;
        await transactions.RunPartsAsync(
            part,
            async (database, token) =>
            {
                // Each of them was created before that time, which the index finds: there is none of failed_at.
                await using var delete = await database.CommandAsync(
                    $"""
                    DELETE FROM webhook_deliveries WHERE delivery_id IN (
                        SELECT delivery_id FROM webhook_deliveries
                        WHERE created_at < @oldest AND (failed_at < @oldest OR created_at < @abandoned)
                        ORDER BY created_at, delivery_id LIMIT @limit{database.Dialect.RowLock})
                    """,
                    token
                );
                return await delete
                    .With("oldest", oldest)
                    .With("abandoned", oldest - options.Value.WebhookRetryTime)
                    .With("limit", part)
                    .ExecuteNonQueryAsync(token);
            },
            cancellationToken
        );
    }
}

/// <summary>A delivery that this host sends.</summary>
/// <param name="DeliveryId">Its id, the same at each attempt, by which the receiver knows a repetition.</param>
/// <param name="Payload">The body.</param>
/// <param name="CreatedAt">When what it tells has happened.</param>
/// <param name="Attempts">How often it was tried, this time included.</param>
internal sealed record WebhookDelivery(Guid DeliveryId, string Payload, DateTimeOffset CreatedAt, int Attempts);

/// <summary>How many deliveries there are.</summary>
/// <param name="Pending">Those that are still sent.</param>
/// <param name="Failed">Those that were given up.</param>
/// <param name="OldestPending">When what the oldest of the first tells has happened; null for none.</param>
/// <param name="Disabled">The webhooks whose receivers want no more.</param>
internal sealed record WebhookCounts(long Pending, long Failed, DateTimeOffset? OldestPending, IReadOnlyList<string> Disabled);
