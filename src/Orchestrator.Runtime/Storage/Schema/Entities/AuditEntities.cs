namespace Orchestrator.Storage.Schema;

/// <summary>What a person has changed. Rows are added, and deleted when they are old; none is ever changed. Ours.</summary>
internal sealed class AuditEntryEntity
{
    public Guid EntryId { get; set; }

    public DateTimeOffset OccurredAt { get; set; }

    /// <summary>Who was signed in. Of any length: a part of an identity is another one.</summary>
    public required string AuthenticatedName { get; set; }

    /// <summary>Who is recorded as the one who did it, where that is another one.</summary>
    public string? Reporter { get; set; }

    /// <summary>The network address that the request came from.</summary>
    public string? Address { get; set; }

    public required string Action { get; set; }

    /// <summary>The process. No reference: the entry stays when it is deleted.</summary>
    public Guid? ProcessId { get; set; }

    public Guid? SubscriptionId { get; set; }

    /// <summary>
    /// What else was changed: a schedule, a workflow, a product, a block, a resource type or a description, as the action says.
    /// </summary>
    public Guid? ObjectId { get; set; }

    public string? WorkflowName { get; set; }

    /// <summary>The reason that the person gave, or the text that was written.</summary>
    public string? Reason { get; set; }
}
