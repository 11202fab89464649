using System.Text.Json.Serialization;

namespace Orchestrator.Api.Workflows;

/// <summary>A workflow, as its row says.</summary>
internal sealed record WorkflowDto(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("target")] string Target,
    [property: JsonPropertyName("is_task")] bool IsTask,
    [property: JsonPropertyName("description")] string? Description,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt,
    [property: JsonPropertyName("workflow_id")] Guid WorkflowId,
    // A row has no steps; clients know the key, and that it is null here.
    [property: JsonPropertyName("steps")] IReadOnlyList<string>? Steps
);
