using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Dashboard.Session;

/// <summary>
/// What the application requires of the requests for the pages, which is required of the user of an open page as well: the server checks
/// the connection of a page only when it is opened.
/// </summary>
internal sealed class PagePolicy(IAuthorizationPolicyProvider policies, IServiceScopeFactory scopes)
{
    private ImmutableHashSet<IAuthorizeData> _required = [];
    private ImmutableHashSet<AuthorizationPolicy> _policies = [];
    private bool _isForAnyone;

    /// <summary>Takes note of what an endpoint of the pages requires.</summary>
    internal void Add(IList<object> metadata)
    {
        ImmutableInterlocked.Update(ref _required, static (known, added) => known.Union(added), metadata.OfType<IAuthorizeData>());
        ImmutableInterlocked.Update(ref _policies, static (known, added) => known.Union(added), metadata.OfType<AuthorizationPolicy>());
        _isForAnyone |= metadata.OfType<IAllowAnonymous>().Any();
    }

    /// <summary>The authentication schemes that the application names for the pages; empty for the default one.</summary>
    internal IReadOnlySet<string> Schemes =>
        _required
            .SelectMany(static data => data.AuthenticationSchemes?.Split(',', StringSplitOptions.TrimEntries) ?? [])
            .Concat(_policies.SelectMany(static policy => policy.AuthenticationSchemes))
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether a user may see the pages.</summary>
    internal async Task<bool> AllowsAsync(ClaimsPrincipal user)
    {
        if (_isForAnyone || await AuthorizationPolicy.CombineAsync(policies, _required, _policies) is not { } policy)
        {
            return true;
        }

        await using var scope = scopes.CreateAsyncScope();
        var authorization = scope.ServiceProvider.GetRequiredService<IAuthorizationService>();
        return (await authorization.AuthorizeAsync(user, resource: null, policy)).Succeeded;
    }
}
