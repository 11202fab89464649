namespace Orchestrator.Processes;

/// <summary>The actions of users on processes, subscriptions, products and the engine.</summary>
public enum WorkflowAction
{
    /// <summary>Start a process.</summary>
    Start,

    /// <summary>Answer the form at which a process is suspended.</summary>
    Resume,

    /// <summary>Retry the step at which a process has failed or waits.</summary>
    Retry,

    /// <summary>Skip the step at which a process has failed.</summary>
    Skip,

    /// <summary>Abort a process permanently.</summary>
    Abort,

    /// <summary>Delete a task.</summary>
    Delete,

    /// <summary>Write the note of a process.</summary>
    Annotate,

    /// <summary>
    /// Complete the callback of a process that waits for an external system, or report the progress of that system. The token of the
    /// address is required as well.
    /// </summary>
    CallBack,

    /// <summary>Pause or resume a bulk reconcile.</summary>
    PauseBulk,

    /// <summary>Set a subscription in sync by hand.</summary>
    SetInSync,

    /// <summary>Pause or resume the engine.</summary>
    PauseEngine,

    /// <summary>Write the description of a workflow.</summary>
    Describe,

    /// <summary>Write the description or the status of a product, or the description of a product block or a resource type.</summary>
    ChangeProduct,

    /// <summary>Write or delete a customer's description of a subscription.</summary>
    DescribeSubscription,

    /// <summary>Read the audit log.</summary>
    ReadAudit,

    /// <summary>Clear caches, or rebuild the search index.</summary>
    Maintain,

    /// <summary>Compare a subscription with external systems.</summary>
    Check,

    /// <summary>
    /// Set the drift policy of a product, pause the bulk reconciles of a product or a subscription, and end such a pause.
    /// </summary>
    ManageDrift,

    /// <summary>
    /// Start a reconcile outside the maintenance windows of its product. Unlike the other actions, it is denied if the application has
    /// neither an authorizer nor a policy for it.
    /// </summary>
    OverrideWindow,

    /// <summary>Accept a difference between a subscription and external systems, or withdraw an acceptance.</summary>
    AcceptDrift,
}
