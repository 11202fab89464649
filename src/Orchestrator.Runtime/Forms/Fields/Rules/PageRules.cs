using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Orchestrator.Forms.Fields;

/// <summary>
/// Checks the rules that a schema cannot say, of a page and of every object inside it: attributes of the author's own, and what a page says
/// of itself as a whole.
/// </summary>
internal static class PageRules
{
    internal static void Check(object instance, PageFields page, JsonElement posted, IReadOnlyList<object> path, FormErrorList errors)
    {
        var before = errors.Count;
        foreach (var field in page.Fields)
        {
            CheckField(instance, page, field, posted, path, errors);
        }

        if (errors.Count > before)
        {
            return;
        }

        // As Validator does it: the page as a whole is looked at when its fields are right.
        var context = new ValidationContext(instance);
        var results = page.Rules.Select(rule => rule.GetValidationResult(instance, context));
        if (instance is IValidatableObject own)
        {
            results = results.Concat(own.Validate(context));
        }

        foreach (var result in results.OfType<ValidationResult>().TakeWhile(_ => !errors.IsFull))
        {
            Report(result, page, field: null, posted, path, errors);
        }
    }

    private static void CheckField(
        object instance,
        PageFields page,
        PageField field,
        JsonElement posted,
        IReadOnlyList<object> path,
        FormErrorList errors
    )
    {
        if (errors.IsFull)
        {
            return;
        }

        var value = field.Get(instance);
        var before = errors.Count;
        foreach (var rule in field.Rules.Where(rule => !IsReadAlready(rule, field.Kind)))
        {
            if (rule.GetValidationResult(value, new(instance) { MemberName = field.Member, DisplayName = field.Title }) is { } result)
            {
                Report(result, page, field, posted, path, errors);
            }
        }

        if (field.IsSecret)
        {
            errors.HideInputs(before);
        }

        var input = posted.ValueKind == JsonValueKind.Object && posted.TryGetProperty(field.Name, out var given) ? given : default;
        CheckValue(value, field.Kind, field.Type, input, [.. path, field.Name], errors);
    }

    private static void CheckValue(
        object? value,
        FieldKind kind,
        Type type,
        JsonElement posted,
        IReadOnlyList<object> location,
        FormErrorList errors
    )
    {
        if (value is null || kind is not (FieldKind.Object or FieldKind.List))
        {
            return;
        }

        if (kind == FieldKind.Object)
        {
            Check(value, PageFields.Of(type), posted, location, errors);
            return;
        }

        var item = FieldKinds.ItemType(type)!;
        var itemKind = FieldKinds.Of(item);
        if (itemKind is not (FieldKind.Object or FieldKind.List))
        {
            return;
        }

        // A collection without an order keeps no places, so what was posted is told by place in a list only.
        var index = 0;
        foreach (var element in (IEnumerable)value)
        {
            var input = posted.ValueKind == JsonValueKind.Array && index < posted.GetArrayLength() ? posted[index] : default;
            CheckValue(element, itemKind, item, input, [.. location, index++], errors);
        }
    }

    /// <summary>What the reader of values has looked at.</summary>
    private static bool IsReadAlready(ValidationAttribute rule, FieldKind kind) =>
        kind switch
        {
            FieldKind.Integer or FieldKind.Number => rule is RangeAttribute or MultipleOfAttribute or AllowedValuesAttribute,
            FieldKind.Date or FieldKind.Timestamp => rule is RangeAttribute,
            FieldKind.Text => rule is RegularExpressionAttribute or UrlAttribute or AllowedValuesAttribute || Lengths.Limits(rule),
            FieldKind.List => rule is UniqueItemsAttribute || Lengths.Limits(rule),
            FieldKind.Address => rule is IPAddressFamilyAttribute or AllowedValuesAttribute,
            FieldKind.Object => false,
            _ => rule is AllowedValuesAttribute,
        };

    private static void Report(
        ValidationResult result,
        PageFields page,
        PageField? field,
        JsonElement posted,
        IReadOnlyList<object> path,
        FormErrorList errors
    )
    {
        var named = result.MemberNames.Select(page.Find).FirstOrDefault(static found => found is not null) ?? field;
        var input =
            named is not null && posted.ValueKind == JsonValueKind.Object && posted.TryGetProperty(named.Name, out var value)
                ? value
                : posted;
        errors.Add(FormErrors.Value([.. path, named?.Name ?? PageFields.Root], result.ErrorMessage ?? "The value is not valid", input));
    }
}
