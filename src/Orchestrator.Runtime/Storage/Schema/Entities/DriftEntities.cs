namespace Orchestrator.Storage.Schema;

/// <summary>What the last comparison of a subscription with external systems has found. Ours.</summary>
internal sealed class ExternalDriftEntity
{
    public Guid SubscriptionId { get; set; }

    public required string Status { get; set; }

    public DateTimeOffset CheckedAt { get; set; }

    /// <summary>Since when the status is this one.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>The resources as JSON text, with sensitive values masked.</summary>
    public required string Resources { get; set; }
}

/// <summary>A change of the drift status of a subscription. Rows are added, and deleted when they are old. Ours.</summary>
internal sealed class ExternalDriftHistoryEntity
{
    public Guid EntryId { get; set; }

    public Guid SubscriptionId { get; set; }

    public DateTimeOffset OccurredAt { get; set; }

    public required string Status { get; set; }

    /// <summary>The process whose steps have found it; null for a check. No reference: the entry stays when it is deleted.</summary>
    public Guid? ProcessId { get; set; }

    public required string Resources { get; set; }
}
