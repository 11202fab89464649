namespace Orchestrator.Processes;

/// <summary>A change that a person made.</summary>
/// <param name="EntryId">The entry's own id.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="User">The user who was signed in.</param>
/// <param name="Reporter">The recorded reporter, if it is another user; null otherwise.</param>
/// <param name="Address">The network address that the request came from; null when it came from none.</param>
/// <param name="Action">The action, with the wire name of an <see cref="AuditAction"/>.</param>
/// <param name="ProcessId">The process; null for none.</param>
/// <param name="SubscriptionId">The subscription; null where none was named.</param>
/// <param name="ObjectId">The schedule, workflow, product, block, resource type or description; null for none.</param>
/// <param name="WorkflowName">The workflow; null for none.</param>
/// <param name="Reason">The reason that was given, or the text that was written; null for none.</param>
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

/// <summary>Which entries of the audit.</summary>
/// <param name="Skip">How many to pass over, the newest first.</param>
/// <param name="Take">How many to give at most.</param>
public sealed record AuditSearch(int Skip, int Take)
{
    /// <summary>Those of a user, to the letter, whether signed in or recorded; null for all.</summary>
    public string? User { get; init; }

    /// <summary>Those of an action; null for all.</summary>
    public string? Action { get; init; }

    /// <summary>Those about a process; null for all.</summary>
    public Guid? ProcessId { get; init; }

    /// <summary>Those about a subscription; null for all.</summary>
    public Guid? SubscriptionId { get; init; }

    /// <summary>Those of a workflow; null for all.</summary>
    public string? WorkflowName { get; init; }

    /// <summary>Those from a time on; null for all.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Those before a time; null for all.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>A part of the audit.</summary>
/// <param name="Items">The entries, the newest first.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Items, int Total);
