using System.Text.Json.Serialization;

namespace Orchestrator.Api.Contract;

/// <summary>Whether the engine is paused.</summary>
internal sealed record EngineStatusDto(
    [property: JsonPropertyName("global_lock")] bool GlobalLock,
    [property: JsonPropertyName("global_status")] string GlobalStatus,
    [property: JsonPropertyName("running_processes")] int RunningProcesses);

/// <summary>A wish to pause or release the engine.</summary>
internal sealed record EngineLockDto(
    [property: JsonPropertyName("global_lock")] bool? GlobalLock);
