namespace Orchestrator.Processes;

/// <summary>A process as lists show it.</summary>
/// <param name="ProcessId">The id.</param>
/// <param name="WorkflowId">The id of the workflow's row.</param>
/// <param name="WorkflowName">The workflow's name.</param>
/// <param name="WorkflowTarget">The target of the workflow.</param>
/// <param name="IsTask">Whether it is a task.</param>
/// <param name="CreatedBy">The user who started it.</param>
/// <param name="Assignee">The person or group that should look at it.</param>
/// <param name="Status">The status.</param>
/// <param name="LastStep">The name of the last logged step; null before the first.</param>
/// <param name="FailedReason">Why it failed; null when it did not.</param>
/// <param name="Traceback">Where it failed; null when it did not, and in lists, which do not read it.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="LastModifiedAt">When its row changed last.</param>
/// <param name="Note">A free note.</param>
/// <param name="SubscriptionIds">The subscriptions it is linked to, the first one first.</param>
public record ProcessSummary(
    Guid ProcessId,
    Guid WorkflowId,
    string WorkflowName,
    Target WorkflowTarget,
    bool IsTask,
    string? CreatedBy,
    string Assignee,
    ProcessStatus Status,
    string? LastStep,
    string? FailedReason,
    string? Traceback,
    DateTimeOffset StartedAt,
    DateTimeOffset LastModifiedAt,
    string? Note,
    IReadOnlyList<Guid> SubscriptionIds
);

/// <summary>A part of the processes that were found.</summary>
/// <param name="Items">The processes, in the order that was asked for.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record ProcessPage(IReadOnlyList<ProcessSummary> Items, int Total);
