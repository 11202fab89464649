using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Api.Hosting;

/// <summary>
/// Knows which requests are for the API: those of its endpoints, and those below its path that no endpoint of the application serves.
/// </summary>
internal sealed class ApiRoutes
{
    /// <summary>The path of the API, below the path at which the application maps it.</summary>
    internal const string Path = "/api";

    private readonly List<IEndpointRouteBuilder> _mapped = [];
    private PathString _path = Path;

    /// <summary>Whether the application maps the endpoints.</summary>
    internal bool AreMapped { get; private set; }

    /// <summary>Whether the application maps them, or pages that need the same middleware.</summary>
    internal bool AreServed => _mapped.Count > 0;

    /// <summary>Whether the application has the API's middleware.</summary>
    internal bool HaveMiddleware { get; set; }

    /// <summary>Takes note of the endpoints.</summary>
    /// <param name="endpoints">What they are mapped on.</param>
    /// <param name="root">The endpoint of the path at which the application maps the API.</param>
    /// <param name="api">The endpoints of the API.</param>
    internal void Add(IEndpointRouteBuilder endpoints, IEndpointConventionBuilder root, IEndpointConventionBuilder api)
    {
        AreMapped = true;
        Watch(endpoints);
        root.WithMetadata(this);
        api.WithMetadata(this);

        // The pattern is complete, with the groups that the application maps the API in, when the endpoint is built.
        root.Finally(endpoint => _path = $"/{((RouteEndpointBuilder)endpoint).RoutePattern.RawText?.Trim('/')}".TrimEnd('/') + Path);
    }

    /// <summary>Takes note of what endpoints are mapped on that are meant for those who are signed in.</summary>
    internal void Watch(IEndpointRouteBuilder endpoints) => _mapped.Add(endpoints);

    /// <summary>Whether a request is for the API. Asked once the application knows the request's endpoint.</summary>
    internal bool Serve(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint endpoint
            ? endpoint.Metadata.GetMetadata<ApiRoutes>() is not null
            // None, or the one by which the routing refuses a method.
            : context.Request.Path.StartsWithSegments(_path, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The endpoints that are open to anyone, although they are meant for those who are signed in. What a group of the application adds to
    /// them is known only when the host has built its endpoints.
    /// </summary>
    internal IEnumerable<Endpoint> FindOpen(IServiceProvider services) =>
        _mapped
            .SelectMany(static endpoints => endpoints.DataSources)
            .Concat(services.GetServices<EndpointDataSource>())
            .SelectMany(static source => source.Endpoints)
            .Where(static endpoint => Access.FindCall(endpoint.Metadata) is not null && Access.IsOpen(endpoint.Metadata));
}
