using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Forms.Fields;

/// <summary>Checks and reads a number.</summary>
internal static class NumberReader
{
    internal static (JsonNode?, FormError?) ReadInteger(Type type, ValueRules rules, JsonElement value, IReadOnlyList<object> location)
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

    internal static (JsonNode?, FormError?) ReadNumber(Type type, ValueRules rules, JsonElement value, IReadOnlyList<object> location)
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

    private static (JsonNode?, FormError?) CheckRange(
        ValueRules rules,
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
        else if (rules.Find<MultipleOfAttribute>() is { } multiple && !multiple.IsValid(number))
        {
            var divisor = multiple.Divisor.ToString(CultureInfo.InvariantCulture);
            error = FormErrors.WithLimit(
                location,
                value,
                "multiple_of",
                $"Input should be a multiple of {divisor}",
                "multiple_of",
                multiple.Divisor
            );
        }

        return error is null ? (read, null) : (null, error);
    }
}
