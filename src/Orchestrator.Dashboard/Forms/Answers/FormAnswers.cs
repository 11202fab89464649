using System.Text.Json.Nodes;
using Orchestrator.Dashboard.Forms.Schema;

namespace Orchestrator.Dashboard.Forms.Answers;

/// <summary>The answers of a page while they are edited.</summary>
internal static class FormAnswers
{
    /// <summary>The answers before anyone has edited them.</summary>
    internal static JsonObject Begin(IReadOnlyList<FormField> fields)
    {
        var answers = new JsonObject();
        foreach (var field in fields.Where(static field => field.IsInput))
        {
            // A field without a value is left out: the form then says that it is required, and a value that is not shown counts.
            if (BeginField(field) is { } value || field.Schema.ContainsKey("default"))
            {
                answers[field.Name] = BeginField(field);
            }
        }

        return answers;
    }

    /// <summary>The answer of a new item of a list.</summary>
    internal static JsonNode? BeginField(FormField field) =>
        field switch
        {
            { Default: { } value } => value.DeepClone(),
            { IsNullable: true } => null,
            { Widget: FieldWidget.Checkbox } => JsonValue.Create(false),
            { Widget: FieldWidget.Group } => Begin(field.Members.Value),
            { Widget: FieldWidget.Choices } => new JsonArray(),
            { Widget: FieldWidget.List } => new JsonArray([
                .. Enumerable.Range(0, field.MinItems).Select(_ => BeginField(field.Item.Value!)),
            ]),
            _ => null,
        };

    /// <summary>Takes over what was entered before on a page that is shown again, where it still has a place.</summary>
    internal static void Restore(IReadOnlyList<FormField> fields, JsonObject answers, JsonObject before)
    {
        foreach (var field in fields.Where(static field => field.IsInput))
        {
            if (before.TryGetPropertyValue(field.Name, out var value) && IsStillOffered(field, value))
            {
                answers[field.Name] = value?.DeepClone();
            }
        }
    }

    /// <summary>What is posted.</summary>
    internal static JsonObject ToPosted(IReadOnlyList<FormField> fields, JsonObject answers)
    {
        var posted = new JsonObject();
        foreach (var field in fields.Where(field => field.IsInput && answers.ContainsKey(field.Name)))
        {
            var value = ToPosted(field, answers[field.Name]);
            if (value is not null || field.IsNullable || !field.IsRequired)
            {
                posted[field.Name] = value;
            }
        }

        return posted;
    }

    /// <summary>The places of all fields that show their errors.</summary>
    internal static IReadOnlySet<string> PathsOf(IReadOnlyList<FormField> fields, JsonObject answers) =>
        fields
            .Where(static field => field.Widget != FieldWidget.Hidden)
            .SelectMany(field => PathsOf(FieldSlot.Of(field, answers, path: null, new())))
            .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> PathsOf(FieldSlot slot)
    {
        var inner = slot switch
        {
            { Field.Widget: FieldWidget.Group, Value: JsonObject members } => slot.Field.Members.Value.SelectMany(member =>
                PathsOf(FieldSlot.Of(member, members, slot.Path, slot.Errors))
            ),
            { Field.Widget: FieldWidget.List, Value: JsonArray items } => Enumerable
                .Range(0, items.Count)
                .SelectMany(index => PathsOf(slot.ItemAt(index))),
            _ => [],
        };
        return inner.Prepend(slot.Path);
    }

    private static JsonNode? ToPosted(FormField field, JsonNode? value) =>
        (field.Widget, value) switch
        {
            (FieldWidget.Group, JsonObject members) => ToPosted(field.Members.Value, members),
            (FieldWidget.List, JsonArray items) => new JsonArray([.. items.Select(item => ToPosted(field.Item.Value!, item))]),
            // An empty text is an answer only where the form has given the field a text of its own.
            ({ } widget, JsonValue text) when IsText(widget) && SchemaNode.Text(text) is "" => field.IsNullable || field.IsRequired
                ? null
                : "",
            _ => value?.DeepClone(),
        };

    private static bool IsText(FieldWidget widget) =>
        widget is FieldWidget.Text or FieldWidget.LongText or FieldWidget.Password or FieldWidget.Customer;

    private static bool IsStillOffered(FormField field, JsonNode? value) =>
        field.Widget is not (FieldWidget.Choice or FieldWidget.Radio)
        || value is null
        || field.Choices.Any(choice => JsonNode.DeepEquals(choice.Value, value));
}
