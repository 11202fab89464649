namespace Orchestrator.Processes;

/// <summary>A change that a user made.</summary>
/// <param name="EntryId">The entry's own id.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="User">The user who was signed in.</param>
/// <param name="Reporter">The recorded reporter, if it is another user; null otherwise.</param>
/// <param name="Address">The network address that the request came from; null if there is none.</param>
/// <param name="Action">The action, with the wire name of an <see cref="AuditAction"/>.</param>
/// <param name="ProcessId">The process; null if there is none.</param>
/// <param name="SubscriptionId">The subscription; null if there is none.</param>
/// <param name="ObjectId">The schedule, workflow, product, block, resource type or description; null for none.</param>
/// <param name="WorkflowName">The workflow; null for none.</param>
/// <param name="Reason">The reason that the user specified, or the text that the user wrote; null if there is none.</param>
public sealed record AuditEntry(
    Guid EntryId,
    DateTimeOffset OccurredAt,
    string User,
    string? Reporter,
    string? Address,
    string Action,
    Guid? ProcessId,
    Guid? SubscriptionId,
    Guid? ObjectId,
    string? WorkflowName,
    string? Reason
);

/// <summary>A filter of audit entries.</summary>
/// <param name="Skip">The number of entries to skip, newest first.</param>
/// <param name="Take">The maximum number of entries to return.</param>
public sealed record AuditSearch(int Skip, int Take)
{
    /// <summary>Entries of a user, as an exact match of the signed-in or recorded name; null for all.</summary>
    public string? User { get; init; }

    /// <summary>Entries with an action; null for all.</summary>
    public string? Action { get; init; }

    /// <summary>Entries about a process; null for all.</summary>
    public Guid? ProcessId { get; init; }

    /// <summary>Entries about a subscription; null for all.</summary>
    public Guid? SubscriptionId { get; init; }

    /// <summary>Entries about a workflow; null for all.</summary>
    public string? WorkflowName { get; init; }

    /// <summary>Entries from this time on; null for all.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Entries before this time; null for all.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>A part of the audit log.</summary>
/// <param name="Items">The entries, newest first.</param>
/// <param name="Total">The total number.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Items, int Total);
