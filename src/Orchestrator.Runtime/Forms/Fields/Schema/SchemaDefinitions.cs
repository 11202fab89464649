using System.Text.Json.Nodes;

namespace Orchestrator.Forms.Fields;

/// <summary>The <c>$defs</c> of a page: a name for each definition, also where two have the same one.</summary>
internal sealed class SchemaDefinitions
{
    private readonly Dictionary<object, string> _names = new(ReferenceEqualityComparer.Instance);
    private readonly SortedDictionary<string, JsonObject> _schemas = new(StringComparer.Ordinal);

    /// <summary>A reference to a definition, which is described when it is first referred to.</summary>
    /// <param name="defined">What is defined.</param>
    /// <param name="name">What its definition is called, unless another one is.</param>
    /// <param name="describe">Describes it.</param>
    internal JsonObject Refer(object defined, string name, Func<JsonObject> describe)
    {
        if (!_names.TryGetValue(defined, out var known))
        {
            // Entered before it is described, so that an object that holds its own kind does not describe itself without end.
            _names[defined] = known = Free(name);
            _schemas[known] = [];
            var schema = describe();
            if (FindEqual(name, schema) is { } equal)
            {
                _schemas.Remove(known);
                _names[defined] = known = equal;
            }
            else
            {
                _schemas[known] = schema;
            }
        }

        return new() { ["$ref"] = $"#/$defs/{known}" };
    }

    internal void AddTo(JsonObject schema)
    {
        if (_schemas.Count > 0)
        {
            schema["$defs"] = new JsonObject(_schemas.Select(static pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        }
    }

    private string? FindEqual(string name, JsonObject schema) =>
        Names(name).TakeWhile(_schemas.ContainsKey).FirstOrDefault(other => JsonNode.DeepEquals(_schemas[other], schema));

    private string Free(string name) => Names(name).First(free => !_schemas.ContainsKey(free));

    private static IEnumerable<string> Names(string name) =>
        Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? name : $"{name}{number}");
}
