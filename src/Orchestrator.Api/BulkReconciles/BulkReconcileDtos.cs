using System.Text.Json.Serialization;
using Orchestrator.Api.Drift;

namespace Orchestrator.Api.BulkReconciles;

/// <summary>The progress of a bulk reconcile.</summary>
internal sealed record BulkReconcileDto(
    [property: JsonPropertyName("process_id")] Guid ProcessId,
    [property: JsonPropertyName("last_status")] string LastStatus,
    [property: JsonPropertyName("summary")] string Summary,
    [property: JsonPropertyName("query")] string Query,
    [property: JsonPropertyName("subscription_ids")] IReadOnlyList<Guid>? SubscriptionIds,
    [property: JsonPropertyName("except_subscription_ids")] IReadOnlyList<Guid> ExceptSubscriptionIds,
    [property: JsonPropertyName("concurrency")] int Concurrency,
    [property: JsonPropertyName("canary")] int? Canary,
    [property: JsonPropertyName("stop_after")] StopAfterDto? StopAfter,
    [property: JsonPropertyName("wave_size")] int? WaveSize,
    [property: JsonPropertyName("wait_seconds")] int WaitSeconds,
    [property: JsonPropertyName("next_wave_at")] DateTimeOffset? NextWaveAt,
    [property: JsonPropertyName("paused")] bool Paused,
    [property: JsonPropertyName("pause")] BulkReconcilePauseDto? Pause,
    [property: JsonPropertyName("total")] int Total,
    [property: JsonPropertyName("to_start")] int ToStart,
    [property: JsonPropertyName("running")] int Running,
    [property: JsonPropertyName("waiting")] int Waiting,
    [property: JsonPropertyName("done")] int Done,
    [property: JsonPropertyName("failed")] int Failed,
    [property: JsonPropertyName("refused")] int Refused,
    [property: JsonPropertyName("refusals")] IReadOnlyList<BulkReconcileRefusalDto> Refusals,
    [property: JsonPropertyName("failures")] IReadOnlyList<BulkReconcileFailureDto> Failures
);

/// <summary>Why a bulk reconcile starts nothing more for now: a brake was pulled, or a person has paused it.</summary>
internal sealed record BulkReconcilePauseDto(
    [property: JsonPropertyName("brake")] string? Brake,
    [property: JsonPropertyName("reason")] string? Reason,
    [property: JsonPropertyName("by")] string? By,
    [property: JsonPropertyName("at")] DateTimeOffset? At
);

/// <summary>A subscription whose reconcile could not be started, and why.</summary>
internal sealed record BulkReconcileRefusalDto(
    [property: JsonPropertyName("subscription_id")] Guid SubscriptionId,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("locked_by")] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? LockedBy
);

/// <summary>A subscription whose reconcile has failed or was aborted, and why.</summary>
internal sealed record BulkReconcileFailureDto(
    [property: JsonPropertyName("subscription_id")] Guid SubscriptionId,
    [property: JsonPropertyName("process_id")] Guid ProcessId,
    [property: JsonPropertyName("reason")] string Reason
);

/// <summary>How far a dry run or another bulk check is, and what it has found.</summary>
internal sealed record BulkCheckDto(
    [property: JsonPropertyName("process_id")] Guid ProcessId,
    [property: JsonPropertyName("last_status")] string LastStatus,
    [property: JsonPropertyName("failed_reason")] string? FailedReason,
    [property: JsonPropertyName("summary")] string Summary,
    [property: JsonPropertyName("query")] string Query,
    [property: JsonPropertyName("subscription_ids")] IReadOnlyList<Guid>? SubscriptionIds,
    [property: JsonPropertyName("except_subscription_ids")] IReadOnlyList<Guid> ExceptSubscriptionIds,
    [property: JsonPropertyName("concurrency")] int Concurrency,
    [property: JsonPropertyName("found")] int Found,
    [property: JsonPropertyName("checked")] int Checked,
    [property: JsonPropertyName("no_drift")] int NoDrift,
    [property: JsonPropertyName("drifted")] int Drifted,
    [property: JsonPropertyName("unknown")] int Unknown,
    [property: JsonPropertyName("unsupported")] int Unsupported,
    [property: JsonPropertyName("refused")] int Refused,
    [property: JsonPropertyName("refusals")] IReadOnlyList<BulkReconcileRefusalDto> Refusals,
    [property: JsonPropertyName("groups")] IReadOnlyList<DriftGroupDto> Groups
);
