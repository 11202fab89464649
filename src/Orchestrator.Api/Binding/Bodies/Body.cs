using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Api.Errors;
using Orchestrator.Options;

namespace Orchestrator.Api.Binding;

/// <summary>What a request says in its body.</summary>
/// <typeparam name="TSelf">The record of what is said.</typeparam>
internal interface IBody<TSelf>
    where TSelf : IBody<TSelf>
{
    /// <summary>What the OpenAPI document says of the body; any JSON unless the record says more.</summary>
    static virtual Type Shape => typeof(JsonElement);

    /// <summary>Whether the request may come without a body.</summary>
    static virtual bool IsOptional => false;

    /// <summary>Whether the body may be null.</summary>
    static virtual bool IsNullable => false;

    /// <summary>The largest body that is taken, in bytes.</summary>
    static virtual int GetMaxSize(OrchestratorOptions options) => options.MaxBodySize;

    /// <summary>The pages of a form that a body has; null for none.</summary>
    static virtual FormPages? FindPages(JsonElement body) => null;

    /// <summary>Reads a body; null where there is none.</summary>
    /// <exception cref="RequestException">It is not written as the contract says.</exception>
    static abstract TSelf Read(JsonElement? body);
}

/// <summary>The body of a request, bound to a record: decision 62.</summary>
/// <typeparam name="T">The record.</typeparam>
internal readonly record struct Body<T>(T Value) : IEndpointParameterMetadataProvider
    where T : IBody<T>
{
    public static async ValueTask<Body<T>> BindAsync(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<OrchestratorOptions>>().Value;
        var body = await JsonBody.ReadAsync(context.Request, T.GetMaxSize(options), context.RequestAborted);
        (body is { } given ? T.FindPages(given) : null)?.Check(options.MaxFormPages);
        return new(T.Read(body));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new JsonBodyMetadata(T.Shape, T.IsOptional, T.IsNullable));
}
