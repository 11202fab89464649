using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Forms.Fields;

/// <summary>The values of fields as JSON: as the state has them, and as clients show and post them.</summary>
internal static class FieldValues
{
    // What a page is filled with may lack what its answer must have.
    private static readonly Lazy<JsonSerializerOptions> Lenient = new(static () =>
        new(StateJson.Options) { RespectNullableAnnotations = false }
    );

    /// <summary>The values of a record's fields, and of no other member of it.</summary>
    internal static JsonObject Write(PageFields record, object instance) =>
        new(record.Fields.Select(field => KeyValuePair.Create(field.Name, Write(field.Kind, field.Declared, field.Get(instance)))));

    internal static JsonNode? Write(FieldKind kind, Type type, object? value)
    {
        if (value is null)
        {
            return null;
        }

        switch (kind)
        {
            case FieldKind.Object:
                return Write(PageFields.Of(Nullable.GetUnderlyingType(type) ?? type), value);
            case FieldKind.List:
                var item = FieldKinds.ItemType(Nullable.GetUnderlyingType(type) ?? type)!;
                var itemKind = FieldKinds.Of(item);
                return new JsonArray([.. ((IEnumerable)value).Cast<object?>().Select(element => Write(itemKind, item, element))]);
            default:
                return JsonSerializer.SerializeToNode(value, type, Lenient.Value);
        }
    }

    /// <summary>What clients show and post for a value: a time is seconds.</summary>
    internal static JsonNode? ToPosted(FieldKind kind, Type type, JsonElement value)
    {
        switch (kind)
        {
            case FieldKind.Timestamp when value.ValueKind == JsonValueKind.String:
                return DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture).ToUnixTimeSeconds();
            case FieldKind.List when value.ValueKind == JsonValueKind.Array:
                var item = FieldKinds.ItemType(type)!;
                var itemKind = FieldKinds.Of(item);
                return new JsonArray([.. value.EnumerateArray().Select(element => ToPosted(itemKind, item, element))]);
            case FieldKind.Object when value.ValueKind == JsonValueKind.Object:
                return new JsonObject(
                    PageFields
                        .Of(type)
                        .Fields.Where(field => value.TryGetProperty(field.Name, out _))
                        .Select(field => KeyValuePair.Create(field.Name, ToPosted(field.Kind, field.Type, value.GetProperty(field.Name))))
                );
            default:
                return FormErrors.Node(value);
        }
    }
}
