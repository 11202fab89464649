using Orchestrator.Processes;

namespace Orchestrator.Storage.Processes;

/// <summary>A process as it is stored, without the states of its steps.</summary>
internal sealed record StoredProcess(
    Guid ProcessId,
    Guid WorkflowId,
    string WorkflowName,
    Target Target,
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
    QueueLane Lane,
    IReadOnlyList<Guid> SubscriptionIds,
    StepHistory History,
    State State,
    DateTimeOffset? LastCompletedAt,
    string? Policy
)
{
    /// <summary>What decides who may do something to it.</summary>
    internal ProcessStanding Standing => new(ProcessId, WorkflowName, Target, History, Policy) { State = State };
}

/// <summary>Where a process stands, which decides who may do something to it.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="WorkflowName">Its workflow.</param>
/// <param name="Target">What the workflow does.</param>
/// <param name="History">Its steps so far.</param>
/// <param name="Policy">The policy that was stored when it was started, for when its workflow is no longer in the code; null for
/// none.</param>
internal sealed record ProcessStanding(Guid ProcessId, string WorkflowName, Target Target, StepHistory History, string? Policy)
{
    /// <summary>Its state, on which its steps may depend; empty for a task, whose steps are always those of its workflow.</summary>
    internal State State { get; init; } = State.Empty;
}

/// <summary>A process to be written.</summary>
internal sealed record NewProcess(
    Guid ProcessId,
    string WorkflowName,
    bool IsTask,
    bool OneAtATime,
    Caller Caller,
    QueueLane Lane,
    string? Policy,
    State InitialState
)
{
    /// <summary>The subscription that it is going to lock; null for none.</summary>
    internal Guid? Reserves { get; init; }

    /// <summary>The subscription that it is about; null for none, or one that is still to be made.</summary>
    internal Guid? SubscriptionId { get; init; }

    /// <summary>The trace in which it is started; null for none.</summary>
    internal TraceContext? Trace { get; init; }
}
