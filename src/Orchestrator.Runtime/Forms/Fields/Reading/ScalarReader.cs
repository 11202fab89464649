using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Forms.Fields;

/// <summary>Checks and reads the value of a field that is neither list nor object, as leniently as pydantic does.</summary>
internal static class ScalarReader
{
    private static readonly HashSet<string> True = new(StringComparer.OrdinalIgnoreCase) { "1", "on", "t", "true", "y", "yes" };
    private static readonly HashSet<string> False = new(StringComparer.OrdinalIgnoreCase) { "0", "off", "f", "false", "n", "no" };

    internal static JsonNode? Read(
        FieldKind kind,
        Type type,
        ValueRules rules,
        JsonElement value,
        IReadOnlyList<object> location,
        FormErrorList errors
    )
    {
        if (rules.Choices is { } choices)
        {
            return Note(ReadChoice(choices, value, location), errors);
        }

        var (read, error) = kind switch
        {
            FieldKind.Boolean => ReadBoolean(value, location),
            FieldKind.Integer => NumberReader.ReadInteger(type, rules, value, location),
            FieldKind.Number => NumberReader.ReadNumber(type, rules, value, location),
            FieldKind.Uuid => ReadUuid(value, location),
            FieldKind.Date => MomentReader.ReadDate(rules, value, location),
            FieldKind.Timestamp => MomentReader.ReadTimestamp(rules, value, location),
            FieldKind.Address => ReadAddress(rules, value, location),
            FieldKind.Network => ReadNetwork(value, location),
            FieldKind.Url => ReadUrl(value, location),
            FieldKind.Choice => ReadChoice(ChoiceList.Of(type), value, location),
            FieldKind.Text => TextReader.Read(rules, value, location, errors),
            _ => throw new InvalidOperationException($"{kind} is not a scalar."),
        };
        return Note((read, error ?? CheckAllowed(rules, read, value, location)), errors);
    }

    private static JsonNode? Note((JsonNode? Read, FormError? Error) result, FormErrorList errors)
    {
        if (result.Error is not null)
        {
            errors.Add(result.Error);
        }

        return result.Read;
    }

    private static FormError? CheckAllowed(ValueRules rules, JsonNode? read, JsonElement value, IReadOnlyList<object> location)
    {
        if (rules.Allowed is not { } allowed || read is null)
        {
            return null;
        }

        JsonNode?[] values = [.. AllowedValues.Write(allowed)];
        return values.Any(one => JsonNode.DeepEquals(one, read))
            ? null
            : FormErrors.Literal(
                location,
                value,
                ChoiceList.Expected(
                    values.Select(static one =>
                        one is JsonValue text && text.GetValueKind() == JsonValueKind.String ? $"'{text}'" : one?.ToJsonString() ?? "None"
                    )
                )
            );
    }

    private static (JsonNode?, FormError?) ReadBoolean(JsonElement value, IReadOnlyList<object> location) =>
        value.ValueKind switch
        {
            JsonValueKind.True => (true, null),
            JsonValueKind.False => (false, null),
            JsonValueKind.String when True.Contains(value.GetString()!) => (true, null),
            JsonValueKind.String when False.Contains(value.GetString()!) => (false, null),
            JsonValueKind.Number when value.TryGetDouble(out var number) && number is 0 or 1 => (number == 1, null),
            JsonValueKind.String or JsonValueKind.Number => (
                null,
                new(location, "Input should be a valid boolean, unable to interpret input", "bool_parsing", value)
            ),
            _ => (null, new(location, "Input should be a valid boolean", "bool_type", value)),
        };

    private static (JsonNode?, FormError?) ReadUuid(JsonElement value, IReadOnlyList<object> location) =>
        value.ValueKind switch
        {
            JsonValueKind.String when Guid.TryParse(value.GetString(), out var id) => (id.ToString("D"), null),
            JsonValueKind.String => (null, new(location, "Input should be a valid UUID", "uuid_parsing", value)),
            _ => (null, new(location, "UUID input should be a string, bytes or UUID object", "uuid_type", value)),
        };

    private static (JsonNode?, FormError?) ReadAddress(ValueRules rules, JsonElement value, IReadOnlyList<object> location)
    {
        var address = value.ValueKind == JsonValueKind.String && IPAddress.TryParse(value.GetString(), out var parsed) ? parsed : null;
        return rules.Find<IPAddressFamilyAttribute>() switch
        {
            null when address is null => (null, new(location, "value is not a valid IPv4 or IPv6 address", "ip_any_address", value)),
            { Family: var family } when address?.AddressFamily != family => family == AddressFamily.InterNetwork
                ? (null, new(location, "Input is not a valid IPv4 address", "ip_v4_address", value))
                : (null, new(location, "Input is not a valid IPv6 address", "ip_v6_address", value)),
            _ => (address.ToString(), null),
        };
    }

    private static (JsonNode?, FormError?) ReadNetwork(JsonElement value, IReadOnlyList<object> location) =>
        value.ValueKind == JsonValueKind.String && IPNetwork.TryParse(value.GetString()!, out var network)
            ? (network.ToString(), null)
            : (null, new(location, "value is not a valid IPv4 or IPv6 network", "ip_any_network", value));

    private static (JsonNode?, FormError?) ReadUrl(JsonElement value, IReadOnlyList<object> location) =>
        value.ValueKind switch
        {
            // A path is an address as well to some operating systems, not to a client.
            JsonValueKind.String
                when Uri.TryCreate(value.GetString(), UriKind.Absolute, out var url)
                    && url.OriginalString.StartsWith($"{url.Scheme}:", StringComparison.OrdinalIgnoreCase) => (value.GetString(), null),
            JsonValueKind.String => (null, new(location, "Input should be a valid URL", "url_parsing", value)),
            _ => (null, new(location, "URL input should be a string or URL", "url_type", value)),
        };

    private static (JsonNode?, FormError?) ReadChoice(ChoiceList choices, JsonElement value, IReadOnlyList<object> location)
    {
        if (choices.Find(value) is { } chosen)
        {
            return (FormErrors.Node(chosen.Value), null);
        }

        var expected = choices.Expected();
        return (null, FormErrors.WithLimit(location, value, "enum", $"Input should be {expected}", "expected", expected));
    }
}
