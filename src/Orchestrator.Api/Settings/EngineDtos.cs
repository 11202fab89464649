using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Orchestrator.Api.Settings;

/// <summary>Whether the engine is paused.</summary>
internal sealed record EngineStatusDto(
    [property: JsonPropertyName("global_lock")] bool GlobalLock,
    [property: JsonPropertyName("global_status")] string GlobalStatus,
    [property: JsonPropertyName("running_processes")] int RunningProcesses
);

/// <summary>What workers do.</summary>
internal sealed record WorkerStatusDto(
    [property: JsonPropertyName("executor_type")] string ExecutorType,
    [property: JsonPropertyName("number_of_workers_online")] int WorkersOnline,
    [property: JsonPropertyName("number_of_queued_jobs")] int QueuedJobs,
    [property: JsonPropertyName("number_of_running_jobs")] int RunningJobs
);

/// <summary>Settings that belong together.</summary>
internal sealed record SettingsGroupDto(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("variables")] IReadOnlyList<SettingDto> Variables
);

/// <summary>A setting.</summary>
internal sealed record SettingDto(
    [property: JsonPropertyName("env_name")] string Name,
    [property: JsonPropertyName("env_value")] JsonNode? Value
);
