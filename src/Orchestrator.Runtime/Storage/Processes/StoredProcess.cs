using Orchestrator.Engine;

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
    string Queue,
    IReadOnlyList<Guid> SubscriptionIds,
    ProcessTrail Trail,
    State State,
    DateTimeOffset? LastCompletedAt);

/// <summary>A process to be written.</summary>
internal sealed record NewProcess(Guid ProcessId, string WorkflowName, bool IsTask, bool OneAtATime, string CreatedBy, string Queue, State InitialState);
