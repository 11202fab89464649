using System.Text.Json.Nodes;

namespace Orchestrator.Forms.Fields;

/// <summary>
/// Describes a page as JSON schema in the dialect that clients of orchestrator-core render: draft 2020-12 as pydantic writes it, with
/// widget options under both <c>uniforms</c> and <c>extraProperties</c>.
/// </summary>
internal static class PageSchema
{
    /// <summary>Describes a page.</summary>
    /// <param name="page">The page as it is asked.</param>
    /// <returns>The schema; the order of its properties is the order of display.</returns>
    internal static JsonObject Describe(AskedRecord page)
    {
        var definitions = new SchemaDefinitions();
        var schema = DescribeObject(page, page.Title, definitions);
        definitions.AddTo(schema);
        return schema;
    }

    internal static JsonObject DescribeObject(AskedRecord record, string title, SchemaDefinitions definitions)
    {
        PageField[] shown = [.. record.Shown];
        var schema = new JsonObject
        {
            ["title"] = title,
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(
                shown.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)Describe(record, field, definitions)))
            ),
        };
        var required = shown.Where(record.MustBePosted).Select(static field => (JsonNode)field.Name).ToArray();
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }

        return schema;
    }

    private static JsonObject Describe(AskedRecord record, PageField field, SchemaDefinitions definitions)
    {
        var schema =
            field.Kind == FieldKind.Element ? ElementSchema.Describe(field, (FormElement)field.Get(record.Instance)!, definitions)
            : field.IsHidden ? DescribeHidden(record, field)
            : field.IsReadOnly ? DescribeReadOnly(record, field, definitions)
            : DescribeField(record, field, definitions);
        if (field.Description is { } description)
        {
            schema["description"] = description;
        }

        return schema;
    }

    private static JsonObject DescribeField(AskedRecord record, PageField field, SchemaDefinitions definitions)
    {
        var rules = record.RulesOf(field);
        var type = TypeSchema.Describe(record, field, rules, definitions);
        var schema = field.IsNullable ? new JsonObject { ["anyOf"] = new JsonArray(type, new JsonObject { ["type"] = "null" }) } : type;
        if (field is { IsNullable: true, Kind: FieldKind.Timestamp })
        {
            (schema["type"], schema["format"]) = (type["type"]!.DeepClone(), type["format"]!.DeepClone());
        }

        // A definition has a title of its own, which says less than that of the field.
        if (
            !type.ContainsKey("$ref")
            || field.IsNullable
            || rules.Choices is not null && field.Kind != FieldKind.Choice
            || field.OwnTitle is not null
        )
        {
            schema["title"] = field.Title;
        }

        var shownAs =
            field.Find<FieldFormatAttribute>()?.Format
            ?? (
                field.Find<RadioAttribute>() is not null ? "radio"
                : field.Kind == FieldKind.Uuid && field.Find<SubscriptionOfAttribute>() is not null ? "subscriptionId"
                : null
            );
        if (shownAs is { } format)
        {
            schema["format"] = format;
        }

        WidgetOptions.AddTo(schema, WidgetOptions.Of(field, rules));
        if (record.ShowsValue(field))
        {
            schema["default"] = FieldValues.ToPosted(field.Kind, field.Type, record.Values.GetProperty(field.Name));
        }

        return schema;
    }

    private static JsonObject DescribeHidden(AskedRecord record, PageField field) =>
        new()
        {
            ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, new JsonObject { ["type"] = "null" }),
            ["default"] = FieldValues.ToPosted(field.Kind, field.Type, record.ValueOfFixed(field)),
            ["format"] = "hidden",
            ["title"] = field.Title,
            ["type"] = "string",
        };

    // A choice is shown as its value: a client opens a list of choices whether it may be changed or not.
    private static JsonObject DescribeReadOnly(AskedRecord record, PageField field, SchemaDefinitions definitions)
    {
        var value = FieldValues.ToPosted(field.Kind, field.Type, record.ValueOfFixed(field));
        var isOne = field.Kind is not (FieldKind.List or FieldKind.Object);
        var schema = isOne
            ? new JsonObject
            {
                ["const"] = value?.DeepClone(),
                ["type"] = field.Kind == FieldKind.Choice ? "string" : TypeSchema.NameOf(field.Kind),
            }
            : TypeSchema.Describe(record, field, record.RulesOf(field), definitions);
        schema["default"] = value?.DeepClone();
        schema["title"] = field.Title;
        var options = WidgetOptions.Of(field, record.RulesOf(field));
        options["disabled"] = true;
        options["value"] = value;
        WidgetOptions.AddTo(schema, options);
        return schema;
    }
}
