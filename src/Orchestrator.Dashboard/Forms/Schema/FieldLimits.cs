using System.Globalization;
using System.Text.Json.Nodes;

namespace Orchestrator.Dashboard.Forms.Schema;

/// <summary>Says in words what a field accepts.</summary>
internal static class FieldLimits
{
    /// <summary>The limits of a schema; null where there are none.</summary>
    internal static string? Describe(JsonObject schema)
    {
        string?[] limits =
        [
            Range(schema["minimum"], schema["maximum"], ""),
            Bound("more than", schema["exclusiveMinimum"]),
            Bound("less than", schema["exclusiveMaximum"]),
            Bound("a multiple of", schema["multipleOf"]),
            Range(schema["minLength"], schema["maxLength"], " characters"),
            Range(schema["minItems"], schema["maxItems"], " items"),
            SchemaNode.IsTrue(schema["uniqueItems"]) ? "each once" : null,
            SchemaNode.Text(schema["format"]) switch
            {
                "ipv4" => "an IPv4 address",
                "ipv6" => "an IPv6 address",
                "ipvanyaddress" => "an IP address",
                "ipvanynetwork" => "an IP network",
                "uuid" => "a UUID",
                _ => null,
            },
            SchemaNode.Text(schema["title"]) == "Cron" ? "minute, hour, day, month, day of the week" : null,
        ];
        var described = string.Join(", ", limits.OfType<string>());
        return described.Length == 0 ? null : described;
    }

    private static string? Range(JsonNode? least, JsonNode? most, string unit)
    {
        var (from, to) = (Show(least) is "0" ? null : Show(least), Show(most));
        return (from, to) switch
        {
            (null, null) => null,
            ({ }, null) => $"at least {from}{unit}",
            (null, { }) => $"at most {to}{unit}",
            _ => from == to ? $"{from}{unit}" : $"{from} to {to}{unit}",
        };
    }

    private static string? Bound(string words, JsonNode? limit) => Show(limit) is { } shown ? $"{words} {shown}" : null;

    private static string? Show(JsonNode? limit) => SchemaNode.Number(limit)?.ToString(CultureInfo.InvariantCulture);
}
