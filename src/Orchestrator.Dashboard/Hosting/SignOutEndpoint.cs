using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Api.Hosting;
using Orchestrator.Dashboard.Session;

namespace Orchestrator.Dashboard.Hosting;

/// <summary>
/// Ends the sign-in of a browser. It asks for no right: who is not signed in is not signed out by it. Only a form of this host is accepted.
/// </summary>
internal static class SignOutEndpoint
{
    /// <summary>The address, below the path of the dashboard.</summary>
    internal const string Path = "sign-out";

    internal static void Map(IEndpointRouteBuilder dashboard) =>
        dashboard.MapPost($"/{Path}", SignOutAsync).ForAnyone().ExcludeFromDescription();

    /// <summary>
    /// The schemes by which a browser is signed in: those that the pages name, or the default one, and of them those that can sign out. A
    /// token cannot: it is the client's.
    /// </summary>
    internal static async Task<IReadOnlyList<string>> FindSchemesAsync(IServiceProvider services)
    {
        if (services.GetService<IAuthenticationSchemeProvider>() is not { } schemes)
        {
            return [];
        }

        var named = services.GetRequiredService<PagePolicy>().Schemes;
        var found = new List<string>();
        foreach (var scheme in await schemes.GetAllSchemesAsync())
        {
            var isUsed =
                named.Count > 0 ? named.Contains(scheme.Name) : scheme.Name == (await schemes.GetDefaultSignOutSchemeAsync())?.Name;
            if (isUsed && typeof(IAuthenticationSignOutHandler).IsAssignableFrom(scheme.HandlerType))
            {
                found.Add(scheme.Name);
            }
        }

        return found;
    }

    private static async Task SignOutAsync(HttpContext context)
    {
        if (!AllowedOrigins.IsOwn(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        foreach (var scheme in await FindSchemesAsync(context.RequestServices))
        {
            await context.SignOutAsync(scheme);
        }

        // What is shown then, the application decides: it asks who is not signed in to sign in.
        var path = context.Request.PathBase + context.Request.Path.Value![..^Path.Length];
        context.Response.Redirect(path);
    }
}
