using System.Security.Claims;
using Microsoft.Extensions.Options;
using Orchestrator.Catalog;
using Orchestrator.Options;

namespace Orchestrator.Operations.Authorization;

/// <summary>
/// Decides by the policies that authors name at workflows and steps. About what is started later on someone's behalf the decision was made
/// when they asked: decision 73.
/// </summary>
internal sealed class PolicyDecisions(
    IEnumerable<IWorkflowPolicies> policies,
    WorkflowCatalog catalog,
    IOptions<OrchestratorOptions> options
)
{
    private static readonly ClaimsPrincipal NotSignedIn = new(new ClaimsIdentity());

    /// <summary>The policies under which something may be done later on someone's behalf.</summary>
    private readonly string[] _lasting =
    [
        .. catalog
            .Workflows.SelectMany(static workflow => new[] { workflow.Policy, workflow.RetryPolicy })
            .Concat(options.Value.Policies.Values)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Whether the policy of a request is satisfied; null when the application has none of that name.</summary>
    internal async ValueTask<bool?> DecideAsync(WorkflowAuthorization request, string policy, CancellationToken cancellationToken)
    {
        // What the code declares is the application's own, and no request is asked about as the system.
        if (request.IsRecorded && (request.User == Assignee.System || request.Granted?.Contains(policy) == true))
        {
            return true;
        }

        return await EvaluateAsync(policy, request.Principal ?? NotSignedIn, cancellationToken);
    }

    /// <summary>Adds to a user who is there what may be started on their behalf later.</summary>
    internal async ValueTask<Caller> WithGrantedAsync(Caller user, CancellationToken cancellationToken)
    {
        if (user.IsRecorded || user.Principal is not { } principal)
        {
            return user;
        }

        var granted = new List<string>();
        foreach (var policy in _lasting)
        {
            if (await EvaluateAsync(policy, principal, cancellationToken) == true)
            {
                granted.Add(policy);
            }
        }

        return user with
        {
            Granted = new(granted),
        };
    }

    /// <summary>All that know the policy have to be satisfied.</summary>
    private async ValueTask<bool?> EvaluateAsync(string policy, ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        bool? decided = null;
        foreach (var known in policies)
        {
            switch (await known.IsSatisfiedAsync(policy, principal, cancellationToken))
            {
                case false:
                    return false;
                case true:
                    decided = true;
                    break;
            }
        }

        return decided;
    }
}
