using System.Globalization;
using System.Text.RegularExpressions;
using Cronos;

namespace Orchestrator.Engine.Schedules;

/// <summary>
/// Due as a cron expression says. The arguments are APScheduler's: a field that is missing is any value where a smaller unit is given, and the smallest value where none is; days of the week
/// count from Monday = 0.
/// </summary>
internal sealed partial class CronTrigger : ScheduleTrigger
{
    internal const string Name = "cron";

    private const string Any = "*";
    private const string DayOfWeek = "day_of_week";
    private const int FirstYear = 1970;
    private const int LastYear = 2099; // Cronos looks no further.
    private const int MostWeeks = 53;

    // From the largest unit to the smallest, with the value of a field below the smallest that is given.
    private static readonly (string Field, string Least)[] Fields = [("year", Any), ("month", "1"), ("day", "1"), ("week", Any), (DayOfWeek, Any), ("hour", "0"), ("minute", "0"), ("second", "0")];
    private static readonly string[] Days = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

    private readonly CronExpression _expression;
    private readonly TimeZoneInfo _zone;
    private readonly DateTimeOffset? _start;

    // What a cron expression can not say; null where it says everything.
    private readonly NumberField? _years;
    private readonly NumberField? _weeks;
    private readonly DayField? _days;

    internal CronTrigger(TriggerArguments arguments)
        : base(Name, arguments.Given)
    {
        _zone = arguments.TakeZone();
        _start = arguments.TakeTime(TriggerArguments.Start, _zone);
        Latest = arguments.TakeTime(TriggerArguments.End, _zone);
        Jitter = arguments.TakeJitter();
        var given = Fields.Select(field => arguments.TakeText(field.Field)).ToArray();
        var smallest = Array.FindLastIndex(given, static value => value is not null);
        if (smallest < 0)
        {
            throw TriggerArguments.Invalid($"A cron trigger needs at least one of {string.Join(", ", Fields.Select(static field => field.Field))}.");
        }

        var (year, month, day, week, weekday, hour, minute, second) = given.Select((value, index) => value ?? (index < smallest ? Any : Fields[index].Least)).ToArray() switch
        {
            [var a, var b, var c, var d, var e, var f, var g, var h] => (a, b, c, d, e, f, g, h),
            _ => throw new InvalidOperationException("A cron trigger has eight fields."),
        };
        _years = year == Any ? null : NumberField.Parse("year", year, FirstYear, LastYear);
        _weeks = week == Any ? null : NumberField.Parse("week", week, 1, MostWeeks);
        _days = DayField.Parse(day);
        var monthDay = _days is not null ? Any : DayField.IsLast(day) ? "L" : day;
        _expression = Parse(
            $"{second} {minute} {hour} {monthDay} {month} {Number().Replace(weekday, static match => Days[int.Parse(match.Value, CultureInfo.InvariantCulture) % Days.Length])}",
            CronFormat.IncludeSeconds);
    }

    /// <summary>Makes one from an expression in the usual form, where days of the week count from Sunday = 0.</summary>
    internal static ScheduleTrigger Of(string expression, TimeZoneInfo zone)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is not (5 or 6))
        {
            throw TriggerArguments.Invalid($"The cron expression '{expression}' has {fields.Length} fields: write five, minute to day of week, or six with the second in front.");
        }

        // Read as it is written before it is put into the other count, so that a mistake is told in the author's own words.
        Parse(expression, fields.Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
        string[] all = fields.Length == 6 ? fields : ["0", .. fields];
        var weekday = Number().Replace(all[5], static match => Days[(int.Parse(match.Value, CultureInfo.InvariantCulture) + Days.Length - 1) % Days.Length]);
        return TriggerArguments.Parse(
            Name,
            TriggerArguments.Write(("second", all[0]), ("minute", all[1]), ("hour", all[2]), ("day", all[3] == "L" ? "last" : all[3]), ("month", all[4]), (DayOfWeek, weekday), (TriggerArguments.Zone, zone.Id)));
    }

    public override DateTimeOffset? NextAfter(DateTimeOffset after, DateTimeOffset created)
    {
        // A start counts itself, the time after which is asked does not.
        var next = _start is { } start && start > after ? _expression.GetNextOccurrence(start, _zone, inclusive: true) : _expression.GetNextOccurrence(after, _zone);
        while (next is { } found && SkipFrom(DateOnly.FromDateTime(found.DateTime)) is { } day)
        {
            next = day.Year > LastYear || _years?.Greatest < day.Year ? null : _expression.GetNextOccurrence(BeginningOf(day), _zone, inclusive: true);
        }

        return next <= (Latest ?? DateTimeOffset.MaxValue) ? next?.ToUniversalTime() : null;
    }

    /// <summary>The next day that may be one of the trigger's when this one is none; null when it is one.</summary>
    private DateOnly? SkipFrom(DateOnly day) =>
        _years?.Allows(day.Year) == false ? new DateOnly(day.Year + 1, 1, 1)
        : _weeks?.Allows(ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue))) == false || _days?.Allows(day) == false ? day.AddDays(1)
        : null;

    /// <summary>The first moment of a day; where clocks go forward at midnight it is that at which they do.</summary>
    private DateTimeOffset BeginningOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        if (_zone.IsInvalidTime(midnight))
        {
            return new(midnight, _zone.GetUtcOffset(midnight.AddDays(-1)));
        }

        return new(midnight, _zone.IsAmbiguousTime(midnight) ? _zone.GetAmbiguousTimeOffsets(midnight).Max() : _zone.GetUtcOffset(midnight));
    }

    private static CronExpression Parse(string expression, CronFormat format)
    {
        try
        {
            return CronExpression.Parse(expression, format);
        }
        catch (CronFormatException exception)
        {
            throw TriggerArguments.Invalid($"'{expression}' is no cron expression: {exception.Message}");
        }
    }

    // Not the step behind a slash.
    [GeneratedRegex(@"(?<![/\d])\d+")]
    private static partial Regex Number();
}
