using System.Text.Json.Serialization;
using Orchestrator.Api.Settings;

namespace Orchestrator.Api.Events;

/// <summary>A message over the web socket.</summary>
internal sealed record EventDto([property: JsonPropertyName("name")] string Name, [property: JsonPropertyName("value")] CacheTagDto Value);

/// <summary>What a client has to read again.</summary>
internal sealed record CacheTagDto(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id
);

/// <summary>Whether the engine is paused, over the web socket of older clients.</summary>
internal sealed record EngineStatusMessageDto([property: JsonPropertyName("engine-status")] EngineStatusDto EngineStatus);

/// <summary>Why a web socket is closed at once.</summary>
internal sealed record SocketRefusalDto([property: JsonPropertyName("error")] SocketErrorDto Error);

/// <summary>The refusal of a web socket.</summary>
internal sealed record SocketErrorDto(
    [property: JsonPropertyName("status_code")] int StatusCode,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("headers")] IReadOnlyDictionary<string, string>? Headers
);
