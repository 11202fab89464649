using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Api.Schedules;

/// <summary>That a schedule was written.</summary>
internal sealed record ScheduleWrittenDto(
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("status")] string Status
);

/// <summary>A schedule.</summary>
internal sealed record ScheduleDto(
    [property: JsonPropertyName("schedule_id")] Guid ScheduleId,
    [property: JsonPropertyName("key")] string? Key,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("workflow_id")] Guid WorkflowId,
    [property: JsonPropertyName("workflow_name")] string WorkflowName,
    [property: JsonPropertyName("trigger")] string Trigger,
    [property: JsonPropertyName("trigger_kwargs")] JsonElement TriggerArguments,
    [property: JsonPropertyName("user_inputs")] IReadOnlyList<JsonElement> UserInputs,
    [property: JsonPropertyName("next_run_at")] DateTimeOffset? NextRunAt,
    [property: JsonPropertyName("last_run_at")] DateTimeOffset? LastRunAt,
    [property: JsonPropertyName("last_process_id")] Guid? LastProcessId,
    [property: JsonPropertyName("last_refusal")] string? LastRefusal,
    [property: JsonPropertyName("last_refusal_locked_by")] Guid? LastRefusalLockedBy,
    [property: JsonPropertyName("created_by")] string CreatedBy
);
