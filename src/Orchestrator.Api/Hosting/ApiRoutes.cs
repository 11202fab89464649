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

    /// <summary>The call by which the application maps the API.</summary>
    internal const string Call = "MapOrchestratorApi()";

    private readonly List<IEndpointRouteBuilder> _mapped = [];
    private PathString[]? _paths;

    /// <summary>The first call by which the application maps them, or pages that need the same middleware; null for none.</summary>
    internal string? MappedBy { get; private set; }

    /// <summary>Whether the application has the API's middleware.</summary>
    internal bool HaveMiddleware { get; set; }

    /// <summary>Takes note of the endpoints.</summary>
    /// <param name="endpoints">What they are mapped on.</param>
    /// <param name="root">The endpoint of the path at which the application maps the API.</param>
    /// <param name="api">The endpoints of the API.</param>
    internal void Add(IEndpointRouteBuilder endpoints, IEndpointConventionBuilder root, IEndpointConventionBuilder api)
    {
        Watch(endpoints, Call);
        root.WithMetadata(this, Root.Marker);
        api.WithMetadata(this);
    }

    /// <summary>Takes note of what endpoints are mapped on that are meant for those who are signed in, and of the call.</summary>
    internal void Watch(IEndpointRouteBuilder endpoints, string call)
    {
        _mapped.Add(endpoints);
        MappedBy ??= call;
    }

    /// <exception cref="InvalidOperationException">The application has not added the API.</exception>
    internal static ApiRoutes Of(IServiceProvider services) =>
        services.GetService<ApiRoutes>()
        ?? throw new InvalidOperationException("The services of the API are missing. Call builder.Services.AddOrchestratorApi().");

    /// <summary>Whether a request is for the API. Asked once the application knows the request's endpoint.</summary>
    internal bool Serve(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint endpoint
            ? endpoint.Metadata.GetMetadata<ApiRoutes>() is not null
            // None, or the one by which the routing refuses a method.
            : (_paths ??= FindPaths(context.RequestServices)).Any(path =>
                context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)
            );

    /// <summary>
    /// The endpoints that are meant for those who are signed in. What a group of the application adds to them is known only when the host
    /// has built its endpoints. Each call may build them again.
    /// </summary>
    internal IReadOnlyList<Endpoint> FindClosed(IServiceProvider services) =>
        [
            .. _mapped
                .SelectMany(static endpoints => endpoints.DataSources)
                .Concat(services.GetServices<EndpointDataSource>())
                .SelectMany(static source => source.Endpoints)
                .Where(static endpoint => Access.FindCall(endpoint.Metadata) is not null),
        ];

    /// <summary>
    /// The paths below which the application has the API. Only what serves requests has the complete patterns: what the API is mapped on
    /// does not have those of the groups around it.
    /// </summary>
    private static PathString[] FindPaths(IServiceProvider services) =>
        [
            .. services
                .GetServices<EndpointDataSource>()
                .SelectMany(static source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(static endpoint => endpoint.Metadata.GetMetadata<Root>() is not null)
                .Select(static endpoint => new PathString($"/{endpoint.RoutePattern.RawText?.Trim('/')}".TrimEnd('/') + Path)),
        ];

    /// <summary>Marks the endpoint of the path at which the application maps the API.</summary>
    private sealed class Root
    {
        internal static readonly Root Marker = new();
    }
}
