namespace Orchestrator.Processes;

/// <summary>The actions on processes, on subscriptions and products by hand, and on the engine.</summary>
public enum WorkflowAction
{
    /// <summary>Start one.</summary>
    Start,

    /// <summary>Answer the form at which one is suspended.</summary>
    Resume,

    /// <summary>Run the step again at which one has failed or waits.</summary>
    Retry,

    /// <summary>Leave out the step at which one has failed.</summary>
    Skip,

    /// <summary>Abort one permanently.</summary>
    Abort,

    /// <summary>Delete a task.</summary>
    Delete,

    /// <summary>Write the note of one.</summary>
    Annotate,

    /// <summary>
    /// Complete the callback of a process that waits for an external system, or report the progress of that system. The token of the
    /// address is required as well.
    /// </summary>
    CallBack,

    /// <summary>Let a bulk reconcile start nothing more for now, or continue.</summary>
    PauseBulk,

    /// <summary>Set a subscription in sync by hand.</summary>
    SetInSync,

    /// <summary>Pause or release the engine.</summary>
    PauseEngine,

    /// <summary>Write the description of a workflow.</summary>
    Describe,

    /// <summary>Write the description or the status of a product, or the description of a product block or a resource type.</summary>
    ChangeProduct,

    /// <summary>Write or delete what a customer calls a subscription.</summary>
    DescribeSubscription,

    /// <summary>Read what people have changed.</summary>
    ReadAudit,

    /// <summary>Clear caches, or make the index of searches again.</summary>
    Maintain,

    /// <summary>Compare a subscription with what external systems hold.</summary>
    Check,

    /// <summary>
    /// Set the drift policy of a product, pause the bulk reconciles of a product or a subscription, and end such a pause.
    /// </summary>
    ManageDrift,

    /// <summary>
    /// Start a reconcile outside of the maintenance windows of its product. Unlike the others, it is denied where the application has
    /// neither an authorizer nor a policy for it.
    /// </summary>
    OverrideWindow,

    /// <summary>Accept a difference between a subscription and external systems, or withdraw an acceptance.</summary>
    AcceptDrift,
}
