using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Forms.Fields;

/// <summary>
/// Describes a page as JSON schema in the dialect that clients of orchestrator-core render: draft 2020-12 as pydantic writes it, with
/// widget options under both <c>uniforms</c> and <c>extraProperties</c>.
/// </summary>
internal static class PageSchema
{
    /// <summary>Describes a page.</summary>
    /// <param name="page">Its fields.</param>
    /// <param name="prefill">What the fields are filled with; null for nothing.</param>
    /// <returns>The schema; the order of its properties is the order of display.</returns>
    internal static JsonObject Describe(PageFields page, JsonElement? prefill)
    {
        var definitions = new SchemaDefinitions();
        var schema = DescribeObject(page, page.Title, prefill ?? page.Defaults(), prefill is not null, definitions);
        definitions.AddTo(schema);
        return schema;
    }

    private static JsonObject DescribeObject(
        PageFields page,
        string title,
        JsonElement values,
        bool isPrefilled,
        SchemaDefinitions definitions
    )
    {
        var schema = new JsonObject
        {
            ["title"] = title,
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(
                page.Fields.Select(field =>
                    KeyValuePair.Create(field.Name, (JsonNode?)DescribeField(field, values, isPrefilled, definitions))
                )
            ),
        };
        var required = page.Fields.Where(field => field.MustBePosted(values)).Select(static field => (JsonNode)field.Name).ToArray();
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }

        return schema;
    }

    private static JsonObject DescribeField(PageField field, JsonElement values, bool isPrefilled, SchemaDefinitions definitions)
    {
        var type = DescribeType(field.Kind, field.Type, field.Rules, definitions);
        var schema = field.IsNullable ? new JsonObject { ["anyOf"] = new JsonArray(type, new JsonObject { ["type"] = "null" }) } : type;
        if (field is { IsNullable: true, Kind: FieldKind.Timestamp })
        {
            foreach (var key in new[] { "type", "format", "uniforms", "extraProperties" })
            {
                schema[key] = type[key]!.DeepClone();
            }
        }

        if (!type.ContainsKey("$ref") || field.IsNullable)
        {
            schema["title"] = field.Title;
        }

        if (field.Description is { } description)
        {
            schema["description"] = description;
        }

        if (values.TryGetProperty(field.Name, out var value) && ShowsDefault(field, values, value, isPrefilled))
        {
            schema["default"] = ToPosted(field, value);
        }

        return schema;
    }

    /// <summary>
    /// A required field has a default only where the form gave one: what its type has for "nothing", such as an enumeration's first member,
    /// is not a choice that anyone made.
    /// </summary>
    private static bool ShowsDefault(PageField field, JsonElement values, JsonElement value, bool isPrefilled) =>
        !field.MustBePosted(values) || (isPrefilled && value.ValueKind != JsonValueKind.Null);

    private static JsonNode? ToPosted(PageField field, JsonElement value) =>
        field.Kind == FieldKind.Timestamp && value.ValueKind == JsonValueKind.String
            ? value.GetDateTimeOffset().ToUnixTimeSeconds()
            : FormErrors.Node(value);

    private static JsonObject DescribeType(
        FieldKind kind,
        Type type,
        IReadOnlyList<ValidationAttribute> rules,
        SchemaDefinitions definitions
    )
    {
        switch (kind)
        {
            case FieldKind.Boolean:
                return new() { ["type"] = "boolean" };
            case FieldKind.Integer:
                return WithBounds(new() { ["type"] = "integer" }, rules);
            case FieldKind.Number:
                return WithBounds(new() { ["type"] = "number" }, rules);
            case FieldKind.Uuid:
                return new() { ["type"] = "string", ["format"] = "uuid" };
            case FieldKind.Date:
                return new() { ["type"] = "string", ["format"] = "date" };
            case FieldKind.Timestamp:
                return new()
                {
                    ["type"] = "number",
                    ["format"] = "timestamp",
                    ["uniforms"] = TimestampOptions(),
                    ["extraProperties"] = TimestampOptions(),
                };
            case FieldKind.Address:
                return new() { ["type"] = "string", ["format"] = "ipvanyaddress" };
            case FieldKind.Choice:
                return definitions.Refer(type, static (type, _) => DescribeChoices(type));
            case FieldKind.List:
                var item = FieldKinds.ItemType(type)!;
                return WithLengths(
                    new() { ["type"] = "array", ["items"] = DescribeType(FieldKinds.Of(item), item, [], definitions) },
                    rules,
                    "minItems",
                    "maxItems"
                );
            case FieldKind.Object:
                return definitions.Refer(
                    type,
                    static (type, definitions) =>
                    {
                        var page = PageFields.Of(type);
                        return DescribeObject(page, type.Name, page.Defaults(), isPrefilled: false, definitions);
                    }
                );
            default:
                return DescribeText(rules);
        }
    }

    private static JsonObject DescribeText(IReadOnlyList<ValidationAttribute> rules)
    {
        var schema = WithLengths(new() { ["type"] = "string" }, rules, "minLength", "maxLength");
        foreach (var rule in rules)
        {
            switch (rule)
            {
                case RegularExpressionAttribute pattern:
                    // The attribute looks at the whole text, a schema for a place in it.
                    schema["pattern"] = $"^(?:{pattern.Pattern})$";
                    break;
                case EmailAddressAttribute:
                    schema["format"] = "email";
                    break;
                case DataTypeAttribute { DataType: DataType.MultilineText }:
                    schema["format"] = "long";
                    break;
                case AllowedValuesAttribute allowed:
                    schema["enum"] = new JsonArray([.. allowed.Values.Select(static value => JsonValue.Create(value?.ToString()))]);
                    break;
                default:
                    break;
            }
        }

        return schema;
    }

    private static JsonObject DescribeChoices(Type type)
    {
        var choices = Choices.Of(type);
        var schema = new JsonObject
        {
            ["title"] = type.Name,
            ["type"] = "string",
            ["enum"] = new JsonArray([.. choices.Select(static choice => (JsonNode)choice.Value)]),
        };
        if (choices.Any(static choice => choice.Label != choice.Value))
        {
            schema["options"] = new JsonObject(choices.Select(static choice => KeyValuePair.Create(choice.Value, (JsonNode?)choice.Label)));
        }

        return schema;
    }

    private static JsonObject TimestampOptions() =>
        new()
        {
            ["showTimeSelect"] = true,
            ["locale"] = null,
            ["min"] = null,
            ["max"] = null,
            ["dateFormat"] = null,
            ["timeFormat"] = null,
        };

    private static JsonObject WithBounds(JsonObject schema, IReadOnlyList<ValidationAttribute> rules)
    {
        var range = NumberRange.Of(rules);
        if (range.Minimum is { } least)
        {
            schema[least.IsExclusive ? "exclusiveMinimum" : "minimum"] = JsonSerializer.SerializeToNode(least.Written);
        }

        if (range.Maximum is { } most)
        {
            schema[most.IsExclusive ? "exclusiveMaximum" : "maximum"] = JsonSerializer.SerializeToNode(most.Written);
        }

        return schema;
    }

    private static JsonObject WithLengths(JsonObject schema, IReadOnlyList<ValidationAttribute> rules, string minimum, string maximum)
    {
        var (least, most) = Lengths.Of(rules);
        if (least > 0)
        {
            schema[minimum] = least;
        }

        if (most < int.MaxValue)
        {
            schema[maximum] = most;
        }

        return schema;
    }
}
