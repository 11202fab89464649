using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Orchestrator.Api.Json;
using Orchestrator.Api.Products;

namespace Orchestrator.Api.Subscriptions;

/// <summary>A subscription.</summary>
internal record SubscriptionDto(
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

/// <summary>A subscription that a search has found, with what other programs keep with it.</summary>
internal sealed record FoundSubscriptionDto : SubscriptionDto
{
    internal FoundSubscriptionDto(SubscriptionDto subscription, JsonElement? metadata)
        : base(subscription) => Metadata = metadata;

    /// <summary>What other programs keep with it; null for nothing.</summary>
    [JsonPropertyName("metadata")]
    public JsonElement? Metadata { get; }
}

/// <summary>A subscription with its fixed inputs and blocks, by name.</summary>
internal sealed record DomainModelDto : SubscriptionDto
{
    internal DomainModelDto(SubscriptionDto subscription, JsonObject members)
        : base(subscription) => Members = members.ToDictionary(static member => member.Key, static member => Write(member.Value));

    /// <summary>The fixed inputs and blocks, which are other ones for each product.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement> Members { get; }

    /// <summary>
    /// A member of the product takes the place of a field of its name, as in orchestrator-core; the serializer would write both.
    /// </summary>
    internal string ToJson()
    {
        var body = JsonSerializer.SerializeToNode(this, ApiJson.Default.SubscriptionDto)!.AsObject();
        foreach (var (name, member) in Members)
        {
            body[name] = member.ValueKind == JsonValueKind.Null ? null : JsonNode.Parse(member.GetRawText());
        }

        return body.ToJsonString(ApiJson.Default.Options);
    }

    private static JsonElement Write(JsonNode? member) => JsonSerializer.SerializeToElement(member, ApiJson.Default.JsonNode);
}
