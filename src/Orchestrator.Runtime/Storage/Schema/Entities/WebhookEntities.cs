namespace Orchestrator.Storage.Schema;

/// <summary>An event for a webhook, until it was received. Ours.</summary>
internal sealed class WebhookDeliveryEntity
{
    public Guid DeliveryId { get; set; }

    public required string Webhook { get; set; }

    public required string EventType { get; set; }

    /// <summary>The body as it is sent and signed, as an exact match.</summary>
    public required string Payload { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>When it is tried next; null when it was given up.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>When it was given up; null while it is tried.</summary>
    public DateTimeOffset? FailedAt { get; set; }

    public string? LastError { get; set; }

    /// <summary>The host that sends it; null for none.</summary>
    public string? Owner { get; set; }

    /// <summary>Until when no other host sends it.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }
}

/// <summary>A webhook whose receiver wants no more deliveries. Ours.</summary>
internal sealed class DisabledWebhookEntity
{
    public required string Name { get; set; }

    /// <summary>A hash of its address and secret: another of either enables it again.</summary>
    public required string EndpointHash { get; set; }

    public DateTimeOffset DisabledAt { get; set; }
}
