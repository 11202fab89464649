using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Forms.Fields;

/// <summary>Checks and reads the value of a field that is neither list nor object, as leniently as pydantic does.</summary>
internal static class ScalarReader
{
    // What a DateTimeOffset can be, in seconds.
    private static readonly double FirstSecond = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly double LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    internal static JsonNode? Read(
        FieldKind kind,
        Type type,
        IReadOnlyList<ValidationAttribute> rules,
        JsonElement value,
        IReadOnlyList<object> location,
        FormErrorList errors
    )
    {
        var (read, error) = kind switch
        {
            FieldKind.Boolean => ReadBoolean(value, location),
            FieldKind.Integer => ReadInteger(type, rules, value, location),
            FieldKind.Number => ReadNumber(type, rules, value, location),
            FieldKind.Uuid => ReadUuid(value, location),
            FieldKind.Date => ReadDate(value, location),
            FieldKind.Timestamp => ReadTimestamp(value, location),
            FieldKind.Address => ReadAddress(value, location),
            FieldKind.Choice => ReadChoice(type, value, location),
            FieldKind.Text => ReadText(rules, value, location, errors),
            _ => throw new InvalidOperationException($"{kind} is not a scalar."),
        };
        if (error is not null)
        {
            errors.Add(error);
        }

        return read;
    }

    private static (JsonNode?, FormError?) ReadBoolean(JsonElement value, IReadOnlyList<object> location) =>
        value.ValueKind switch
        {
            JsonValueKind.True => (true, null),
            JsonValueKind.False => (false, null),
            JsonValueKind.String when bool.TryParse(value.GetString(), out var parsed) => (parsed, null),
            JsonValueKind.String or JsonValueKind.Number => (
                null,
                new(location, "Input should be a valid boolean, unable to interpret input", "bool_parsing", value)
            ),
            _ => (null, new(location, "Input should be a valid boolean", "bool_type", value)),
        };

    private static (JsonNode?, FormError?) ReadInteger(
        Type type,
        IReadOnlyList<ValidationAttribute> rules,
        JsonElement value,
        IReadOnlyList<object> location
    )
    {
        if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String))
        {
            return (null, new(location, "Input should be a valid integer", "int_type", value));
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return (null, new(location, "Input should be a valid integer, unable to parse string as an integer", "int_parsing", value));
        }

        if (number != decimal.Truncate(number))
        {
            return (null, new(location, "Input should be a valid integer, got a number with a fractional part", "int_from_float", value));
        }

        var (least, most) = Limits(type);
        return number < least || number > most
            ? (null, new(location, "Unable to parse input string as an integer, exceeded maximum size", "int_parsing_size", value))
            : CheckRange(rules, decimal.Truncate(number), number, value, location);
    }

    private static (decimal Least, decimal Most) Limits(Type type) =>
        Type.GetTypeCode(type) switch
        {
            TypeCode.SByte => (sbyte.MinValue, sbyte.MaxValue),
            TypeCode.Byte => (byte.MinValue, byte.MaxValue),
            TypeCode.Int16 => (short.MinValue, short.MaxValue),
            TypeCode.UInt16 => (ushort.MinValue, ushort.MaxValue),
            TypeCode.Int32 => (int.MinValue, int.MaxValue),
            TypeCode.UInt32 => (uint.MinValue, uint.MaxValue),
            TypeCode.UInt64 => (ulong.MinValue, ulong.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };

    private static (JsonNode?, FormError?) ReadNumber(
        Type type,
        IReadOnlyList<ValidationAttribute> rules,
        JsonElement value,
        IReadOnlyList<object> location
    )
    {
        if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String))
        {
            return (null, new(location, "Input should be a valid number", "float_type", value));
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
        {
            return CheckRange(rules, exact, exact, value, location);
        }

        if (type == typeof(decimal) || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return (null, new(location, "Input should be a valid number, unable to parse string as a number", "float_parsing", value));
        }

        return double.IsFinite(number) && (type == typeof(double) || float.IsFinite((float)number))
            ? CheckRange(rules, number, number, value, location)
            : (null, new(location, "Input should be a finite number", "finite_number", value));
    }

    private static (JsonNode?, FormError?) CheckRange(
        IReadOnlyList<ValidationAttribute> rules,
        JsonNode read,
        IConvertible number,
        JsonElement value,
        IReadOnlyList<object> location
    )
    {
        var range = NumberRange.Of(rules);
        FormError? error = null;
        if (range.Minimum is { } least && !least.Allows(number, sign: 1))
        {
            error = least.IsExclusive
                ? FormErrors.WithLimit(location, value, "greater_than", $"Input should be greater than {least}", "gt", least.Written)
                : FormErrors.WithLimit(
                    location,
                    value,
                    "greater_than_equal",
                    $"Input should be greater than or equal to {least}",
                    "ge",
                    least.Written
                );
        }
        else if (range.Maximum is { } most && !most.Allows(number, sign: -1))
        {
            error = most.IsExclusive
                ? FormErrors.WithLimit(location, value, "less_than", $"Input should be less than {most}", "lt", most.Written)
                : FormErrors.WithLimit(
                    location,
                    value,
                    "less_than_equal",
                    $"Input should be less than or equal to {most}",
                    "le",
                    most.Written
                );
        }

        return error is null ? (read, null) : (null, error);
    }

    private static (JsonNode?, FormError?) ReadUuid(JsonElement value, IReadOnlyList<object> location) =>
        value.ValueKind switch
        {
            JsonValueKind.String when Guid.TryParse(value.GetString(), out var id) => (id.ToString("D"), null),
            JsonValueKind.String => (null, new(location, "Input should be a valid UUID", "uuid_parsing", value)),
            _ => (null, new(location, "UUID input should be a string, bytes or UUID object", "uuid_type", value)),
        };

    private static (JsonNode?, FormError?) ReadDate(JsonElement value, IReadOnlyList<object> location) =>
        value.ValueKind == JsonValueKind.String
        && DateOnly.TryParseExact(value.GetString(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? (value.GetString(), null)
            : (null, new(location, "Input should be a valid date in the format YYYY-MM-DD", "date_from_datetime_parsing", value));

    private static (JsonNode?, FormError?) ReadTimestamp(JsonElement value, IReadOnlyList<object> location) =>
        value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out var seconds) && seconds >= FirstSecond && seconds <= LastSecond => (
                DateTimeOffset.UnixEpoch.AddSeconds(seconds).ToString("O", CultureInfo.InvariantCulture),
                null
            ),
            JsonValueKind.String
                when DateTimeOffset.TryParse(
                    value.GetString(),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var time
                ) => (time.ToString("O", CultureInfo.InvariantCulture), null),
            _ => (null, new(location, "Input should be a valid datetime", "datetime_parsing", value)),
        };

    private static (JsonNode?, FormError?) ReadAddress(JsonElement value, IReadOnlyList<object> location) =>
        value.ValueKind == JsonValueKind.String && IPAddress.TryParse(value.GetString(), out var address)
            ? (address.ToString(), null)
            : (null, new(location, "value is not a valid IPv4 or IPv6 address", "ip_any_address", value));

    private static (JsonNode?, FormError?) ReadChoice(Type type, JsonElement value, IReadOnlyList<object> location)
    {
        var choices = Choices.Of(type);
        if (value.ValueKind == JsonValueKind.String && choices.Any(choice => choice.Value == value.GetString()))
        {
            return (value.GetString(), null);
        }

        var quoted = choices.Select(static choice => $"'{choice.Value}'").ToArray();
        var expected = quoted.Length == 1 ? quoted[0] : $"{string.Join(", ", quoted[..^1])} or {quoted[^1]}";
        return (null, FormErrors.WithLimit(location, value, "enum", $"Input should be {expected}", "expected", expected));
    }

    private static (JsonNode?, FormError?) ReadText(
        IReadOnlyList<ValidationAttribute> rules,
        JsonElement value,
        IReadOnlyList<object> location,
        FormErrorList errors
    )
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return (null, new(location, "Input should be a valid string", "string_type", value));
        }

        var text = value.GetString()!;
        var (least, most) = Lengths.Of(rules);
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

        if (
            rules.OfType<RegularExpressionAttribute>().FirstOrDefault() is not { } rule
            || Pattern.Of(rule.Pattern).IsMatch(text, out var isSlow)
        )
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
