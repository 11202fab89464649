using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Api.Binding;

namespace Orchestrator.Api.Subscriptions;

/// <summary>What a customer calls a subscription.</summary>
internal sealed record AddCustomerDescriptionRequest(
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("customer_id")] string CustomerId,
    [property: JsonPropertyName("subscription_id")] Guid SubscriptionId
) : IBody<AddCustomerDescriptionRequest>
{
    public static Type Shape => typeof(AddCustomerDescriptionRequest);

    public static AddCustomerDescriptionRequest Read(JsonElement? body) => Read(JsonFields.Of(body));

    internal static AddCustomerDescriptionRequest Read(JsonFields fields) =>
        new(
            fields.ReadText("description", ApiLimits.MaxDescriptionLength),
            fields.ReadText("customer_id", ApiLimits.MaxCustomerIdLength),
            fields.ReadId("subscription_id")
        );
}

/// <summary>
/// What a customer calls a subscription from now on, if nothing has changed since the version that the client gives. The row is found by
/// customer and subscription; clients send its id besides.
/// </summary>
internal sealed record ChangeCustomerDescriptionRequest(
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("customer_id")] string CustomerId,
    [property: JsonPropertyName("subscription_id")] Guid SubscriptionId,
    [property: JsonPropertyName("version")] int? Version = null
) : IBody<ChangeCustomerDescriptionRequest>
{
    public static Type Shape => typeof(ChangeCustomerDescriptionRequest);

    public static ChangeCustomerDescriptionRequest Read(JsonElement? body)
    {
        var fields = JsonFields.Of(body);
        var id = fields.ReadId("id");
        var text = AddCustomerDescriptionRequest.Read(fields);
        return new(id, text.Description, text.CustomerId, text.SubscriptionId, fields.FindInteger("version"));
    }
}
