using System.Text.Json.Serialization;
using Orchestrator.Api.Products;

namespace Orchestrator.Api.Subscriptions;

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
    [property: JsonPropertyName("customer_descriptions")] IReadOnlyList<CustomerDescriptionDto>? CustomerDescriptions,
    [property: JsonPropertyName("tag")] string? Tag,
    [property: JsonPropertyName("version")] int Version
);
