using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Orchestrator.Api.Schedules;

/// <summary>A schedule to create, as it is written on the wire.</summary>
internal sealed record CreateScheduleDto(
    [property: JsonPropertyName("scheduled_type")] string Kind,
    [property: JsonPropertyName("workflow_name")] string WorkflowName,
    [property: JsonPropertyName("trigger")] string Trigger,
    [property: JsonPropertyName("trigger_kwargs")] JsonObject TriggerArguments,
    [property: JsonPropertyName("name")] string? Name = null,
    [property: JsonPropertyName("workflow_id")] Guid? WorkflowId = null,
    [property: JsonPropertyName("user_inputs")] IReadOnlyList<JsonObject>? UserInputs = null
);

/// <summary>A new name or new times of a schedule, as they are written on the wire.</summary>
internal sealed record UpdateScheduleDto(
    [property: JsonPropertyName("scheduled_type")] string Kind,
    [property: JsonPropertyName("schedule_id")] Guid ScheduleId,
    [property: JsonPropertyName("name")] string? Name = null,
    [property: JsonPropertyName("trigger")] string? Trigger = null,
    [property: JsonPropertyName("trigger_kwargs")] JsonObject? TriggerArguments = null
);

/// <summary>A schedule of a workflow to delete, or all of it, as it is written on the wire.</summary>
internal sealed record DeleteScheduleDto(
    [property: JsonPropertyName("scheduled_type")] string Kind,
    [property: JsonPropertyName("workflow_id")] Guid WorkflowId,
    [property: JsonPropertyName("schedule_id")] Guid? ScheduleId = null
);

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
