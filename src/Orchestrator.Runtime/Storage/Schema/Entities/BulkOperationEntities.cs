namespace Orchestrator.Storage.Schema;

/// <summary>A process of a bulk operation, and what came of it. Ours.</summary>
internal sealed class BulkOperationItemEntity
{
    /// <summary>The task.</summary>
    public Guid BulkId { get; set; }

    /// <summary>The process that it is about. No reference: what was refused stays known when it is deleted.</summary>
    public Guid ProcessId { get; set; }

    /// <summary><c>done</c> or <c>refused</c>; null until it was looked at.</summary>
    public string? Outcome { get; set; }

    /// <summary>Why it was not changed; null when it was.</summary>
    public string? Refusal { get; set; }
}
