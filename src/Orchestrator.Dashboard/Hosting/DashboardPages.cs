using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Api.Events;
using Orchestrator.Api.Hosting;
using Orchestrator.Dashboard.Diagnostics;
using Orchestrator.Dashboard.Session;

namespace Orchestrator.Dashboard.Hosting;

/// <summary>
/// What surrounds each request to a page or to its connection: the path, the headers that bound what a browser does with the page, and the
/// check of where a connection comes from.
/// </summary>
internal static class DashboardPages
{
    /// <summary>
    /// Scripts come from this host alone. Styles may be inline: the components of the library set sizes and colours as attributes.
    /// </summary>
    internal const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Serves an endpoint with the path of the dashboard as the base of its pages.</summary>
    internal static void Serve(EndpointBuilder endpoint, PagePolicy policy)
    {
        // All conventions have run, also those of the groups in which the application maps the dashboard.
        policy.Add(endpoint.Metadata);
        if (endpoint is RouteEndpointBuilder { RequestDelegate: { } serve } route)
        {
            // As long as it is here, before the groups in which the application maps the dashboard put their paths before it.
            var ownSegments = route.RoutePattern.PathSegments.Count;
            endpoint.RequestDelegate = context => ServeAsync(context, ownSegments, serve);
        }
    }

    private static Task ServeAsync(HttpContext context, int ownSegments, RequestDelegate serve)
    {
        var (request, response) = (context.Request, context.Response);
        if (!AllowedOrigins.IsOwn(request))
        {
            // Also not one that may call the API: what happens on a page is for the pages of this host alone.
            Log.OriginRejected(LoggerOf(context), request.Headers.Origin.ToString(), $"{request.Scheme}://{request.Host}");
            response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        // Components know the base of their addresses by the path base of the request; routing has ended here, so nothing else looks at it.
        var (before, after) = Split(
            request.Path.Value!,
            ((RouteEndpoint)context.GetEndpoint()!).RoutePattern.PathSegments.Count - ownSegments
        );
        if (after.Length == 0)
        {
            response.Redirect($"{request.PathBase}{request.Path}/{request.QueryString}");
            return Task.CompletedTask;
        }

        (request.PathBase, request.Path) = (request.PathBase.Add(before), after);
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers.CacheControl = "no-store";
        SignInExpiry.Keep(context);
        return IsConnection(request) ? ConnectAsync(context, serve) : serve(context);
    }

    /// <summary>Whether a request stays open for as long as its page. A web socket of HTTP/2 is opened with CONNECT.</summary>
    private static bool IsConnection(HttpRequest request) =>
        request.Path == "/_blazor" && (HttpMethods.IsGet(request.Method) || HttpMethods.IsConnect(request.Method));

    /// <summary>Opens the connection of a page as one of the web sockets of its client, which are limited.</summary>
    private static async Task ConnectAsync(HttpContext context, RequestDelegate serve)
    {
        var sockets = context.RequestServices.GetRequiredService<OpenSockets>();
        if (!sockets.TryOpen(context))
        {
            Log.ConnectionRejected(LoggerOf(context));
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        try
        {
            await serve(context);
        }
        finally
        {
            sockets.Close(context);
        }
    }

    private static ILogger LoggerOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(DashboardPages));

    /// <summary>Parts a path after some segments.</summary>
    private static (string Before, string After) Split(string path, int segments)
    {
        var end = 0;
        for (var segment = 0; segment < segments && end < path.Length; segment++)
        {
            var next = path.IndexOf('/', end + 1);
            end = next < 0 ? path.Length : next;
        }

        return (path[..end], path[end..]);
    }
}
