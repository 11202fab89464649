using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Forms.Fields;

/// <summary>Checks a posted page and reads it. All that is wrong is reported at once.</summary>
internal static class PageReader
{
    /// <summary>Reads a page.</summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <param name="page">Its fields.</param>
    /// <param name="posted">What was posted.</param>
    /// <param name="prefill">What counts for the fields that are neither required nor posted; null for their initialisers' values.</param>
    /// <param name="name">What the page is called in an error; null for its type's name.</param>
    /// <returns>The page.</returns>
    /// <exception cref="FormInvalidException">Something is wrong with it.</exception>
    internal static TPage Read<TPage>(PageFields page, JsonElement posted, JsonElement? prefill, string? name = null)
        where TPage : FormPage
    {
        name ??= typeof(TPage).Name;
        var errors = new FormErrorList();
        if (PageText.FindUnreadable(posted) is { } path)
        {
            errors.AddLast(FormErrors.Unreadable(path));
            errors.ThrowIfAny(name);
        }

        var values = ReadObject(page, posted, prefill ?? page.Defaults(), [], errors);
        errors.ThrowIfAny(name);
        var read = values.Deserialize<TPage>(StateJson.Options)!;
        PageRules.Check(read, page, posted, [], errors);
        errors.ThrowIfAny(name);
        return read;
    }

    private static JsonObject ReadObject(
        PageFields page,
        JsonElement posted,
        JsonElement defaults,
        IReadOnlyList<object> path,
        FormErrorList errors
    )
    {
        var values = new JsonObject();
        if (posted.ValueKind != JsonValueKind.Object)
        {
            errors.Add(FormErrors.NotAnObject(path, posted));
            return values;
        }

        foreach (var field in page.Fields)
        {
            object[] location = [.. path, field.Name];
            if (posted.TryGetProperty(field.Name, out var value))
            {
                values[field.Name] = ReadField(field, value, location, errors);
            }
            else if (field.MustBePosted(defaults))
            {
                errors.Add(FormErrors.Missing(location, posted));
            }
            else if (defaults.TryGetProperty(field.Name, out var standing))
            {
                values[field.Name] = FormErrors.Node(standing);
            }
        }

        foreach (var extra in posted.EnumerateObject().Where(property => page.Fields.All(field => field.Name != property.Name)))
        {
            if (errors.IsFull)
            {
                break;
            }

            errors.Add(FormErrors.Extra([.. path, extra.Name], extra.Value));
        }

        return values;
    }

    private static JsonNode? ReadField(PageField field, JsonElement value, IReadOnlyList<object> location, FormErrorList errors) =>
        value.ValueKind == JsonValueKind.Null && field.IsNullable
            ? null
            : ReadValue(field.Kind, field.Type, field.Rules, value, location, errors);

    private static JsonNode? ReadValue(
        FieldKind kind,
        Type type,
        IReadOnlyList<ValidationAttribute> rules,
        JsonElement value,
        IReadOnlyList<object> location,
        FormErrorList errors
    )
    {
        switch (kind)
        {
            case FieldKind.List:
                return ReadList(type, rules, value, location, errors);
            case FieldKind.Object:
                var page = PageFields.Of(type);
                return ReadObject(page, value, page.Defaults(), location, errors);
            default:
                return ScalarReader.Read(kind, type, rules, value, location, errors);
        }
    }

    private static JsonArray ReadList(
        Type type,
        IReadOnlyList<ValidationAttribute> rules,
        JsonElement value,
        IReadOnlyList<object> location,
        FormErrorList errors
    )
    {
        var items = new JsonArray();
        if (value.ValueKind != JsonValueKind.Array)
        {
            errors.Add(new(location, "Input should be a valid list", "list_type", value));
            return items;
        }

        var (least, most) = Lengths.Of(rules);
        var count = value.GetArrayLength();
        if (count > most)
        {
            errors.Add(
                FormErrors.WithLimit(
                    location,
                    value,
                    "too_long",
                    $"List should have at most {most} item{(most == 1 ? "" : "s")} after validation, not {count}",
                    "max_length",
                    most
                )
            );
            return items;
        }

        var item = FieldKinds.ItemType(type)!;
        var kind = FieldKinds.Of(item);
        foreach (var posted in value.EnumerateArray())
        {
            if (errors.IsFull)
            {
                return items;
            }

            items.Add(ReadValue(kind, item, [], posted, [.. location, items.Count], errors));
        }

        if (count < least)
        {
            errors.Add(
                FormErrors.WithLimit(
                    location,
                    value,
                    "too_short",
                    $"List should have at least {least} item{(least == 1 ? "" : "s")} after validation, not {count}",
                    "min_length",
                    least
                )
            );
        }

        return items;
    }
}
