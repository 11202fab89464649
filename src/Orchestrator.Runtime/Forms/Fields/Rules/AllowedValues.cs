using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Forms.Fields;

/// <summary>The values that <see cref="AllowedValuesAttribute"/> allows, as a form reads them.</summary>
internal static class AllowedValues
{
    internal static IEnumerable<JsonNode?> Write(AllowedValuesAttribute allowed) =>
        allowed.Values.Select(static value =>
            value is null ? null : JsonSerializer.SerializeToNode(value, value.GetType(), StateJson.Options)
        );
}
