using System.Security.Claims;
using Orchestrator.Operations.Authorization;

namespace Orchestrator.Tests.Support;

/// <summary>An application without policies.</summary>
internal sealed class NoPolicies : IWorkflowPolicies
{
    public ValueTask<bool?> IsSatisfiedAsync(string policy, ClaimsPrincipal user, CancellationToken cancellationToken = default) =>
        new((bool?)null);
}
