using System.Security.Claims;
using Orchestrator.Processes;

namespace Orchestrator.Operations.Authorization;

/// <summary>
/// Decides whether a user is allowed to perform an action on a process, a subscription or the engine. The application registers its own
/// implementation; without one, every action without a policy is allowed. It is called before every change, and when the allowed actions of
/// a subscription are listed, so the list always matches what is allowed. Authors name policies on workflows and steps: if the application
/// has a policy of that name (<see cref="IWorkflowPolicies"/>), it must be satisfied as well; otherwise the authorizer decides, and without
/// an authorizer the action is denied.
/// </summary>
public interface IWorkflowAuthorizer
{
    /// <summary>Decides.</summary>
    /// <param name="request">The user, and the action.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>True if the action is allowed.</returns>
    ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default);
}

/// <summary>An action that a user wants to perform.</summary>
/// <param name="Action">The action.</param>
/// <param name="WorkflowName">The workflow of the process; null if the action does not concern a process.</param>
/// <param name="Target">The target of the workflow; null if the action does not concern a process.</param>
/// <param name="StepId">The stable identity of the current step of the process; null for a start.</param>
/// <param name="User">
/// The name of the signed-in user, even if the request names a reporter. For a user without a name, it is a stable claim with its type:
/// <c>sub:…</c>, <c>client_id:…</c>. If no one is signed in, it is the name that the client sent, so endpoints that need a verified user
/// must require authentication.
/// </param>
/// <param name="Policy">The name of the policy that the author specified on the workflow or step; null for none.</param>
public sealed record WorkflowAuthorization(
    WorkflowAction Action,
    string? WorkflowName,
    Target? Target,
    string? StepId,
    string User,
    string? Policy = null
)
{
    /// <summary>
    /// The user who is recorded, if the request names another reporter than the user; null otherwise. It is not verified.
    /// </summary>
    public string? Reporter { get; init; }

    /// <summary>
    /// The signed-in user, with the claims; null if no one is signed in, and for processes that a schedule, a bulk reconcile or a step
    /// starts on behalf of <see cref="User"/>.
    /// </summary>
    public ClaimsPrincipal? Principal { get; init; }

    internal GrantedPolicies? Granted { get; init; }

    internal bool IsRecorded { get; init; }

    /// <summary>
    /// The process to change; null for a start, and if the action does not concern a process. The process may not exist: then the workflow
    /// is null, and a denied user does not learn that it does not exist.
    /// </summary>
    public Guid? ProcessId { get; init; }

    /// <summary>The subscription to set in sync or to describe; null for all other actions.</summary>
    public Guid? SubscriptionId { get; init; }
}
