using System.Text.Json.Serialization;

namespace Orchestrator.Api.Subscriptions;

/// <summary>What a customer calls a subscription.</summary>
internal sealed record CustomerDescriptionDto(
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("customer_id")] string CustomerId,
    [property: JsonPropertyName("subscription_id")] Guid SubscriptionId,
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("created_at")] DateTimeOffset? CreatedAt,
    [property: JsonPropertyName("version")] int Version
);
