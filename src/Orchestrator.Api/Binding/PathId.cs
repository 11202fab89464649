using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Orchestrator.Api.Errors;

namespace Orchestrator.Api.Binding;

/// <summary>Reads the ids in paths. Each kind of id has a parameter type, which names the place.</summary>
internal static class PathId
{
    /// <summary>Reads an id.</summary>
    /// <exception cref="RequestException">It is not a UUID.</exception>
    internal static Guid Read(HttpContext context, string name)
    {
        var text = context.GetRouteValue(name)?.ToString() ?? "";
        return Guid.TryParse(text, out var id) ? id : throw RequestException.BadId(name, text);
    }

    internal static void Describe(EndpointBuilder endpoint, string name) =>
        endpoint.Metadata.Add(new BoundParameter(name, ParameterLocation.Path, "uuid"));
}
