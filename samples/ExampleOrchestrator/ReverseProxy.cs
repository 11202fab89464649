using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace ExampleOrchestrator;

/// <summary>
/// Believes what a reverse proxy says about the address that its clients use: scheme, host and path. The setting <c>ReverseProxy</c> names
/// the proxy by its IP address; without it, no header is believed.
/// </summary>
internal static class ReverseProxy
{
    private const string Setting = "ReverseProxy";

    internal static void AddReverseProxy(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[Setting] is { Length: > 0 } address)
        {
            builder.Services.Configure<ForwardedHeadersOptions>(options =>
            {
                options.ForwardedHeaders = ForwardedHeaders.All;
                options.KnownIPNetworks.Clear();
                options.KnownProxies.Clear();
                options.KnownProxies.Add(IPAddress.Parse(address));
            });
        }
    }

    /// <summary>Comes before everything that reads the address of a request.</summary>
    internal static void UseReverseProxy(this WebApplication app)
    {
        if (app.Configuration[Setting] is { Length: > 0 })
        {
            app.UseForwardedHeaders();
        }
    }
}
