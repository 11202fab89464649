using System.Security.Claims;

namespace Orchestrator.Operations.Authorization;

/// <summary>
/// The policies of the application that authors name at workflows and steps. <c>AddOrchestratorApi</c> brings those of ASP.NET Core's
/// authorization; a host without it may register its own.
/// </summary>
public interface IWorkflowPolicies
{
    /// <summary>Decides whether a user satisfies a policy.</summary>
    /// <param name="policy">The name of the policy.</param>
    /// <param name="user">The signed-in user.</param>
    /// <param name="cancellationToken">Stops the decision.</param>
    /// <returns>Whether they do; null when the policy does not exist.</returns>
    ValueTask<bool?> IsSatisfiedAsync(string policy, ClaimsPrincipal user, CancellationToken cancellationToken = default);
}
