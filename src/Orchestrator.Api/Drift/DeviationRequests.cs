using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;
using Orchestrator.Drift;

namespace Orchestrator.Api.Drift;

/// <summary>Which difference is accepted, why, and until when.</summary>
internal sealed record AcceptDeviationRequest(
    [property: JsonPropertyName("resource")] string Resource,
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("until")] DateTimeOffset? Until = null
) : IBody<AcceptDeviationRequest>
{
    public static Type Shape => typeof(AcceptDeviationRequest);

    public static AcceptDeviationRequest Read(JsonElement? body)
    {
        var fields = JsonFields.Of(body);
        var reason = fields.ReadText("reason", ApiLimits.MaxNoteLength);
        return new(
            fields.ReadText("resource"),
            fields.ReadText("path"),
            string.IsNullOrWhiteSpace(reason)
                ? throw RequestException.Field("reason", "value_error", "Say why the difference may stay", fields.Find("reason"))
                : reason,
            fields.FindTime("until")
        );
    }

    internal DeviationToAccept ToDeviation() => new(Resource, Path, Reason) { Until = Until };
}

/// <summary>Which difference is no longer accepted.</summary>
internal sealed record WithdrawDeviationRequest(
    [property: JsonPropertyName("resource")] string Resource,
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("reason")] string? Reason = null
) : IBody<WithdrawDeviationRequest>
{
    public static Type Shape => typeof(WithdrawDeviationRequest);

    public static WithdrawDeviationRequest Read(JsonElement? body)
    {
        var fields = JsonFields.Of(body);
        return new(fields.ReadText("resource"), fields.ReadText("path"), fields.FindText("reason", ApiLimits.MaxNoteLength));
    }
}
