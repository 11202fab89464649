using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Orchestrator.Api.Hosting;

/// <summary>
/// Knows which requests are for the API: those of its endpoints, and those below its path that no endpoint of the application serves.
/// </summary>
internal sealed class ApiRoutes
{
    /// <summary>The path of the API, below the path at which the application maps it.</summary>
    internal const string Path = "/api";

    private IEndpointRouteBuilder? _endpoints;
    private PathString _path = Path;

    /// <summary>Whether the application maps the endpoints.</summary>
    [MemberNotNullWhen(true, nameof(_endpoints))]
    internal bool AreMapped => _endpoints is not null;

    /// <summary>Whether the application has the API's middleware.</summary>
    internal bool HaveMiddleware { get; set; }

    /// <summary>Takes note of the endpoints.</summary>
    /// <param name="endpoints">What they are mapped on.</param>
    /// <param name="root">The endpoint of the path at which the application maps the API.</param>
    /// <param name="api">The endpoints of the API.</param>
    internal void Add(IEndpointRouteBuilder endpoints, IEndpointConventionBuilder root, IEndpointConventionBuilder api)
    {
        _endpoints = endpoints;
        root.WithMetadata(this);
        api.WithMetadata(this);

        // The pattern is complete, with the groups that the application maps the API in, when the endpoint is built.
        root.Finally(endpoint => _path = $"/{((RouteEndpointBuilder)endpoint).RoutePattern.RawText?.Trim('/')}".TrimEnd('/') + Path);
    }

    /// <summary>Whether a request is for the API. Asked once the application knows the request's endpoint.</summary>
    internal bool Serve(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint endpoint
            ? endpoint.Metadata.GetMetadata<ApiRoutes>() is not null
            // None, or the one by which the routing refuses a method.
            : context.Request.Path.StartsWithSegments(_path, StringComparison.OrdinalIgnoreCase);

    /// <summary>The endpoints that are open to anyone, although they are not meant to be.</summary>
    internal IEnumerable<Endpoint> FindOpen() =>
        (_endpoints?.DataSources ?? [])
            .SelectMany(static source => source.Endpoints)
            .Where(static endpoint => endpoint.Metadata.GetMetadata<ApiRoutes>() is not null && Access.IsOpen(endpoint.Metadata));
}
