using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Forms.Fields;

/// <summary>Checks a posted page and reads it. All that is wrong is reported at once.</summary>
internal static class PageReader
{
    /// <summary>Reads a page.</summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <param name="asked">The page as it is asked: what it is filled with counts for the fields that need not be posted.</param>
    /// <param name="posted">What was posted.</param>
    /// <param name="name">What the page is called in an error; null for its type's name.</param>
    /// <returns>The page.</returns>
    /// <exception cref="FormInvalidException">Something is wrong with it.</exception>
    internal static TPage Read<TPage>(AskedRecord asked, JsonElement posted, string? name = null)
        where TPage : FormPage
    {
        name ??= TypeText.Of(typeof(TPage));
        var errors = new FormErrorList { RepeatsObjects = !asked.Members.HoldsSecrets };
        if (PageText.FindUnreadable(posted) is { } path)
        {
            errors.AddLast(FormErrors.Unreadable(path));
            errors.ThrowIfAny(name);
        }

        var values = ReadObject(asked, posted, [], errors);
        errors.ThrowIfAny(name);
        var read = values.Deserialize<TPage>(StateJson.Options)!;
        foreach (var element in asked.Members.Elements)
        {
            element.Set?.Invoke(read, element.Get(asked.Instance));
        }

        PageRules.Check(read, asked.Members, posted, [], errors);
        errors.ThrowIfAny(name);
        return read;
    }

    private static JsonObject ReadObject(AskedRecord asked, JsonElement posted, IReadOnlyList<object> path, FormErrorList errors)
    {
        var values = new JsonObject();
        if (posted.ValueKind != JsonValueKind.Object)
        {
            errors.Add(FormErrors.NotAnObject(path, posted));
            return values;
        }

        PageField[] shown = [.. asked.Shown];
        foreach (var field in shown)
        {
            object[] location = [.. path, field.Name];
            JsonElement? value = posted.TryGetProperty(field.Name, out var given) ? given : null;
            if (field.Kind == FieldKind.Element)
            {
                ElementReader.Check((FormElement)field.Get(asked.Instance)!, value, posted, location, errors);
            }
            else
            {
                var before = errors.Count;
                values[field.Name] = ReadField(asked, field, value, posted, location, errors);
                if (field.IsSecret)
                {
                    errors.HideInputs(before);
                }
            }
        }

        foreach (var extra in posted.EnumerateObject().Where(property => shown.All(field => field.Name != property.Name)))
        {
            if (errors.IsFull)
            {
                break;
            }

            errors.Add(
                FormErrors.Extra(
                    [.. path, extra.Name],
                    extra.Value,
                    NameSuggestion.Find(extra.Name, shown.Select(static field => field.Name))
                )
            );
        }

        return values;
    }

    private static JsonNode? ReadField(
        AskedRecord asked,
        PageField field,
        JsonElement? value,
        JsonElement posted,
        IReadOnlyList<object> location,
        FormErrorList errors
    )
    {
        if (field.IsHidden || field.IsReadOnly)
        {
            var standing = asked.ValueOfFixed(field);
            if (field.IsReadOnly && value is { } changed)
            {
                CheckUnchanged(field, standing, changed, location, errors);
            }

            return FormErrors.Node(standing);
        }

        if (value is null && asked.MustBePosted(field))
        {
            errors.Add(FormErrors.Missing(location, posted));
            return null;
        }

        // What a field is filled with is looked at as what is posted: a form can fill it with what it does not accept.
        var read = value ?? asked.Values.GetProperty(field.Name);
        return read.ValueKind == JsonValueKind.Null && field.IsNullable ? null
            : field.Kind == FieldKind.Object ? ReadObject(asked.Inner(field), read, location, errors)
            : ReadValue(asked, field.Kind, field.Type, asked.RulesOf(field), read, location, errors);
    }

    private static void CheckUnchanged(
        PageField field,
        JsonElement standing,
        JsonElement value,
        IReadOnlyList<object> location,
        FormErrorList errors
    )
    {
        var shown = FieldValues.ToPosted(field.Kind, field.Type, standing);
        if (JsonNode.DeepEquals(shown, FormErrors.Node(value)))
        {
            return;
        }

        errors.Add(
            field.Kind switch
            {
                FieldKind.List => FormErrors.Value(location, "Cannot change values for a readonly list", value),
                FieldKind.Object => FormErrors.Value(location, "Cannot change values for a readonly object", value),
                _ => FormErrors.Literal(
                    location,
                    value,
                    shown is null ? "None"
                        : shown.GetValueKind() == JsonValueKind.String ? $"'{shown}'"
                        : shown.ToJsonString()
                ),
            }
        );
    }

    private static JsonNode? ReadValue(
        AskedRecord asked,
        FieldKind kind,
        Type type,
        ValueRules rules,
        JsonElement value,
        IReadOnlyList<object> location,
        FormErrorList errors
    ) =>
        kind == FieldKind.List
            ? ReadList(asked, type, rules, value, location, errors)
            : ScalarReader.Read(kind, type, rules, value, location, errors);

    private static JsonArray ReadList(
        AskedRecord asked,
        Type type,
        ValueRules rules,
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
        var inner = kind == FieldKind.Object ? asked.Item(item) : null;
        var before = errors.Count;
        foreach (var posted in value.EnumerateArray())
        {
            if (errors.IsFull)
            {
                return items;
            }

            object[] place = [.. location, items.Count];
            items.Add(
                inner is null ? ReadValue(asked, kind, item, rules.Items, posted, place, errors) : ReadObject(inner, posted, place, errors)
            );
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
        else if (errors.Count == before && Lengths.AreUnique(type, rules) && !AreUnique(items))
        {
            errors.Add(new(location, "List must be unique", "unique_list", value));
        }

        return items;
    }

    private static bool AreUnique(JsonArray items)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return items.All(item => seen.Add(item?.ToJsonString() ?? "null"));
    }
}
