namespace Orchestrator.Processes;

/// <summary>A change by a person.</summary>
public enum AuditAction
{
    /// <summary>Started a process.</summary>
    StartProcess,

    /// <summary>Answered the form at which a process was suspended, or ended its wait for a callback.</summary>
    ResumeProcess,

    /// <summary>Let a failed or waiting process try its step again.</summary>
    RetryProcess,

    /// <summary>Left out the step at which a process had failed.</summary>
    SkipStep,

    /// <summary>Aborted a process permanently.</summary>
    AbortProcess,

    /// <summary>Deleted a task.</summary>
    DeleteTask,

    /// <summary>Wrote the note of a process.</summary>
    AnnotateProcess,

    /// <summary>Gave a process what it had waited for, with the token of its callback.</summary>
    CallBackProcess,

    /// <summary>Let a bulk reconcile start nothing more for now.</summary>
    PauseBulkReconcile,

    /// <summary>Let a bulk reconcile continue.</summary>
    ResumeBulkReconcile,

    /// <summary>Made a schedule.</summary>
    CreateSchedule,

    /// <summary>Changed a schedule.</summary>
    UpdateSchedule,

    /// <summary>Deleted a schedule.</summary>
    DeleteSchedule,

    /// <summary>Set a subscription in sync by hand.</summary>
    SetInSync,

    /// <summary>Paused the engine.</summary>
    PauseEngine,

    /// <summary>Let the engine continue.</summary>
    ResumeEngine,

    /// <summary>Wrote the description of a workflow.</summary>
    DescribeWorkflow,

    /// <summary>Changed the description or the status of a product.</summary>
    ChangeProduct,

    /// <summary>Wrote the description of a product block.</summary>
    DescribeProductBlock,

    /// <summary>Wrote the description of a resource type.</summary>
    DescribeResourceType,

    /// <summary>Added, changed or deleted what a customer calls a subscription.</summary>
    DescribeSubscription,

    /// <summary>Paused the bulk reconciles of a product or a subscription.</summary>
    PauseDrift,

    /// <summary>Ended such a pause.</summary>
    ResumeDrift,

    /// <summary>Accepted a difference between a subscription and an external system.</summary>
    AcceptDrift,

    /// <summary>Withdrew the acceptance of a difference.</summary>
    WithdrawAcceptedDrift,

    /// <summary>Set the drift policy of a product.</summary>
    SetDriftPolicy,

    /// <summary>Gave a product the drift policy of the code and the settings back.</summary>
    ResetDriftPolicy,
}
