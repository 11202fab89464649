using Microsoft.AspNetCore.Http;
using Orchestrator.Api.Errors;

namespace Orchestrator.Api.Endpoints;

/// <summary>Refuses texts in the path and the query of a request that could not be stored.</summary>
internal sealed class ParameterCheck : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        foreach (var (name, values) in request.Query)
        {
            Demand("query", name, values.ToString());
        }

        foreach (var (name, value) in request.RouteValues)
        {
            Demand("path", name, value?.ToString() ?? "");
        }

        return next(context);
    }

    private static void Demand(string part, string name, string value)
    {
        if ((StorableText.FindProblem(name) ?? StorableText.FindProblem(value)) is { } problem)
        {
            throw RequestException.NotStorable([part, name], problem);
        }
    }
}
