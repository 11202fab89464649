using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Api.Json;

/// <summary>Members of an enumeration as <see cref="WireName"/> writes them.</summary>
internal sealed class WireNameConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower)
    where T : struct, Enum;
