using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Orchestrator.Schedules.Triggers;

/// <summary>The arguments of a trigger while they are read: what is not taken is not known, and refused.</summary>
internal sealed partial class TriggerArguments
{
    internal const string Start = "start_date";
    internal const string End = "end_date";
    internal const string Zone = "timezone";

    private const double MaxNumber = 1e10;

    private static readonly TimeSpan MaxJitter = TimeSpan.FromDays(1);

    private readonly string _kind;
    private readonly Dictionary<string, JsonElement> _left;

    private TriggerArguments(string kind, JsonElement arguments)
    {
        _kind = kind;
        _left = new(StringComparer.Ordinal);
        foreach (
            var argument in arguments.ValueKind == JsonValueKind.Object
                ? arguments.EnumerateObject()
                : throw Invalid("The arguments of a trigger are an object.")
        )
        {
            var name = NameOf(argument);
            if (
                argument.Value is { ValueKind: JsonValueKind.Object or JsonValueKind.Array }
                || (argument.Value.ValueKind == JsonValueKind.String && TryReadText(argument.Value) is null)
            )
            {
                throw NotA("text", name, argument.Value);
            }

            if (argument.Value.ValueKind != JsonValueKind.Null && !_left.TryAdd(name, argument.Value.Clone()))
            {
                throw Invalid($"'{Shorten(name)}' is given to a trigger twice. Leave one of them out.");
            }
        }

        Given = _left.ToDictionary(static argument => argument.Key, static argument => (object)argument.Value, StringComparer.Ordinal);
    }

    /// <summary>All of them.</summary>
    internal IReadOnlyDictionary<string, object> Given { get; }

    /// <summary>Reads a trigger.</summary>
    /// <exception cref="InvalidRequestException">It does not make sense.</exception>
    internal static ScheduleTrigger Parse(string kind, JsonElement given)
    {
        var arguments = new TriggerArguments(kind, given);
        ScheduleTrigger trigger = kind switch
        {
            IntervalTrigger.Name => new IntervalTrigger(arguments),
            CronTrigger.Name => new CronTrigger(arguments),
            DateTrigger.Name => new DateTrigger(arguments),
            _ => throw Invalid(
                $"'{Shorten(kind)}' is not a trigger: use {IntervalTrigger.Name}, {CronTrigger.Name} or {DateTrigger.Name}."
            ),
        };
        return arguments._left.Count == 0
            ? trigger
            : throw Invalid(
                $"A trigger of the kind {Shorten(kind)} has no use for "
                    + $"{Shorten(string.Join(", ", arguments._left.Keys.Order(StringComparer.Ordinal)))} here. Leave it out."
            );
    }

    /// <summary>Writes arguments; those without a value are left out.</summary>
    internal static JsonElement Write(params (string Name, object? Value)[] arguments) =>
        JsonSerializer.SerializeToElement(
            arguments
                .Where(static argument => argument.Value is not null)
                .ToDictionary(static argument => argument.Name, static argument => argument.Value)
        );

    internal static InvalidRequestException Invalid(string message) => new("schedule_trigger_invalid", message);

    /// <summary>What a message repeats of what was given: the beginning says enough.</summary>
    internal static string Shorten(string text)
    {
        const int longest = 100;
        return text.Length <= longest ? text : StorableText.Start(text, longest) + "…";
    }

    internal string? TakeText(string name) =>
        !_left.Remove(name, out var value)
            ? null
            : value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!.Trim(),
                JsonValueKind.Number => value.GetRawText(),
                _ => throw NotA("text", name, value),
            };

    internal double TakeNumber(string name) =>
        !_left.Remove(name, out var value) ? 0
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is >= 0 and <= MaxNumber ? number
        : throw NotA("number from 0 to 10,000,000,000", name, value);

    /// <summary>By how much the times may be late; nothing when none is given.</summary>
    internal TimeSpan TakeJitter()
    {
        var jitter = TimeSpan.FromSeconds(TakeNumber("jitter"));
        return jitter <= MaxJitter ? jitter : throw Invalid($"The jitter of a trigger is at most {MaxJitter.TotalSeconds} seconds, a day.");
    }

    /// <summary>The time zone; UTC when none is given.</summary>
    internal TimeZoneInfo TakeZone()
    {
        if (TakeText(Zone) is not { } name)
        {
            return TimeZoneInfo.Utc;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw Invalid($"This machine knows no time zone '{Shorten(name)}'. Use a name of the IANA database: Europe/Amsterdam.");
    }

    /// <summary>A time; without an offset it is meant in the trigger's time zone.</summary>
    internal DateTimeOffset? TakeTime(string name, TimeZoneInfo zone)
    {
        if (!_left.Remove(name, out var value))
        {
            return null;
        }

        if (
            value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var seconds)
            && seconds is > -62_135_596_800 and < 253_402_300_800
        )
        {
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        }

        // Only whole dates: a time of day alone would mean today, whatever day that is when the trigger is read again.
        if (
            value.ValueKind != JsonValueKind.String
            || value.GetString()?.Trim() is not { } text
            || !WholeDate().IsMatch(text)
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        )
        {
            throw NotA("time in ISO 8601 form", name, value);
        }

        if (
            !DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var local)
            || local.Kind != DateTimeKind.Unspecified
        )
        {
            return time.ToUniversalTime();
        }

        var ticks = local.Ticks - zone.GetUtcOffset(local).Ticks;
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : throw Invalid(
                $"{name} '{Shorten(text)}' of a trigger of the kind {_kind} lies outside of the years 1 to 9999 in the time zone {zone.Id}."
            );
    }

    private InvalidRequestException NotA(string what, string name, JsonElement value) =>
        Invalid($"{Shorten(name)} of a trigger of the kind {Shorten(_kind)} is not a {what}: {Shorten(value.GetRawText())}");

    private static string NameOf(JsonProperty argument)
    {
        try
        {
            return argument.Name;
        }
        catch (InvalidOperationException)
        {
            throw Invalid("The name of an argument of a trigger is not text: it has half of a surrogate pair.");
        }
    }

    /// <summary>Null when it is not text: JSON can hold half of a surrogate pair.</summary>
    private static string? TryReadText(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")]
    private static partial Regex WholeDate();
}
