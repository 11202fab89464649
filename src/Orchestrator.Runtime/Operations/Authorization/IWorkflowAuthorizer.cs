using System.Security.Claims;
using Orchestrator.Processes;

namespace Orchestrator.Operations.Authorization;

/// <summary>
/// Says who may change what: processes, the in-sync flag of subscriptions, the engine. The application registers its own; without one
/// everything is allowed that is under no policy. Every way of changing one of these asks it, and so does the list of what may be done with
/// a subscription, so that the two never differ. Authors name policies at workflows and steps: where the application has one of that name
/// (<see cref="IWorkflowPolicies"/>) it has to be satisfied as well; where it has none, this decides, and without one it is not allowed.
/// </summary>
public interface IWorkflowAuthorizer
{
    /// <summary>Decides.</summary>
    /// <param name="request">The user, and the action.</param>
    /// <param name="cancellationToken">Stops the decision.</param>
    /// <returns>True when it is allowed.</returns>
    ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default);
}

/// <summary>An action that a user wants to perform.</summary>
/// <param name="Action">The action.</param>
/// <param name="WorkflowName">To a process of which workflow; null when it is done to no process.</param>
/// <param name="Target">The target of the workflow; null when it is done to no process.</param>
/// <param name="StepId">The stable identity of the step at which the process stands; null for a start.</param>
/// <param name="User">
/// The name of the signed-in user, even if the request names a reporter. For a user without a name it is a claim that stays, with its kind:
/// <c>sub:…</c>, <c>client_id:…</c>. If no one is signed in, it is the name that the client sent, so endpoints that need a verified user
/// have to require authentication.
/// </param>
/// <param name="Policy">The name of the policy that the author wrote at the workflow or a step; null for none.</param>
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
    /// The signed-in user, with the claims; null if no one is signed in, and for what a schedule, a bulk reconcile or a step starts on
    /// behalf of <see cref="User"/>.
    /// </summary>
    public ClaimsPrincipal? Principal { get; init; }

    internal GrantedPolicies? Granted { get; init; }

    internal bool IsRecorded { get; init; }

    /// <summary>
    /// The process that is to be changed; null for a start, and when it is done to no process. There may be no such process: then the
    /// workflow is null, and who may not change it does not learn that.
    /// </summary>
    public Guid? ProcessId { get; init; }

    /// <summary>The subscription that is to be set in sync or described; null for everything else.</summary>
    public Guid? SubscriptionId { get; init; }
}
