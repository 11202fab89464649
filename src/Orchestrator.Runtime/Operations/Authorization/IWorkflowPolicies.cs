using System.Security.Claims;

namespace Orchestrator.Operations.Authorization;

/// <summary>
/// The policies of the application that authors name on workflows and steps. <c>AddOrchestratorApi</c> registers an implementation for
/// ASP.NET Core authorization policies; a host without the API can register its own.
/// </summary>
public interface IWorkflowPolicies
{
    /// <summary>Decides whether a user satisfies a policy.</summary>
    /// <param name="policy">The name of the policy.</param>
    /// <param name="user">The signed-in user.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Whether the user satisfies it; null if the policy does not exist.</returns>
    ValueTask<bool?> IsSatisfiedAsync(string policy, ClaimsPrincipal user, CancellationToken cancellationToken = default);
}
