using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Orchestrator.Api.Errors;

namespace Orchestrator.Api.Binding;

/// <summary>
/// The parameters that an endpoint reads from the query. Those of orchestrator-core ignore any other parameter, so that its clients may
/// send what they like. The additions refuse it: a filter that is ignored selects everything.
/// </summary>
/// <param name="Names">The names.</param>
internal sealed record KnownParameters(IReadOnlySet<string> Names)
{
    /// <exception cref="RequestException">A parameter is not among them.</exception>
    internal void Check(IQueryCollection query)
    {
        foreach (var (name, values) in query.Where(parameter => !Names.Contains(parameter.Key)))
        {
            throw RequestException.BadQuery(
                name,
                "extra_forbidden",
                $"Extra inputs are not permitted. Parameters: {string.Join(", ", Names.Order(StringComparer.Ordinal))}",
                values.ToString()
            );
        }
    }

    /// <summary>The parameters that a handler reads, as far as the metadata of its endpoint says.</summary>
    internal static KnownParameters Of(IEnumerable<object> metadata)
    {
        var read = metadata.OfType<MethodInfo>().SelectMany(static handler => handler.GetParameters()).SelectMany(NamesOf);
        return new(read.Append(RequestCaller.Reporter).ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> NamesOf(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<AsParametersAttribute>() is null
            ? []
            : parameter
                .ParameterType.GetProperties()
                .Select(static property => property.GetCustomAttribute<FromQueryAttribute>()?.Name)
                .OfType<string>();
}

/// <summary>Lets endpoints refuse parameters that they do not read.</summary>
internal static class KnownParameterExtensions
{
    /// <summary>Lets an endpoint, or each of a group, refuse parameters of the query that it does not read.</summary>
    internal static TBuilder RefuseOtherParameters<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Add(static endpoint => endpoint.Metadata.Add(KnownParameters.Of(endpoint.Metadata)));
        return endpoints;
    }
}
