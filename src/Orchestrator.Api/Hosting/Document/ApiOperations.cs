using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Orchestrator.Api.Binding;

namespace Orchestrator.Api.Hosting;

/// <summary>
/// Describes in the OpenAPI document what the framework does not see: what binds itself, and answers of more than one shape.
/// </summary>
internal static class ApiOperations
{
    private const string Json = "application/json";

    /// <summary>Where the framework keeps the name of a schema.</summary>
    private const string SchemaId = "x-schema-id";

    /// <summary>Where the framework keeps that a property whose schema has a name may be null as well.</summary>
    private const string NullableProperty = "x-is-nullable-property";

    internal static async Task DescribeAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var parameter in metadata.OfType<BoundParameter>())
        {
            (operation.Parameters ??= []).Add(
                new OpenApiParameter
                {
                    Name = parameter.Name,
                    In = parameter.Location,
                    Required = parameter.Location == ParameterLocation.Path,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = parameter.Format },
                }
            );
        }

        if (metadata.OfType<JsonBodyMetadata>().FirstOrDefault() is { } body)
        {
            var schema = await ReferToAsync(body.Body, context, cancellationToken);
            if (body.IsNullable && schema is OpenApiSchema nullable)
            {
                nullable.Type |= JsonSchemaType.Null;
            }

            operation.RequestBody = new OpenApiRequestBody
            {
                Required = !body.IsOptional,
                Content = new Dictionary<string, OpenApiMediaType> { [Json] = new() { Schema = schema } },
            };
        }

        operation.Responses = await OrderAnswersAsync(operation.Responses, context, cancellationToken);
        ApiExamples.AddTo(operation);
    }

    /// <summary>The answers by status. The framework takes one shape of each; where there are several, the answer is any of them.</summary>
    private static async Task<OpenApiResponses> OrderAnswersAsync(
        OpenApiResponses? described,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var shapes = context
            .Description.ActionDescriptor.EndpointMetadata.OfType<IProducesResponseTypeMetadata>()
            .Where(static answer => answer.Type is { } type && type != typeof(void))
            .ToLookup(static answer => $"{answer.StatusCode}", static answer => answer.Type!);
        var ordered = new OpenApiResponses();
        foreach (var (status, response) in (described ?? []).OrderBy(static answer => answer.Key, StringComparer.Ordinal))
        {
            ordered[status] = response;
            if (shapes[status].Distinct().ToArray() is not [_, _, ..] several)
            {
                continue;
            }

            var schemas = new List<IOpenApiSchema>();
            foreach (var type in several)
            {
                schemas.Add(await ReferToAsync(type, context, cancellationToken));
            }

            response.Content![Json].Schema = new OpenApiSchema { AnyOf = schemas };
        }

        return ordered;
    }

    private static async Task<IOpenApiSchema> ReferToAsync(
        Type type,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    ) => Refer(await context.GetOrCreateSchemaAsync(type, parameterDescription: null, cancellationToken), context.Document!);

    /// <summary>
    /// Puts a schema that has a name, and those in it, among the components of the document, as the framework does with its own.
    /// </summary>
    private static IOpenApiSchema Refer(IOpenApiSchema schema, OpenApiDocument document)
    {
        if (schema is not OpenApiSchema described)
        {
            return schema;
        }

        described.Items = described.Items is { } items ? Refer(items, document) : null;
        foreach (var (member, property) in described.Properties?.ToArray() ?? [])
        {
            // Said where it is referred to. Any of, not one of: the schema of an enum that may be null has null among its values.
            var isNullable = property is OpenApiSchema { Metadata: { } kept } && kept.ContainsKey(NullableProperty);
            var referred = Refer(property, document);
            described.Properties![member] = isNullable
                ? new OpenApiSchema { AnyOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, referred] }
                : referred;
        }

        if (described.Metadata?.TryGetValue(SchemaId, out var name) is not true || name is not string { Length: > 0 } id)
        {
            return described;
        }

        document.AddComponent(id, described);
        return new OpenApiSchemaReference(id, document);
    }
}
