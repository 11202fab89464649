using System.ComponentModel.DataAnnotations;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Forms.Fields;

/// <summary>Describes the type of a field, of the items of a list too.</summary>
internal static class TypeSchema
{
    internal static JsonObject Describe(AskedRecord record, PageField field, ValueRules rules, SchemaDefinitions definitions) =>
        field.Kind == FieldKind.Object
            ? Refer(record.Inner(field), definitions)
            : Describe(record, field.Kind, field.Type, rules, definitions);

    /// <summary>The JSON type of a value that is neither list nor object.</summary>
    internal static string NameOf(FieldKind kind) =>
        kind switch
        {
            FieldKind.Boolean => "boolean",
            FieldKind.Integer => "integer",
            FieldKind.Number or FieldKind.Timestamp => "number",
            _ => "string",
        };

    private static JsonObject Describe(AskedRecord record, FieldKind kind, Type type, ValueRules rules, SchemaDefinitions definitions)
    {
        if (kind == FieldKind.Object)
        {
            return Refer(record.Item(type), definitions);
        }

        if (kind == FieldKind.List)
        {
            return DescribeList(record, type, rules, definitions);
        }

        if ((rules.Choices ?? (kind == FieldKind.Choice ? ChoiceList.Of(type) : null)) is { } choices)
        {
            return AddAllowed(definitions.Refer(rules.Choices ?? (object)type, choices.Name, () => DescribeChoices(choices)), rules);
        }

        var schema = new JsonObject { ["type"] = NameOf(kind) };
        switch (kind)
        {
            case FieldKind.Integer or FieldKind.Number:
                AddBounds(schema, rules);
                break;
            case FieldKind.Timestamp:
                schema["format"] = "timestamp";
                WidgetOptions.AddTo(schema, WidgetOptions.OfTimestamp(rules));
                break;
            case FieldKind.Text:
                AddTextRules(schema, rules);
                break;
            default:
                AddFormat(schema, kind, rules);
                break;
        }

        return AddAllowed(schema, rules);
    }

    private static JsonObject Refer(AskedRecord record, SchemaDefinitions definitions) =>
        definitions.Refer(
            record.Identity,
            TypeText.NameOf(record.Members.Type),
            () => PageSchema.DescribeObject(record, TypeText.NameOf(record.Members.Type), definitions)
        );

    private static JsonObject DescribeList(AskedRecord record, Type type, ValueRules rules, SchemaDefinitions definitions)
    {
        var item = FieldKinds.ItemType(type)!;
        var kind = FieldKinds.Of(item);
        var schema = new JsonObject { ["type"] = "array", ["items"] = Describe(record, kind, item, rules.Items, definitions) };
        if (rules.Choices is not null || kind == FieldKind.Choice)
        {
            schema["minItems"] = 0;
        }

        AddLengths(schema, Lengths.Of(rules), "minItems", "maxItems");
        if (Lengths.AreUnique(type, rules))
        {
            schema["uniqueItems"] = true;
        }

        return schema;
    }

    private static void AddFormat(JsonObject schema, FieldKind kind, ValueRules rules)
    {
        string? format = kind switch
        {
            FieldKind.Uuid => "uuid",
            FieldKind.Date => "date",
            FieldKind.Address => rules.Find<IPAddressFamilyAttribute>()?.Family switch
            {
                null => "ipvanyaddress",
                AddressFamily.InterNetwork => "ipv4",
                _ => "ipv6",
            },
            FieldKind.Network => "ipvanynetwork",
            FieldKind.Url => "uri",
            _ => null,
        };
        if (format is not null)
        {
            schema["format"] = format;
        }
    }

    private static void AddTextRules(JsonObject schema, ValueRules rules)
    {
        AddLengths(schema, Lengths.OfText(rules), "minLength", "maxLength");
        foreach (var rule in rules.Attributes)
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
                case UrlAttribute:
                    schema["format"] = "uri";
                    break;
                case DataTypeAttribute { DataType: DataType.MultilineText }:
                    schema["format"] = "long";
                    break;
                default:
                    break;
            }
        }
    }

    private static JsonObject AddAllowed(JsonObject schema, ValueRules rules)
    {
        if (rules.Allowed is { } allowed)
        {
            schema["enum"] = new JsonArray([.. AllowedValues.Write(allowed)]);
        }

        return schema;
    }

    private static JsonObject DescribeChoices(ChoiceList choices)
    {
        var schema = new JsonObject
        {
            ["title"] = choices.Name,
            ["type"] = "string",
            ["enum"] = new JsonArray([.. choices.All.Select(static choice => (JsonNode)choice.Text)]),
        };
        if (choices.All.Any(static choice => choice.Label != choice.Text))
        {
            schema["options"] = new JsonObject(
                choices.All.Select(static choice => KeyValuePair.Create(choice.Text, (JsonNode?)choice.Label))
            );
        }

        return schema;
    }

    private static void AddBounds(JsonObject schema, ValueRules rules)
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

        if (rules.Find<MultipleOfAttribute>() is { } multiple)
        {
            schema["multipleOf"] = multiple.Divisor;
        }
    }

    private static void AddLengths(JsonObject schema, (int Least, int Most) lengths, string minimum, string maximum)
    {
        if (lengths.Least > 0)
        {
            schema[minimum] = lengths.Least;
        }

        if (lengths.Most < int.MaxValue)
        {
            schema[maximum] = lengths.Most;
        }
    }
}
