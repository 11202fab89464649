using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Orchestrator.Api.Hosting;

/// <summary>The endpoints of the API, as the application has mapped them.</summary>
internal sealed class ApiRoutes
{
    private IEndpointRouteBuilder? _application;

    /// <summary>Takes the endpoints of a group for the API's.</summary>
    internal void Take(IEndpointRouteBuilder application, RouteGroupBuilder group)
    {
        _application = application;
        group.WithMetadata(this);
    }

    /// <summary>The endpoints that are open to anyone, although they do not say that they are meant to be.</summary>
    internal IEnumerable<Endpoint> FindOpen() => (_application?.DataSources ?? [])
        .SelectMany(static source => source.Endpoints)
        .Where(static endpoint => endpoint.Metadata.GetMetadata<ApiRoutes>() is not null
            && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null
            && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null);
}
