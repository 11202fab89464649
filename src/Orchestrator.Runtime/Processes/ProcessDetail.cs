using System.Text.Json.Nodes;

namespace Orchestrator.Processes;

/// <summary>A process with its steps.</summary>
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
/// <param name="Traceback">Where it failed; null when it did not.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="LastModifiedAt">When its row changed last.</param>
/// <param name="Note">A free note.</param>
/// <param name="SubscriptionIds">The subscriptions it is linked to, the first one first.</param>
/// <param name="CurrentState">The state as accumulated so far.</param>
/// <param name="Steps">The logged steps, then the steps not run yet.</param>
/// <param name="Form">The schema of the first page that the next step asks; null when it asks nothing.</param>
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
    );

/// <summary>A step of a process as it is shown.</summary>
/// <param name="StepId">The id of the step's row; null when it did not run yet.</param>
/// <param name="Name">The name shown to operators.</param>
/// <param name="Status">How it ended; null when it did not run yet (clients see <c>pending</c>).</param>
/// <param name="CreatedBy">The user who started, resumed or retried this part of the process.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="CompletedAt">When it was logged.</param>
/// <param name="State">The whole state after it, or the error record of a failure.</param>
/// <param name="StateDelta">The keys that are new or changed since the previous finished step.</param>
/// <param name="SkipReason">Why an operator left the step out; null for every other row.</param>
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
