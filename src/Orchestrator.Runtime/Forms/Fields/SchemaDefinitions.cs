using System.Text.Json.Nodes;

namespace Orchestrator.Forms.Fields;

/// <summary>The <c>$defs</c> of a page: a name for each type, also where two types have the same one.</summary>
internal sealed class SchemaDefinitions
{
    private readonly Dictionary<Type, string> _names = [];
    private readonly SortedDictionary<string, JsonObject> _schemas = new(StringComparer.Ordinal);

    /// <summary>A reference to the definition of a type, which is described when it is first referred to.</summary>
    internal JsonObject Refer(Type type, Func<Type, SchemaDefinitions, JsonObject> describe)
    {
        if (!_names.TryGetValue(type, out var name))
        {
            // Entered before it is described, so that an object that holds its own kind does not describe itself without end.
            _names[type] = name = FindName(type);
            _schemas[name] = [];
            _schemas[name] = describe(type, this);
        }

        return new() { ["$ref"] = $"#/$defs/{name}" };
    }

    internal void AddTo(JsonObject schema)
    {
        if (_schemas.Count > 0)
        {
            schema["$defs"] = new JsonObject(_schemas.Select(static pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        }
    }

    private string FindName(Type type)
    {
        var simple = type.Name.Split('`')[0];
        return Enumerable
            .Range(1, int.MaxValue)
            .Select(number => number == 1 ? simple : $"{simple}{number}")
            .First(name => !_schemas.ContainsKey(name));
    }
}
