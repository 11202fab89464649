using System.Text.Json.Serialization;
using Orchestrator.Api.BulkReconciles;

namespace Orchestrator.Api.Drift;

/// <summary>The drift policy of a product.</summary>
internal sealed record DriftPolicyDto(
    [property: JsonPropertyName("product")] string Product,
    [property: JsonPropertyName("check")] string? Check,
    [property: JsonPropertyName("heal")] string Heal,
    [property: JsonPropertyName("max_drift_percent")] int MaxDriftPercent,
    [property: JsonPropertyName("canary")] int? Canary,
    [property: JsonPropertyName("stop_after")] StopAfterDto? StopAfter,
    [property: JsonPropertyName("wave_size")] int? WaveSize,
    [property: JsonPropertyName("wait_seconds")] int WaitSeconds,
    [property: JsonPropertyName("windows")] IReadOnlyList<MaintenanceWindowDto>? Windows,
    [property: JsonPropertyName("effective_windows")] IReadOnlyList<MaintenanceWindowDto> EffectiveWindows,
    [property: JsonPropertyName("windows_from")] string WindowsFrom,
    [property: JsonPropertyName("changed_by")] string? ChangedBy,
    [property: JsonPropertyName("changed_at")] DateTimeOffset? ChangedAt,
    [property: JsonPropertyName("pause")] DriftPauseDto? Pause
);

/// <summary>A recurring time window in which reconciles of a product can, or cannot, be started.</summary>
internal sealed record MaintenanceWindowDto(
    [property: JsonPropertyName("cron")] string Cron,
    [property: JsonPropertyName("duration_seconds")] int DurationSeconds,
    [property: JsonPropertyName("time_zone")] string TimeZone = "UTC",
    [property: JsonPropertyName("deny")] bool Deny = false
);

/// <summary>
/// The whole drift policy of a product: what is missing has its default. The maintenance windows are those of the settings where
/// <c>windows</c> is missing or null. An answer is a request as well: its other fields are not read, but for <c>product</c>, which has to
/// be the product of the address.
/// </summary>
internal sealed record SetDriftPolicyDto(
    [property: JsonPropertyName("check")] string? Check = null,
    [property: JsonPropertyName("heal")] string Heal = "report",
    [property: JsonPropertyName("max_drift_percent")] int? MaxDriftPercent = null,
    [property: JsonPropertyName("canary")] int? Canary = null,
    [property: JsonPropertyName("stop_after")] StopAfterDto? StopAfter = null,
    [property: JsonPropertyName("wave_size")] int? WaveSize = null,
    [property: JsonPropertyName("wait_seconds")] int? WaitSeconds = null,
    [property: JsonPropertyName("windows")] IReadOnlyList<MaintenanceWindowDto>? Windows = null,
    [property: JsonPropertyName("product")] string? Product = null,
    [property: JsonPropertyName("effective_windows")] IReadOnlyList<MaintenanceWindowDto>? EffectiveWindows = null,
    [property: JsonPropertyName("windows_from")] string? WindowsFrom = null,
    [property: JsonPropertyName("changed_by")] string? ChangedBy = null,
    [property: JsonPropertyName("changed_at")] DateTimeOffset? ChangedAt = null,
    [property: JsonPropertyName("pause")] DriftPauseDto? Pause = null
);
