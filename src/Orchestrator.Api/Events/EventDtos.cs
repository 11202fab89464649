using System.Text.Json.Serialization;

namespace Orchestrator.Api.Events;

/// <summary>A message over the web socket.</summary>
internal sealed record EventDto([property: JsonPropertyName("name")] string Name, [property: JsonPropertyName("value")] CacheTagDto Value);

/// <summary>What a client has to read again.</summary>
internal sealed record CacheTagDto(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id
);
