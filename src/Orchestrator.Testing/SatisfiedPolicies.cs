using System.Security.Claims;
using Orchestrator.Operations.Authorization;

namespace Orchestrator.Testing;

/// <summary>
/// The policies of a test host without an application: it has no users, so every policy that a workflow or step names is satisfied.
/// </summary>
internal sealed class SatisfiedPolicies : IWorkflowPolicies
{
    public ValueTask<bool?> IsSatisfiedAsync(string policy, ClaimsPrincipal user, CancellationToken cancellationToken = default) =>
        new(true);
}
