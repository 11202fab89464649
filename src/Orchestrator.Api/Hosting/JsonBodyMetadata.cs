using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Orchestrator.Api.Hosting;

/// <summary>
/// Says in the OpenAPI document what body an endpoint reads. Not the framework's Accepts: with that the routing refuses bodies whose type it
/// does not know, before the one place where bodies are read can decide it.
/// </summary>
/// <param name="Body">The body's shape.</param>
internal sealed record JsonBodyMetadata(Type Body)
{
    internal static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<JsonBodyMetadata>().FirstOrDefault() is { } metadata)
        {
            var schema = await context.GetOrCreateSchemaAsync(metadata.Body, parameterDescription: null, cancellationToken);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = schema } },
            };
        }
    }
}

/// <summary>Describes bodies.</summary>
internal static class JsonBodyConventions
{
    /// <summary>Says what body an endpoint reads.</summary>
    internal static RouteHandlerBuilder WithJsonBody<T>(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new JsonBodyMetadata(typeof(T)));
}
