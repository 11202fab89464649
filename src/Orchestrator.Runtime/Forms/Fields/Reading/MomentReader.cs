using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Forms.Fields;

/// <summary>Checks and reads a day or a time.</summary>
internal static class MomentReader
{
    // What a DateTimeOffset can be, in seconds.
    private static readonly double FirstSecond = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly double LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    internal static (JsonNode?, FormError?) ReadDate(ValueRules rules, JsonElement value, IReadOnlyList<object> location)
    {
        if (
            value.ValueKind != JsonValueKind.String
            || !DateOnly.TryParseExact(value.GetString(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        )
        {
            return (null, new(location, "Input should be a valid date in the format YYYY-MM-DD", "date_from_datetime_parsing", value));
        }

        var error = MomentRange<DateOnly>.Of(rules).Check(date, value, location);
        return error is null ? (value.GetString(), null) : (null, error);
    }

    internal static (JsonNode?, FormError?) ReadTimestamp(ValueRules rules, JsonElement value, IReadOnlyList<object> location)
    {
        if (Find(value) is not { } time)
        {
            return (null, new(location, "Input should be a valid datetime", "datetime_parsing", value));
        }

        var error = MomentRange<DateTimeOffset>.Of(rules).Check(time, value, location);
        return error is null ? (time.ToString("O", CultureInfo.InvariantCulture), null) : (null, error);
    }

    private static DateTimeOffset? Find(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out var seconds) && seconds >= FirstSecond && seconds <= LastSecond =>
                DateTimeOffset.UnixEpoch.AddSeconds(seconds),
            JsonValueKind.String
                when DateTimeOffset.TryParse(
                    value.GetString(),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var time
                ) => time,
            _ => null,
        };
}
