using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Orchestrator.Options;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;

namespace Orchestrator.Storage.Webhooks;

/// <summary>Writes the deliveries of events to webhooks.</summary>
internal sealed class NotificationOutbox(IOptions<OrchestratorOptions> options, TimeProvider time) : INotifications
{
    private readonly (string Name, WebhookOptions Settings)[] _webhooks =
    [
        .. options.Value.Webhooks.Select(static webhook => (webhook.Key, webhook.Value)),
    ];

    public bool AreWanted(string type) => _webhooks.Any(webhook => IsTold(webhook.Settings, type));

    public async Task WriteAsync(OrchestratorDbContext database, string type, JsonObject data, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var payload = new JsonObject
        {
            ["type"] = type,
            ["timestamp"] = now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["data"] = data,
        }.ToJsonString();
        foreach (var (name, settings) in _webhooks.Where(webhook => IsTold(webhook.Settings, type)))
        {
            await using var insert = await database.CommandAsync(
                """
                INSERT INTO webhook_deliveries (delivery_id, webhook, event_type, payload, created_at, attempts, next_attempt_at)
                SELECT @id, @webhook, @type, @payload, @now, 0, @now
                WHERE NOT EXISTS (SELECT 1 FROM disabled_webhooks d WHERE d.name = @webhook AND d.endpoint_hash = @endpoint)
                """,
                cancellationToken
            );
            await insert
                .With("id", Guid.CreateVersion7(now))
                .With("webhook", name)
                .With("type", type)
                .WithJson("payload", payload)
                .With("now", now)
                .With("endpoint", WebhookStore.HashOf(settings))
                .ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static bool IsTold(WebhookOptions settings, string type) => settings.Events.Count == 0 || settings.Events.Contains(type);
}
