using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Dashboard.Session;

/// <summary>
/// Ends the sign-in of a page at which no one reads or clicks when its time is over. An application that also wants to notice a disabled
/// account or a withdrawn role registers its own <see cref="RevalidatingServerAuthenticationStateProvider"/> in place of this.
/// </summary>
internal sealed class ExpiringSignIn(ILoggerFactory loggers, TimeProvider time) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(15);

    protected override Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    ) => Task.FromResult(!SignInExpiry.IsOver(authenticationState.User, time.GetUtcNow()));
}
