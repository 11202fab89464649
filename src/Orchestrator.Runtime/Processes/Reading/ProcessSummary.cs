namespace Orchestrator.Processes;

/// <summary>A process in a list.</summary>
/// <param name="ProcessId">The id.</param>
/// <param name="WorkflowId">The id of the workflow's row.</param>
/// <param name="WorkflowName">The workflow's name.</param>
/// <param name="WorkflowTarget">The target of the workflow.</param>
/// <param name="IsTask">Whether it is a task.</param>
/// <param name="CreatedBy">The user who started it.</param>
/// <param name="Assignee">The person or group that is responsible for it.</param>
/// <param name="Status">The status.</param>
/// <param name="LastStep">The name of the last logged step; null before the first.</param>
/// <param name="FailedReason">The reason why it failed; null if it did not.</param>
/// <param name="Traceback">The location of the failure; null if it did not fail, and in lists, which do not read it.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="LastModifiedAt">The time of the last change of its row.</param>
/// <param name="Note">A note.</param>
/// <param name="SubscriptionIds">The subscriptions to which it is linked, in the order in which they were linked.</param>
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

/// <summary>A part of the result of a search for processes.</summary>
/// <param name="Items">The processes, in the requested order.</param>
/// <param name="Total">The total number.</param>
public sealed record ProcessPage(IReadOnlyList<ProcessSummary> Items, int Total);
