using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Orchestrator.Dashboard.Session;

/// <summary>
/// When a sign-in ends. The ticket of the request says it, and a connection knows only the user of the request that opened it, so the time
/// becomes one of the claims of the user.
/// </summary>
internal static class SignInExpiry
{
    private const string ClaimType = "orchestrator:sign_in_expires";

    /// <summary>Among the claims of a token; in seconds since 1970.</summary>
    private const string TokenClaimType = "exp";

    /// <summary>Adds the end of the ticket to the user of a request, if it has one.</summary>
    internal static void Keep(HttpContext context)
    {
        if (context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc is { } expiresAt)
        {
            // An identity without a type of authentication: it says nothing about who the user is.
            var expiry = new Claim(ClaimType, expiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            context.User = new ClaimsPrincipal([.. context.User.Identities, new ClaimsIdentity([expiry])]);
        }
    }

    /// <summary>Whether the sign-in has ended. A user without an end stays signed in.</summary>
    internal static bool IsOver(ClaimsPrincipal user, DateTimeOffset now) =>
        (user.FindFirst(ClaimType) ?? user.FindFirst(TokenClaimType)) is { } expiry
        && long.TryParse(expiry.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var expiresAt)
        && now.ToUnixTimeSeconds() >= expiresAt;
}
