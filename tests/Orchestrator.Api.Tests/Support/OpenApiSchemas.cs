using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Orchestrator.Api.Tests.Support;

/// <summary>Holds JSON against the schemas of an OpenAPI document.</summary>
internal sealed class OpenApiSchemas
{
    private const string InDocument = "#/components/schemas/";
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private readonly ConcurrentDictionary<string, JsonSchema> _known = new(StringComparer.Ordinal);
    private readonly string _id = $"https://orchestrator.example/{Guid.NewGuid()}";

    /// <param name="document">The document.</param>
    /// <param name="isClosed">True when what a schema does not name is a fault.</param>
    internal OpenApiSchemas(JsonObject document, bool isClosed)
    {
        var components = document["components"]!["schemas"]!.DeepClone().AsObject();
        foreach (var schema in components.Select(static component => component.Value!.AsObject()))
        {
            if (isClosed && schema.ContainsKey("properties") && !schema.ContainsKey("additionalProperties"))
            {
                schema["additionalProperties"] = false;
            }
        }

        // What is parsed is known to the library by its id from then on.
        _known[""] = Parse(new JsonObject { ["$id"] = _id, ["$defs"] = components }.ToJsonString());
    }

    /// <summary>Says what of a value is not as a schema of the document says; null when nothing is.</summary>
    internal string? FindFault(JsonNode schema, JsonElement value)
    {
        var result = _known.GetOrAdd(schema.ToJsonString(), Parse).Evaluate(value, Options);
        return result.IsValid
            ? null
            : string.Join(
                "; ",
                (result.Details ?? [])
                    .Where(static detail => detail.Errors is not null)
                    .SelectMany(static detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"))
                    .Distinct()
                    .Take(5)
            );
    }

    private JsonSchema Parse(string schema) => JsonSchema.FromText(schema.Replace(InDocument, $"{_id}#/$defs/", StringComparison.Ordinal));
}
