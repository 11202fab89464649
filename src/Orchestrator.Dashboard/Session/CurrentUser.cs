using Microsoft.AspNetCore.Components.Authorization;
using Orchestrator.Api.Binding;

namespace Orchestrator.Dashboard.Session;

/// <summary>Who looks at the pages of one connection: the same caller that the API makes of their requests.</summary>
internal sealed class CurrentUser(AuthenticationStateProvider authentication, PagePolicy policy, TimeProvider time)
{
    /// <summary>The network address from which the page was opened, for the audit.</summary>
    internal string? Address { get; set; }

    /// <summary>Whether the sign-in has ended while the page was open. It stays so until the page is loaded again.</summary>
    internal bool IsSignedOut { get; private set; }

    /// <summary>Called when the sign-in has ended.</summary>
    internal event Action? SignedOut;

    /// <summary>
    /// Finds who it is, and whether they are still signed in and may still see the pages. Asked before each read and each action: a page
    /// stays open for days, and the request that opened it was checked only once.
    /// </summary>
    /// <exception cref="ForbiddenException">The sign-in has ended, or the user may not see the pages any longer.</exception>
    internal async Task<Caller> GetAsync()
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        if (IsSignedOut || SignInExpiry.IsOver(user, time.GetUtcNow()) || !await policy.AllowsAsync(user))
        {
            if (!IsSignedOut)
            {
                IsSignedOut = true;
                SignedOut?.Invoke();
            }

            throw new ForbiddenException("signed_out", "Your sign-in has ended, or you may not see these pages any longer. Sign in again.");
        }

        return RequestCaller.Of(user) with
        {
            Address = Address,
        };
    }
}
