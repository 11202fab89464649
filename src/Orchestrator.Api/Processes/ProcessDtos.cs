using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Orchestrator.Api.Subscriptions;

namespace Orchestrator.Api.Processes;

/// <summary>The answer to a start.</summary>
internal sealed record StartedDto(
    [property: JsonPropertyName("id")] Guid Id,
    // Ours, and only there where the client has waited.
    [property: JsonPropertyName("last_status"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LastStatus = null,
    // The result of a bulk task that has ended, in words.
    [property: JsonPropertyName("summary"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Summary = null,
    // What the log of the process says about each external resource; only for a reconcile with a plan.
    [property:
        JsonPropertyName("external_resources"),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)
    ] IReadOnlyList<AppliedResourceDto>? ExternalResources = null
);

/// <summary>What a process did to an external resource, and the differences that it corrected.</summary>
internal sealed record AppliedResourceDto(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("effect")] string Effect,
    [property: JsonPropertyName("differences")] JsonElement Differences,
    [property: JsonPropertyName("difference_count")] int DifferenceCount
);

/// <summary>A step of a process.</summary>
internal sealed record ProcessStepDto(
    [property: JsonPropertyName("step_id")] Guid? StepId,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("created_by")] string? CreatedBy,
    [property: JsonPropertyName("executed")] DateTimeOffset? Executed,
    [property: JsonPropertyName("started")] DateTimeOffset? Started,
    [property: JsonPropertyName("completed")] DateTimeOffset? Completed,
    [property: JsonPropertyName("commit_hash")] string? CommitHash,
    [property: JsonPropertyName("state")] JsonElement? State,
    [property: JsonPropertyName("state_delta")] JsonElement? StateDelta,
    // Ours, and only there where an operator left the step out.
    [property: JsonPropertyName("skip_reason"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SkipReason
);

/// <summary>A process.</summary>
internal sealed record ProcessDto(
    [property: JsonPropertyName("process_id")] Guid ProcessId,
    [property: JsonPropertyName("workflow_id")] Guid WorkflowId,
    [property: JsonPropertyName("workflow_name")] string WorkflowName,
    [property: JsonPropertyName("is_task")] bool IsTask,
    [property: JsonPropertyName("created_by")] string? CreatedBy,
    [property: JsonPropertyName("failed_reason")] string? FailedReason,
    [property: JsonPropertyName("started_at")] DateTimeOffset StartedAt,
    [property: JsonPropertyName("last_status")] string LastStatus,
    [property: JsonPropertyName("last_step")] string? LastStep,
    [property: JsonPropertyName("assignee")] string Assignee,
    [property: JsonPropertyName("last_modified_at")] DateTimeOffset LastModifiedAt,
    [property: JsonPropertyName("traceback")] string? Traceback,
    [property: JsonPropertyName("product_id")] Guid? ProductId,
    [property: JsonPropertyName("customer_id")] string? CustomerId,
    [property: JsonPropertyName("workflow_target")] string? WorkflowTarget,
    [property: JsonPropertyName("subscriptions")] IReadOnlyList<SubscriptionDto> Subscriptions,
    [property: JsonPropertyName("current_state")] JsonElement? CurrentState,
    [property: JsonPropertyName("steps")] IReadOnlyList<ProcessStepDto>? Steps,
    [property: JsonPropertyName("form")] JsonObject? Form,
    [property: JsonPropertyName("note")] string? Note
);

/// <summary>How many processes were resumed.</summary>
internal sealed record ResumedDto([property: JsonPropertyName("count")] int Count);

/// <summary>The number of processes with each status.</summary>
internal sealed record StatusCountsDto(
    [property: JsonPropertyName("process_counts")] IReadOnlyDictionary<string, int> ProcessCounts,
    [property: JsonPropertyName("task_counts")] IReadOnlyDictionary<string, int> TaskCounts
);
