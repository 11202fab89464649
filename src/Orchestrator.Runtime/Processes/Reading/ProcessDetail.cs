using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Processes;

/// <summary>A process with its steps.</summary>
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
/// <param name="Traceback">The location of the failure; null if it did not fail.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="LastModifiedAt">The time of the last change of its row.</param>
/// <param name="Note">A note.</param>
/// <param name="SubscriptionIds">The subscriptions to which it is linked, in the order in which they were linked.</param>
/// <param name="CurrentState">The current state.</param>
/// <param name="Steps">The logged steps, followed by the steps that have not run yet.</param>
/// <param name="Form">The schema of the first page of the next step; null if it has no form.</param>
public sealed record ProcessDetail(
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
    IReadOnlyList<Guid> SubscriptionIds,
    State CurrentState,
    IReadOnlyList<ProcessStepDetail> Steps,
    JsonObject? Form
)
    : ProcessSummary(
        ProcessId,
        WorkflowId,
        WorkflowName,
        WorkflowTarget,
        IsTask,
        CreatedBy,
        Assignee,
        Status,
        LastStep,
        FailedReason,
        Traceback,
        StartedAt,
        LastModifiedAt,
        Note,
        SubscriptionIds
    )
{
    /// <summary>When the process fails unless it is called back; null if it waits for no callback, or without a limit.</summary>
    public DateTimeOffset? CallbackExpiresAt { get; init; }

    /// <summary>Whether something was hidden because the user may not resume the process.</summary>
    internal bool HidesSecrets { get; init; }

    /// <summary>
    /// Gets the result of a task about many subscriptions or processes, in words: how many are done, have failed and were refused. Null for
    /// other processes, and while the task runs.
    /// </summary>
    public string? Summary =>
        IsTask && CurrentState.TryGetValue(ReservedKeys.BulkSummary, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}

/// <summary>A step of a process.</summary>
/// <param name="StepId">The id of the step's row; null if it has not run yet.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="Status">Its result; null if it has not run yet (clients see <c>pending</c>).</param>
/// <param name="CreatedBy">The user who started, resumed or retried this part of the process.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="CompletedAt">When it was logged.</param>
/// <param name="State">The whole state after it, or the error record of a failure.</param>
/// <param name="StateDelta">The keys that were added or changed since the previous completed step.</param>
/// <param name="SkipReason">The reason why an operator skipped the step; null if it was not skipped.</param>
public sealed record ProcessStepDetail(
    Guid? StepId,
    string Name,
    StepStatus? Status,
    string? CreatedBy,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    State? State,
    State? StateDelta,
    string? SkipReason
);
