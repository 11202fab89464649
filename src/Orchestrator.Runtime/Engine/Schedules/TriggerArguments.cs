using System.Globalization;
using System.Text.Json;

namespace Orchestrator.Engine.Schedules;

/// <summary>The arguments of a trigger while they are read: what is not taken is not known, and refused.</summary>
internal sealed class TriggerArguments
{
    internal const string Start = "start_date";
    internal const string End = "end_date";
    internal const string Zone = "timezone";

    private static readonly TimeSpan LongestJitter = TimeSpan.FromDays(1);

    private readonly string _kind;
    private readonly Dictionary<string, JsonElement> _left;

    private TriggerArguments(string kind, JsonElement arguments)
    {
        _kind = kind;
        _left = arguments.ValueKind == JsonValueKind.Object
            ? arguments.EnumerateObject().Where(static argument => argument.Value.ValueKind != JsonValueKind.Null).ToDictionary(static argument => argument.Name, static argument => argument.Value.Clone(), StringComparer.Ordinal)
            : throw Invalid("The arguments of a trigger are an object.");
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
            _ => throw Invalid($"'{kind}' is no trigger: use {IntervalTrigger.Name}, {CronTrigger.Name} or {DateTrigger.Name}."),
        };
        return arguments._left.Count == 0
            ? trigger
            : throw Invalid($"A trigger of the kind {kind} has no use for {string.Join(", ", arguments._left.Keys.Order(StringComparer.Ordinal))} here. Leave it out.");
    }

    /// <summary>Writes arguments; those without a value are left out.</summary>
    internal static JsonElement Write(params (string Name, object? Value)[] arguments) =>
        JsonSerializer.SerializeToElement(arguments.Where(static argument => argument.Value is not null).ToDictionary(static argument => argument.Name, static argument => argument.Value));

    internal static InvalidRequestException Invalid(string message) => new("schedule_trigger_invalid", message);

    internal string? TakeText(string name) => !_left.Remove(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.Number => value.GetRawText(),
        _ => throw NotA("text", name, value),
    };

    internal double TakeNumber(string name) => !_left.Remove(name, out var value) ? 0
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is >= 0 and < 1e9 ? number
        : throw NotA("number from 0 to a thousand million", name, value);

    /// <summary>By how much the times may be late; nothing when none is given.</summary>
    internal TimeSpan TakeJitter()
    {
        var jitter = TimeSpan.FromSeconds(TakeNumber("jitter"));
        return jitter <= LongestJitter ? jitter : throw Invalid($"The jitter of a trigger is at most {LongestJitter.TotalSeconds} seconds, a day.");
    }

    /// <summary>The time zone; UTC when none is given.</summary>
    internal TimeZoneInfo TakeZone()
    {
        if (TakeText(Zone) is not { } name)
        {
            return TimeZoneInfo.Utc;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : throw Invalid($"This machine knows no time zone '{name}'. Use a name of the IANA database: Europe/Amsterdam.");
    }

    /// <summary>A time; without an offset it is meant in the trigger's time zone.</summary>
    internal DateTimeOffset? TakeTime(string name, TimeZoneInfo zone)
    {
        if (!_left.Remove(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) && seconds is > -62_135_596_800 and < 253_402_300_800)
        {
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        }

        if (value.ValueKind != JsonValueKind.String || !DateTime.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time))
        {
            throw NotA("time in ISO 8601 form", name, value);
        }

        return time.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(time, zone.GetUtcOffset(time)).ToUniversalTime() : new DateTimeOffset(time).ToUniversalTime();
    }

    private InvalidRequestException NotA(string what, string name, JsonElement value) => Invalid($"{name} of a trigger of the kind {_kind} is no {what}: {value.GetRawText()}");
}
