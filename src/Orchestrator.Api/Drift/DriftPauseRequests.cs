using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Drift;

namespace Orchestrator.Api.Drift;

/// <summary>What is paused: a product or a subscription.</summary>
internal sealed record DriftPauseTargetRequest(DriftPauseTarget Target) : IBody<DriftPauseTargetRequest>
{
    public static Type Shape => typeof(DriftPauseTargetDto);

    public static DriftPauseTargetRequest Read(JsonElement? body) => new(ReadTarget(JsonFields.Of(body)));

    internal static DriftPauseTarget ReadTarget(JsonFields fields) =>
        (fields.FindText("product"), fields.FindId("subscription_id")) switch
        {
            ({ } product, null) => DriftPauseTarget.OfProduct(product),
            (null, { } subscription) => DriftPauseTarget.OfSubscription(subscription),
            _ => throw RequestException.Field("product", "missing", "Give either a product or a subscription_id", fields.Body),
        };
}

/// <summary>What is paused, why and until when.</summary>
internal sealed record DriftPauseRequest(DriftPauseTarget Target, string Reason, DateTimeOffset? Until) : IBody<DriftPauseRequest>
{
    public static Type Shape => typeof(PauseDriftDto);

    public static DriftPauseRequest Read(JsonElement? body)
    {
        var fields = JsonFields.Of(body);
        return new(
            DriftPauseTargetRequest.ReadTarget(fields),
            fields.ReadText("reason", ApiLimits.MaxNoteLength),
            fields.FindTime("until")
        );
    }
}

/// <summary>A product or a subscription: one of the two.</summary>
internal sealed record DriftPauseTargetDto(
    [property: JsonPropertyName("product")] string? Product = null,
    [property: JsonPropertyName("subscription_id")] Guid? SubscriptionId = null
);

/// <summary>What is paused, why, and until when; null for until the pause is ended.</summary>
internal sealed record PauseDriftDto(
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("product")] string? Product = null,
    [property: JsonPropertyName("subscription_id")] Guid? SubscriptionId = null,
    [property: JsonPropertyName("until")] DateTimeOffset? Until = null
);
