using System.Text.Json.Serialization;
using Orchestrator.Processes;

namespace Orchestrator.Api.Audit;

/// <summary>A change that a user made.</summary>
internal sealed record AuditEntryDto(
    [property: JsonPropertyName("entry_id")] Guid EntryId,
    [property: JsonPropertyName("occurred_at")] DateTimeOffset OccurredAt,
    [property: JsonPropertyName("user")] string User,
    [property: JsonPropertyName("reporter")] string? Reporter,
    [property: JsonPropertyName("address")] string? Address,
    [property: JsonPropertyName("action")] string Action,
    [property: JsonPropertyName("process_id")] Guid? ProcessId,
    [property: JsonPropertyName("subscription_id")] Guid? SubscriptionId,
    [property: JsonPropertyName("object_id")] Guid? ObjectId,
    [property: JsonPropertyName("workflow_name")] string? WorkflowName,
    [property: JsonPropertyName("reason")] string? Reason
)
{
    internal static AuditEntryDto Of(AuditEntry entry) =>
        new(
            entry.EntryId,
            entry.OccurredAt,
            entry.User,
            entry.Reporter,
            entry.Address,
            entry.Action,
            entry.ProcessId,
            entry.SubscriptionId,
            entry.ObjectId,
            entry.WorkflowName,
            entry.Reason
        );
}
