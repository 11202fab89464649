using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Orchestrator.Api.Hosting;

/// <summary>
/// Describes the wire's shapes in the OpenAPI document as they are written, whatever the application's own JSON makes of them.
/// </summary>
internal static class ApiSchemas
{
    private const string Suffix = "Dto";

    /// <summary>The name of a type's schema; null for one that is described where it is used.</summary>
    internal static string? Name(JsonTypeInfo type) =>
        type.Type == typeof(JsonElement) || type.Type == typeof(JsonElement?) || type.Type.IsAssignableTo(typeof(JsonNode)) ? null
        : OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name && name.EndsWith(Suffix, StringComparison.Ordinal)
            ? name[..^Suffix.Length]
        : OpenApiOptions.CreateDefaultSchemaReferenceId(type);

    internal static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTimeOffset))
        {
            // Timestamps are Unix seconds.
            schema.Type = JsonSchemaType.Number | (schema.Type & JsonSchemaType.Null);
            schema.Format = null;
        }
        else if (schema.Type is { } types && (types & (JsonSchemaType.Integer | JsonSchemaType.Number)) != 0)
        {
            // The framework's settings read numbers from texts as well; the API does neither read nor write them so.
            schema.Type = types & ~JsonSchemaType.String;
            schema.Pattern = null;
        }

        if (context.JsonTypeInfo.Properties.Any(static property => property.IsExtensionData))
        {
            schema.AdditionalPropertiesAllowed = true;
            schema.AdditionalProperties = new OpenApiSchema();
        }

        foreach (var property in context.JsonTypeInfo.Properties.Where(CanBeLeftOut))
        {
            schema.Required?.Remove(property.Name);
        }

        return Task.CompletedTask;
    }

    private static bool CanBeLeftOut(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [JsonIgnoreAttribute, ..];
}
