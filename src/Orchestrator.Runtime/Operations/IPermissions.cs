using Orchestrator.Processes;

namespace Orchestrator.Operations;

/// <summary>
/// Says what a user may do before they try, so that a page offers nothing that would be refused. It asks the same policies and authorizers
/// as the operations themselves, and logs nothing: no one has done anything.
/// </summary>
public interface IPermissions
{
    /// <summary>Whether a user may do something that is done to no process.</summary>
    /// <param name="action">The action.</param>
    /// <param name="user">The user.</param>
    /// <param name="subscriptionId">The subscription to which it is done; null for none.</param>
    /// <param name="cancellationToken">Stops the decision.</param>
    /// <returns>Whether the operation would not be refused for want of rights.</returns>
    ValueTask<bool> AllowsAsync(
        WorkflowAction action,
        Caller user,
        Guid? subscriptionId = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Whether a user may start a workflow, whatever it would run on.</summary>
    /// <param name="workflowName">The workflow.</param>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Stops the decision.</param>
    /// <returns>Whether a start would not be refused for want of rights; false for a workflow that does not exist.</returns>
    ValueTask<bool> AllowsStartAsync(string workflowName, Caller user, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds what a user may do to a process in the status and at the step at which it is: <see cref="WorkflowAction.Resume"/>,
    /// <see cref="WorkflowAction.Retry"/>, <see cref="WorkflowAction.Skip"/> and <see cref="WorkflowAction.Abort"/>.
    /// </summary>
    /// <param name="processId">The process.</param>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Stops the decision.</param>
    /// <returns>The actions; none for a process that does not exist or that the user does not see.</returns>
    ValueTask<IReadOnlySet<WorkflowAction>> FindProcessActionsAsync(
        Guid processId,
        Caller user,
        CancellationToken cancellationToken = default
    );
}
