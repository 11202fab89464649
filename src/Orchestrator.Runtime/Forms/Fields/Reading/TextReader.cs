using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Forms.Fields;

/// <summary>Checks and reads a text.</summary>
internal static class TextReader
{
    internal static (JsonNode?, FormError?) Read(ValueRules rules, JsonElement value, IReadOnlyList<object> location, FormErrorList errors)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return (null, new(location, "Input should be a valid string", "string_type", value));
        }

        var text = value.GetString()!;
        var (least, most) = Lengths.OfText(rules);
        if (text.Length < least)
        {
            return (
                null,
                FormErrors.WithLimit(
                    location,
                    value,
                    "string_too_short",
                    $"String should have at least {least} character{(least == 1 ? "" : "s")}",
                    "min_length",
                    least
                )
            );
        }

        if (text.Length > most)
        {
            return (
                null,
                FormErrors.WithLimit(
                    location,
                    value,
                    "string_too_long",
                    $"String should have at most {most} character{(most == 1 ? "" : "s")}",
                    "max_length",
                    most
                )
            );
        }

        if (rules.Find<UrlAttribute>() is { } url && !url.IsValid(text))
        {
            return (null, new(location, "Input should be a valid URL", "url_parsing", value));
        }

        if (rules.Find<RegularExpressionAttribute>() is not { } rule || Pattern.Of(rule.Pattern).IsMatch(text, out var isSlow))
        {
            return (text, null);
        }

        var error = FormErrors.WithLimit(
            location,
            value,
            "string_pattern_mismatch",
            $"String should match pattern '{rule.Pattern}'",
            "pattern",
            rule.Pattern
        );
        if (isSlow)
        {
            // Each further text could take as long.
            errors.AddLast(error);
            return (null, null);
        }

        return (null, error);
    }
}
