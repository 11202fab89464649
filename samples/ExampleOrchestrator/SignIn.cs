using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;

namespace ExampleOrchestrator;

/// <summary>
/// Who may use the example, as its configuration says: clients of the API by the tokens of <c>Authentication:Schemes:Bearer</c>, browsers
/// by a sign-in at the provider of <c>Authentication:Schemes:OpenIdConnect</c>.
/// </summary>
internal static class SignIn
{
    private const string Schemes = "Authentication:Schemes";

    internal static void AddSignIn(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment() && !builder.Configuration.GetSection(Schemes).Exists())
        {
            // Open until the configuration names an issuer, as `dotnet user-jwts create` does.
            builder.Configuration["Orchestrator:Authentication:Disabled"] ??= "true";
        }

        var authentication = builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        if (builder.Configuration.HasBrowserSignIn())
        {
            authentication
                .AddCookie(static cookie => cookie.ForwardChallenge = OpenIdConnectDefaults.AuthenticationScheme)
                .AddOpenIdConnect(static provider =>
                {
                    provider.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                    provider.ResponseType = "code";
                    provider.MapInboundClaims = false;
                    provider.TokenValidationParameters.NameClaimType = "preferred_username";
                    provider.TokenValidationParameters.RoleClaimType = "roles";
                });
        }
    }

    /// <summary>Sends a browser without a sign-in to the provider. The API accepts tokens only, never the cookie of a browser.</summary>
    internal static void RequireBrowserSignIn(this IEndpointConventionBuilder pages, IConfiguration configuration)
    {
        if (configuration.HasBrowserSignIn())
        {
            pages.RequireAuthorization(
                new AuthorizeAttribute { AuthenticationSchemes = CookieAuthenticationDefaults.AuthenticationScheme }
            );
        }
    }

    private static bool HasBrowserSignIn(this IConfiguration configuration) =>
        configuration.GetSection($"{Schemes}:{OpenIdConnectDefaults.AuthenticationScheme}").Exists();
}
