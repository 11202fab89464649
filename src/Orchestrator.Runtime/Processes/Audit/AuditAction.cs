namespace Orchestrator.Processes;

/// <summary>A change by a user.</summary>
public enum AuditAction
{
    /// <summary>Started a process.</summary>
    StartProcess,

    /// <summary>Answered the form at which a process was suspended, or ended its wait for a callback.</summary>
    ResumeProcess,

    /// <summary>Retried a failed or waiting process.</summary>
    RetryProcess,

    /// <summary>Skipped the step at which a process had failed.</summary>
    SkipStep,

    /// <summary>Aborted a process permanently.</summary>
    AbortProcess,

    /// <summary>Deleted a task.</summary>
    DeleteTask,

    /// <summary>Wrote the note of a process.</summary>
    AnnotateProcess,

    /// <summary>Called a process back, with the token of its callback.</summary>
    CallBackProcess,

    /// <summary>Paused a bulk reconcile.</summary>
    PauseBulkReconcile,

    /// <summary>Resumed a bulk reconcile.</summary>
    ResumeBulkReconcile,

    /// <summary>Created a schedule.</summary>
    CreateSchedule,

    /// <summary>Changed a schedule.</summary>
    UpdateSchedule,

    /// <summary>Deleted a schedule.</summary>
    DeleteSchedule,

    /// <summary>Set a subscription in sync by hand.</summary>
    SetInSync,

    /// <summary>Paused the engine.</summary>
    PauseEngine,

    /// <summary>Resumed the engine.</summary>
    ResumeEngine,

    /// <summary>Wrote the description of a workflow.</summary>
    DescribeWorkflow,

    /// <summary>Changed the description or the status of a product.</summary>
    ChangeProduct,

    /// <summary>Wrote the description of a product block.</summary>
    DescribeProductBlock,

    /// <summary>Wrote the description of a resource type.</summary>
    DescribeResourceType,

    /// <summary>Added, changed or deleted a customer's description of a subscription.</summary>
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

    /// <summary>Restored the drift policy of the code and the settings for a product.</summary>
    ResetDriftPolicy,
}
