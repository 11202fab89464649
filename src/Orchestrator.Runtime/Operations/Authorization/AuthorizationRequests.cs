using Orchestrator.Catalog;
using Orchestrator.Processes;

namespace Orchestrator.Operations.Authorization;

/// <summary>Builds what the authorizer is asked.</summary>
internal static class AuthorizationRequests
{
    /// <summary>
    /// That someone wants to do something, asked about who is signed in. The recorded name goes with it where it is another one.
    /// </summary>
    internal static WorkflowAuthorization AsksTo(
        this Caller user,
        WorkflowAction action,
        string? workflowName = null,
        Target? target = null,
        string? stepId = null,
        string? policy = null
    ) =>
        new(action, workflowName, target, stepId, user.AuthenticatedName, policy)
        {
            Reporter = user.Name == user.AuthenticatedName ? null : user.Name,
            Principal = user.Principal,
            Granted = user.Granted,
            IsRecorded = user.IsRecorded,
        };

    /// <summary>That someone wants to start a workflow.</summary>
    internal static WorkflowAuthorization AsksToStart(this Caller user, WorkflowDescriptor workflow) =>
        user.AsksTo(WorkflowAction.Start, workflow.Name, workflow.Target, stepId: null, workflow.Policy);
}
