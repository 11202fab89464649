using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Operations.Authorization;

namespace Orchestrator.Api.Hosting;

/// <summary>The policies of the application's authorization, which authors name at workflows and steps.</summary>
internal sealed class NamedPolicies(IServiceScopeFactory scopes) : IWorkflowPolicies
{
    public async ValueTask<bool?> IsSatisfiedAsync(string policy, ClaimsPrincipal user, CancellationToken cancellationToken = default)
    {
        // The handlers of requirements may be scoped, and what is asked need not come with a request.
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<IAuthorizationPolicyProvider>().GetPolicyAsync(policy) is not { } known)
        {
            return null;
        }

        var authorization = scope.ServiceProvider.GetRequiredService<IAuthorizationService>();
        return (await authorization.AuthorizeAsync(user, resource: null, known)).Succeeded;
    }
}
