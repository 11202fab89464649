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

    /// <summary>How often a round of its product's policy has corrected it since its drift was last gone.</summary>
    public int Attempts { get; set; }

    /// <summary>Before this time no round corrects it again; null when none has.</summary>
    public DateTimeOffset? NextHealAt { get; set; }

    /// <summary>The keyed hash of the desired states that the last such attempt was for; null when there was none.</summary>
    public string? HealedStates { get; set; }
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

/// <summary>
/// A difference that a person has accepted. Rows are never deleted: they keep who has accepted what, and when it ended. Ours.
/// </summary>
internal sealed class AcceptedDeviationEntity
{
    public Guid DeviationId { get; set; }

    public Guid SubscriptionId { get; set; }

    /// <summary>The stable identity of the resource.</summary>
    public required string ResourceId { get; set; }

    public required string ResourceName { get; set; }

    public required string Path { get; set; }

    /// <summary>The difference as JSON text, with sensitive values masked.</summary>
    public required string Difference { get; set; }

    /// <summary>The keyed hash of the desired and the actual value.</summary>
    public required string DifferenceHash { get; set; }

    public required string Reason { get; set; }

    public required string AcceptedBy { get; set; }

    public DateTimeOffset AcceptedAt { get; set; }

    /// <summary>When it ends; null for no time.</summary>
    public DateTimeOffset? AcceptedUntil { get; set; }

    /// <summary>When a value changed, or a person withdrew it; null while it is accepted.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Who withdrew it; null when a value changed.</summary>
    public string? EndedBy { get; set; }
}
