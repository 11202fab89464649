using System.Globalization;
using System.Text.Json.Nodes;

namespace Orchestrator.Dashboard.Forms.Schema;

/// <summary>
/// Reads the JSON schema of a page as clients of orchestrator-core do: a reference is followed, and what stands beside it counts before
/// what it refers to; of several alternatives the first counts.
/// </summary>
internal sealed class SchemaReader
{
    private const string NoTitle = "unknown";

    private readonly JsonObject _definitions;
    private readonly FieldTexts _texts;

    private SchemaReader(JsonObject definitions, FieldTexts texts) => (_definitions, _texts) = (definitions, texts);

    /// <summary>Reads a page.</summary>
    /// <param name="page">The schema.</param>
    /// <param name="texts">The application's labels and help texts.</param>
    /// <returns>The page with its fields.</returns>
    internal static FormSchema Read(JsonObject page, FieldTexts texts)
    {
        // As it would come over the wire: every number is then of one kind, and the object of the form stays as it is.
        var schema = JsonNode.Parse(page.ToJsonString())!.AsObject();
        var reader = new SchemaReader(schema["$defs"] as JsonObject ?? [], texts);
        var title = SchemaNode.Text(schema["title"]);
        return new(title is null or NoTitle ? null : title, reader.ReadMembers(schema));
    }

    private IReadOnlyList<FormField> ReadMembers(JsonObject schema)
    {
        var required = SchemaNode.Texts(schema["required"]);
        return
        [
            .. (schema["properties"] as JsonObject ?? []).Select(member =>
                ReadField(member.Key, member.Value as JsonObject ?? [], required.Contains(member.Key))
            ),
        ];
    }

    private FormField ReadField(string name, JsonObject declared, bool isRequired)
    {
        var schema = Resolve(declared);
        var choices = ChoicesOf(schema);
        var item = schema["items"] is JsonObject items
            ? new Lazy<FormField?>(() => ReadField("", items, isRequired: false))
            : new(static () => null);
        var itemChoices = schema["items"] is JsonObject chosen ? ChoicesOf(Resolve(chosen)) : [];
        return new(name, TitleOf(name, declared), WidgetRules.Find(schema, choices.Count > 0, itemChoices.Count), schema)
        {
            Help = _texts.HelpOf(name) ?? SchemaNode.Text(schema["description"]),
            SummaryLabel = SchemaNode.Text(schema["format"]) == "summary" ? _texts.SummaryLabelOf : null,
            IsRequired = isRequired,
            IsNullable = IsNullable(declared),
            Choices = choices.Count > 0 ? choices : itemChoices,
            Item = item,
            Members = new(() => ReadMembers(schema)),
        };
    }

    // A definition has a title too: that of a type, which says less than the name of the field.
    private string TitleOf(string name, JsonObject declared) =>
        _texts.LabelOf(name) ?? SchemaNode.Text(declared["title"]) ?? Humanize(name);

    private static string Humanize(string name) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name.Replace('_', ' '));

    private static IReadOnlyList<FieldChoice> ChoicesOf(JsonObject schema)
    {
        var labels = schema["options"] as JsonObject;
        return schema["enum"] is not JsonArray values
            ? []
            :
            [
                .. values.Select(value =>
                {
                    var key = SchemaNode.Show(value) ?? "";
                    return new FieldChoice(key, SchemaNode.Text(labels?[key]) ?? key, value);
                }),
            ];
    }

    private static bool IsNullable(JsonObject schema) =>
        schema["anyOf"] is JsonArray alternatives
        && alternatives.OfType<JsonObject>().Any(static other => SchemaNode.Text(other["type"]) == "null");

    private JsonObject Resolve(JsonObject schema)
    {
        var resolved = new JsonObject();
        if (SchemaNode.Text(schema["$ref"]) is { } reference && _definitions[reference.Split('/')[^1]] is JsonObject definition)
        {
            Overlay(resolved, Resolve(definition));
        }

        foreach (var part in (schema["allOf"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Overlay(resolved, Resolve(part));
        }

        foreach (var alternatives in new[] { "anyOf", "oneOf" })
        {
            if ((schema[alternatives] as JsonArray)?.OfType<JsonObject>().FirstOrDefault() is { } first)
            {
                Overlay(resolved, Resolve(first));
            }
        }

        Overlay(resolved, schema);
        return resolved;
    }

    private static void Overlay(JsonObject target, JsonObject source)
    {
        foreach (var (name, value) in source)
        {
            if (name is not ("$ref" or "allOf" or "anyOf" or "oneOf"))
            {
                target[name] = value?.DeepClone();
            }
        }
    }
}
