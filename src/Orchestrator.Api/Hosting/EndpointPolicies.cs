using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Api.Hosting;

/// <summary>
/// Looks for the policies and authentication schemes that the application requires of the callers of endpoints: without them, each request
/// would fail.
/// </summary>
internal static class EndpointPolicies
{
    private const StringSplitOptions SplitOptions = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    /// <summary>What is missing, in words.</summary>
    internal static async Task<IReadOnlyList<string>> FindMissingAsync(IEnumerable<Endpoint> endpoints, IServiceProvider services)
    {
        // One of the application's own may know policies only once the host has started, and schemes as well.
        var policies =
            services.GetService<IAuthorizationPolicyProvider>() is { } provider
            && provider.GetType() == typeof(DefaultAuthorizationPolicyProvider)
                ? provider
                : null;
        var schemes = services.GetService<IAuthenticationSchemeProvider>();
        var looksForSchemes = schemes is null || schemes.GetType() == typeof(AuthenticationSchemeProvider);
        var missing = new List<string>();
        foreach (var (call, required) in FindRequired(endpoints))
        {
            if (required.Policy is { Length: > 0 } policy && policies is not null && await policies.GetPolicyAsync(policy) is null)
            {
                missing.Add(
                    $"The policy '{policy}', which {call} requires, does not exist, so each request would fail. Add it with "
                        + "AddAuthorizationBuilder().AddPolicy, or correct the name."
                );
            }

            foreach (var scheme in (looksForSchemes ? required.AuthenticationSchemes : null)?.Split(',', SplitOptions) ?? [])
            {
                if (schemes is null || await schemes.GetSchemeAsync(scheme) is null)
                {
                    missing.Add(
                        $"The authentication scheme '{scheme}', which {call} requires, does not exist, so each request would fail. Add "
                            + "it to AddAuthentication(), or correct the name."
                    );
                }
            }
        }

        return [.. missing.Distinct()];
    }

    /// <summary>
    /// What the application requires of those who call the endpoints, and the call that mapped these: <c>RequireAuthorization</c> on what a
    /// call returns, or on a group around it.
    /// </summary>
    private static IEnumerable<(string Call, IAuthorizeData Required)> FindRequired(IEnumerable<Endpoint> endpoints) =>
        endpoints
            .SelectMany(static endpoint =>
                endpoint
                    .Metadata.GetOrderedMetadata<IAuthorizeData>()
                    .Select(required => (Call: Access.FindCall(endpoint.Metadata)!, Required: required))
            )
            .Distinct();
}
