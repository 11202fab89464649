using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Orchestrator.Api.Subscriptions;

/// <summary>A product, as embedded in a subscription.</summary>
internal sealed record ProductDto(
    [property: JsonPropertyName("product_id")] Guid ProductId,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("product_type")] string ProductType,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("tag")] string Tag,
    [property: JsonPropertyName("created_at")] DateTimeOffset? CreatedAt,
    [property: JsonPropertyName("end_date")] DateTimeOffset? EndDate
);

/// <summary>A subscription.</summary>
internal sealed record SubscriptionDto(
    [property: JsonPropertyName("subscription_id")] Guid SubscriptionId,
    [property: JsonPropertyName("start_date")] DateTimeOffset? StartDate,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("product_id")] Guid? ProductId,
    [property: JsonPropertyName("customer_id")] string CustomerId,
    [property: JsonPropertyName("insync")] bool Insync,
    [property: JsonPropertyName("note")] string? Note,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("end_date")] DateTimeOffset? EndDate,
    [property: JsonPropertyName("product")] ProductDto? Product,
    [property: JsonPropertyName("customer_descriptions")] IReadOnlyList<JsonObject>? CustomerDescriptions,
    [property: JsonPropertyName("tag")] string? Tag,
    [property: JsonPropertyName("version")] int Version
);
