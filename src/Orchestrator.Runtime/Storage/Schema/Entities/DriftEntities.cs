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

/// <summary>A subscription of a bulk check, and what was found of it. Ours.</summary>
internal sealed class BulkCheckItemEntity
{
    public Guid ProcessId { get; set; }

    public Guid SubscriptionId { get; set; }

    /// <summary>The status of drift, or <c>refused</c>; null until it was checked.</summary>
    public string? Status { get; set; }

    /// <summary>Why it could not be checked; null when it was.</summary>
    public string? Refusal { get; set; }

    /// <summary>The process that held it, when that was why; null otherwise.</summary>
    public Guid? LockedBy { get; set; }

    /// <summary>The resources that have drifted as JSON text, with sensitive values masked; null when none has.</summary>
    public string? Resources { get; set; }
}
