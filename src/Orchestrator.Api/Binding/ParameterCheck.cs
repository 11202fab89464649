using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Api.Errors;

namespace Orchestrator.Api.Binding;

/// <summary>
/// Refuses texts in the path and the query of a request that could not be stored, and parameters that the endpoint does not take, before
/// any parameter is bound.
/// </summary>
internal static class ParameterCheck
{
    /// <summary>Puts the check before each endpoint of a group.</summary>
    internal static RouteGroupBuilder WithParameterCheck(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Add(static endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
            {
                Check(context.Request);
                context.GetEndpoint()?.Metadata.GetMetadata<KnownParameters>()?.Check(context.Request.Query);
                return next(context);
            };
        });
        return group;
    }

    private static void Check(HttpRequest request)
    {
        foreach (var (name, values) in request.Query)
        {
            Demand("query", name, values.ToString());
        }

        foreach (var (name, value) in request.RouteValues)
        {
            Demand("path", name, value?.ToString() ?? "");
        }
    }

    private static void Demand(string part, string name, string value)
    {
        if ((StorableText.FindProblem(name) ?? StorableText.FindProblem(value)) is { } problem)
        {
            throw RequestException.NotStorable([part, name], problem);
        }
    }
}
