namespace Orchestrator.Engine;

/// <summary>
/// Says who may do what to processes. The application registers its own; without one everything is allowed. It is asked in the list of what may be done with a
/// subscription and again when it is done, so that the two never differ. Authors name policies at workflows and steps; what is under one and cannot be decided, because there is no authorizer, is not
/// allowed.
/// </summary>
public interface IWorkflowAuthorizer
{
    /// <summary>Decides.</summary>
    /// <param name="request">Who wants to do what.</param>
    /// <param name="cancellationToken">Stops the decision.</param>
    /// <returns>True when it is allowed.</returns>
    ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default);
}

/// <summary>What a user wants to do.</summary>
/// <param name="Action">What.</param>
/// <param name="WorkflowName">To a process of which workflow.</param>
/// <param name="Target">What the workflow does.</param>
/// <param name="StepId">The stable identity of the step at which the process stands; null for a start.</param>
/// <param name="User">Who wants to.</param>
/// <param name="Policy">The name of the policy that the author wrote at the workflow or a step; null for none.</param>
public sealed record WorkflowAuthorization(WorkflowAction Action, string WorkflowName, Target Target, string? StepId, string User, string? Policy = null);

/// <summary>What can be done to processes.</summary>
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

    /// <summary>End one for good.</summary>
    Abort,

    /// <summary>Delete a task.</summary>
    Delete,
}
