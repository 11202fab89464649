using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Api.Binding;
using Orchestrator.Api.Errors;

namespace Orchestrator.Api.Settings;

/// <summary>Whether the engine is to be paused.</summary>
internal sealed record PauseEngineRequest(
    [property: JsonPropertyName(PauseEngineRequest.Name)] bool IsPaused,
    [property: JsonPropertyName("reason")] string? Reason = null
) : IBody<PauseEngineRequest>
{
    private const string Name = "global_lock";

    public static Type Shape => typeof(PauseEngineRequest);

    public static PauseEngineRequest Read(JsonElement? body)
    {
        var given = body ?? throw RequestException.MissingBody();
        if (given.ValueKind != JsonValueKind.Object || !given.TryGetProperty(Name, out var wanted))
        {
            throw RequestException.Missing(Name, given);
        }

        return wanted.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? new(wanted.GetBoolean(), JsonFields.Of(given).FindText("reason", ApiLimits.MaxNoteLength))
            : throw RequestException.Field(Name, "bool_type", "Input should be a valid boolean", wanted);
    }
}
