using System.Text.Json;
using Orchestrator.Api.Errors;

namespace Orchestrator.Api.Binding;

/// <summary>
/// The fields of an object in a body, or of the body itself. What is not written as the contract says is refused with its place.
/// </summary>
/// <param name="Body">The object.</param>
internal readonly record struct JsonFields(JsonElement Body)
{
    /// <summary>The last second of the year 9999.</summary>
    private const long MaxSeconds = 253_402_300_799;

    /// <summary>Takes a body that has to be an object.</summary>
    /// <exception cref="RequestException">It is missing, or not an object.</exception>
    internal static JsonFields Of(JsonElement? body) =>
        body switch
        {
            null => throw RequestException.MissingBody(),
            { ValueKind: JsonValueKind.Object } found => new(found),
            { } other => throw RequestException.NotAnObject(other),
        };

    /// <summary>Where the object is in the body; null for the body itself.</summary>
    private IReadOnlyList<object>? Place { get; init; }

    /// <summary>Takes a value in a body that has to be an object.</summary>
    /// <param name="value">The value.</param>
    /// <param name="place">Where it is: names of fields and numbers of elements.</param>
    /// <exception cref="RequestException">It is not an object.</exception>
    internal static JsonFields Within(JsonElement value, params IReadOnlyList<object> place) =>
        value.ValueKind == JsonValueKind.Object
            ? new(value) { Place = place }
            : throw RequestException.At(place, "dict_type", "Input should be a valid dictionary", value);

    /// <exception cref="RequestException">There are others.</exception>
    internal void DemandOnly(params ReadOnlySpan<string> known)
    {
        foreach (var field in Body.EnumerateObject())
        {
            if (!known.Contains(field.Name))
            {
                // The usual mistake: the name as C# or JavaScript would write it.
                var near = JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Name);
                var hint = known.Contains(near) ? $". Did you mean '{near}'?" : "";
                throw Fault(field.Name, "extra_forbidden", $"Extra inputs are not permitted{hint}", field.Value);
            }
        }
    }

    internal JsonElement? Find(string name) => Body.TryGetProperty(name, out var value) ? value : null;

    /// <summary>Reads a text; null when it is not there, or null.</summary>
    /// <exception cref="RequestException">It is not a text, or too long.</exception>
    internal string? FindText(string name, int maxLength = int.MaxValue)
    {
        if (Find(name) is not { ValueKind: not JsonValueKind.Null } value)
        {
            return null;
        }

        var text =
            value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : throw Fault(name, "string_type", "Input should be a valid string", value);
        return text.Length <= maxLength
            ? text
            : throw Fault(name, "string_too_long", $"String should have at most {maxLength} characters", value);
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="RequestException">It is not there, not a text, or too long.</exception>
    internal string ReadText(string name, int maxLength = int.MaxValue) => FindText(name, maxLength) ?? throw Missing(name);

    /// <summary>Reads a number; null when it is not there, or null.</summary>
    /// <exception cref="RequestException">It is not a number without fraction.</exception>
    internal int? FindInteger(string name) =>
        Find(name) switch
        {
            null or { ValueKind: JsonValueKind.Null } => null,
            { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) => number,
            { } other => throw Fault(name, "int_type", "Input should be a valid integer", other),
        };

    /// <summary>Reads true or false; false when it is not there, or null.</summary>
    /// <exception cref="RequestException">It is neither.</exception>
    internal bool ReadFlag(string name) =>
        Find(name) switch
        {
            null or { ValueKind: JsonValueKind.Null or JsonValueKind.False } => false,
            { ValueKind: JsonValueKind.True } => true,
            { } other => throw Fault(name, "bool_type", "Input should be a valid boolean", other),
        };

    /// <summary>Reads a time; null when it is not there, or null.</summary>
    /// <exception cref="RequestException">It is not a time of the calendar, in Unix seconds.</exception>
    internal DateTimeOffset? FindTime(string name) =>
        Find(name) switch
        {
            null or { ValueKind: JsonValueKind.Null } => null,
            { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out var seconds) && seconds is >= 0 and <= MaxSeconds =>
                DateTimeOffset.UnixEpoch.AddSeconds(seconds),
            { } other => throw Fault(name, "datetime_type", "Input should be a time in Unix seconds", other),
        };

    /// <summary>Reads an id; null when it is not there, or null.</summary>
    /// <exception cref="RequestException">It is not a UUID.</exception>
    internal Guid? FindId(string name) =>
        FindText(name) is not { } text ? null
        : Guid.TryParse(text, out var id) ? id
        : throw Fault(name, "uuid_parsing", "Input should be a valid UUID", Find(name));

    /// <summary>Reads a list of ids; null when it is not there, or null.</summary>
    /// <exception cref="RequestException">It is not a list, is too short or too long, or an element is not a UUID.</exception>
    internal IReadOnlyList<Guid>? FindIds(string name, int minCount, int maxCount)
    {
        if (Find(name) is not { ValueKind: not JsonValueKind.Null } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            throw Fault(name, "list_type", "Input should be a valid list", value);
        }

        var count = value.GetArrayLength();
        if (count < minCount)
        {
            throw Fault(name, "too_short", $"List should have at least {minCount} item after validation, not {count}", value);
        }

        if (count > maxCount)
        {
            throw Fault(name, "too_long", $"List should have at most {maxCount} items after validation, not {count}", value);
        }

        var ids = new List<Guid>(count);
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            ids.Add(
                item.ValueKind == JsonValueKind.String && Guid.TryParse(item.GetString(), out var id)
                    ? id
                    : throw RequestException.At([.. Place ?? [], name, index], "uuid_parsing", "Input should be a valid UUID", item)
            );
        }

        return ids;
    }

    /// <summary>Reads an id.</summary>
    /// <exception cref="RequestException">It is not there, or not a UUID.</exception>
    internal Guid ReadId(string name) => FindId(name) ?? throw Missing(name);

    internal RequestException Missing(string name) => Fault(name, "missing", "Field required", Body);

    /// <summary>What is wrong with a field.</summary>
    internal RequestException Fault(string name, string type, string message, JsonElement? input) =>
        RequestException.At([.. Place ?? [], name], type, message, input);
}
