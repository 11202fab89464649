using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
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
    internal static async Task<IReadOnlyList<string>> FindMissingAsync(ApiRoutes routes, IServiceProvider services)
    {
        // One of the application's own may know policies only once the host has started.
        var policies =
            services.GetService<IAuthorizationPolicyProvider>() is { } provider
            && provider.GetType() == typeof(DefaultAuthorizationPolicyProvider)
                ? provider
                : null;
        var schemes = services.GetService<IAuthenticationSchemeProvider>();
        var missing = new List<string>();
        foreach (var (call, required) in routes.FindRequired(services))
        {
            if (required.Policy is { Length: > 0 } policy && policies is not null && await policies.GetPolicyAsync(policy) is null)
            {
                missing.Add(
                    $"The policy '{policy}', which {call} requires, does not exist, so each request would fail. Add it with "
                        + "AddAuthorizationBuilder().AddPolicy, or correct the name."
                );
            }

            foreach (var scheme in required.AuthenticationSchemes?.Split(',', SplitOptions) ?? [])
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
}
