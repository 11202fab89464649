using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Forms;

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
        var errors = new List<FormError>();
        var values = ReadObject(page, posted, prefill ?? PageSchema.Defaults(page), [], errors);
        if (errors.Count > 0)
        {
            throw new FormInvalidException(name, errors);
        }

        var read = values.Deserialize<TPage>(StateJson.Options)!;
        CheckRules(read, posted, errors);
        return errors.Count == 0 ? read : throw new FormInvalidException(name, errors);
    }

    private static JsonObject ReadObject(PageFields page, JsonElement posted, JsonElement? defaults, IReadOnlyList<object> path, List<FormError> errors)
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
            else if (field.IsRequired)
            {
                errors.Add(FormErrors.Missing(location, posted));
            }
            else if (defaults is { ValueKind: JsonValueKind.Object } held && held.TryGetProperty(field.Name, out var standing))
            {
                values[field.Name] = FormErrors.Node(standing);
            }
        }

        foreach (var extra in posted.EnumerateObject().Where(property => page.Fields.All(field => field.Name != property.Name)))
        {
            errors.Add(FormErrors.Extra([.. path, extra.Name], extra.Value));
        }

        return values;
    }

    private static JsonNode? ReadField(PageField field, JsonElement value, IReadOnlyList<object> location, List<FormError> errors)
    {
        if (value.ValueKind == JsonValueKind.Null && field.IsNullable)
        {
            return null;
        }

        return ReadValue(field.Type, field.Rules, value, location, errors);
    }

    private static JsonNode? ReadValue(Type type, IReadOnlyList<ValidationAttribute> rules, JsonElement value, IReadOnlyList<object> location, List<FormError> errors)
    {
        switch (FieldKinds.Of(type))
        {
            case FieldKind.List:
                return ReadList(type, rules, value, location, errors);
            case FieldKind.Object:
                var page = PageFields.Of(type);
                return ReadObject(page, value, PageSchema.Defaults(page), location, errors);
            case var kind:
                var (read, error) = ScalarReader.Read(kind, type, rules, value, location);
                if (error is not null)
                {
                    errors.Add(error);
                }

                return read;
        }
    }

    private static JsonArray ReadList(Type type, IReadOnlyList<ValidationAttribute> rules, JsonElement value, IReadOnlyList<object> location, List<FormError> errors)
    {
        var items = new JsonArray();
        if (value.ValueKind != JsonValueKind.Array)
        {
            errors.Add(new(location, "Input should be a valid list", "list_type", value));
            return items;
        }

        foreach (var item in value.EnumerateArray())
        {
            items.Add(ReadValue(FieldKinds.ItemType(type)!, [], item, [.. location, items.Count], errors));
        }

        var (least, most) = Lengths.Of(rules);
        if (items.Count < least)
        {
            errors.Add(FormErrors.WithLimit(location, value, "too_short", $"List should have at least {least} item{(least == 1 ? "" : "s")} after validation, not {items.Count}", "min_length", least));
        }
        else if (items.Count > most)
        {
            errors.Add(FormErrors.WithLimit(location, value, "too_long", $"List should have at most {most} item{(most == 1 ? "" : "s")} after validation, not {items.Count}", "max_length", most));
        }

        return items;
    }

    /// <summary>The rules that a schema can not say: attributes of the author's own, and those of the page as a whole.</summary>
    private static void CheckRules(FormPage page, JsonElement posted, List<FormError> errors)
    {
        var results = new List<ValidationResult>();
        if (!Validator.TryValidateObject(page, new(page), results, validateAllProperties: true))
        {
            foreach (var result in results)
            {
                var field = result.MemberNames.FirstOrDefault() is { } member ? JsonNamingPolicy.SnakeCaseLower.ConvertName(member) : PageFields.Root;
                var input = posted.TryGetProperty(field, out var value) ? value : posted;
                errors.Add(new([field], result.ErrorMessage ?? "The value is not valid", "value_error", input));
            }
        }
    }
}
