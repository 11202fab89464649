using System.Globalization;
using Cronos;

namespace Orchestrator.Schedules.Triggers;

/// <summary>
/// Due as a cron expression says. The arguments are APScheduler's: a field that is missing is any value where a smaller unit is given, and
/// the smallest value where none is; days of the week count from Monday = 0.
/// </summary>
internal sealed class CronTrigger : ScheduleTrigger
{
    internal const string Name = "cron";

    private const string Any = "*";
    private const string DayOfWeek = "day_of_week";
    private const int FirstYear = 1970;
    private const int LastYear = 2099; // Cronos looks no further.
    private const int MaxWeeks = 53;

    // From the largest unit to the smallest, with the value of a field below the smallest that is given.
    private static readonly (string Field, string Least)[] Fields =
    [
        ("year", Any),
        ("month", "1"),
        ("day", "1"),
        ("week", Any),
        (DayOfWeek, Any),
        ("hour", "0"),
        ("minute", "0"),
        ("second", "0"),
    ];

    private readonly CronExpression _expression;
    private readonly TimeZoneInfo _zone;
    private readonly DateTimeOffset? _start;

    // What a cron expression cannot say; null where it says everything.
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
            throw TriggerArguments.Invalid(
                $"A cron trigger needs at least one of {string.Join(", ", Fields.Select(static field => field.Field))}."
            );
        }

        var fields = given.Select((value, index) => value ?? (index < smallest ? Any : Fields[index].Least)).ToArray();
        if (fields is not [var year, var month, var day, var week, var weekday, var hour, var minute, var second])
        {
            throw new InvalidOperationException("A cron trigger has eight fields.");
        }

        foreach (var (name, text) in new[] { ("month", month), ("hour", hour), ("minute", minute), ("second", second) })
        {
            CheckIsOneField(name, text);
        }

        _years = year == Any ? null : NumberField.Parse("year", year, FirstYear, LastYear);
        _weeks = week == Any ? null : NumberField.Parse("week", week, 1, MaxWeeks);
        _days = DayField.Parse(day);
        var monthDay =
            _days is not null ? Any
            : DayField.IsLast(day) ? "L"
            : day;
        CheckIsOneField("day", monthDay);
        _expression = Parse(
            $"{second} {minute} {hour} {monthDay} {month} {WeekdayField.Parse(weekday, WeekdayField.Monday0)}",
            CronFormat.IncludeSeconds
        );
    }

    /// <summary>Makes one from an expression in the usual form, where days of the week count from Sunday = 0.</summary>
    internal static ScheduleTrigger Of(string expression, TimeZoneInfo zone, DateTimeOffset? start = null)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is not (5 or 6))
        {
            throw TriggerArguments.Invalid(
                $"The cron expression '{TriggerArguments.Shorten(expression)}' has {fields.Length} fields: write five, minute to "
                    + "day of week, or six with the second in front."
            );
        }

        // Read as it is written before it is put into the other count, so that a mistake is told in the author's own words.
        Parse(expression, fields.Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
        string[] all = fields.Length == 6 ? fields : ["0", .. fields];
        var weekday = WeekdayField.Parse(all[5], WeekdayField.Sunday0);
        return TriggerArguments.Parse(
            Name,
            TriggerArguments.Write(
                ("second", all[0]),
                ("minute", all[1]),
                ("hour", all[2]),
                ("day", all[3] == "L" ? "last" : all[3]),
                ("month", all[4]),
                (DayOfWeek, weekday),
                (TriggerArguments.Zone, zone.Id),
                (TriggerArguments.Start, start)
            )
        );
    }

    /// <summary>True for one that was and will be due at no time, as on the 30th of February. Those that have passed count.</summary>
    internal bool IsNeverDue => NextAfter(new(FirstYear, 1, 1, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.UnixEpoch) is null;

    public override DateTimeOffset? NextAfter(DateTimeOffset after, DateTimeOffset created)
    {
        // A start counts itself, the time after which is asked does not.
        var next = _start is { } start && start > after ? _expression.GetNextOccurrence(start, _zone, inclusive: true) : Occurrence(after);
        while (next is { } found && !Fits(found))
        {
            next =
                SkipFrom(DateOnly.FromDateTime(found.DateTime)) is not { } day ? Occurrence(found)
                : day.Year > LastYear || _years?.Greatest < day.Year ? null
                : Occurrence(Later(found, BeforeBeginningOf(day)));
        }

        return next <= (Latest ?? DateTimeOffset.MaxValue) ? next?.ToUniversalTime() : null;
    }

    /// <summary>
    /// Whether the day of a time is one of the trigger's. A time at which clocks go forward stands for those that they jump over, and these
    /// may be of the day before, or of a whole day that does not exist.
    /// </summary>
    private bool Fits(DateTimeOffset found)
    {
        var jump = TimeZoneInfo.ConvertTime(found.AddTicks(-1), _zone).DateTime.AddTicks(1);
        return jump >= found.DateTime
            ? SkipFrom(DateOnly.FromDateTime(found.DateTime)) is null
            : _expression
                .GetOccurrences(
                    DateTime.SpecifyKind(jump, DateTimeKind.Utc),
                    DateTime.SpecifyKind(found.DateTime, DateTimeKind.Utc),
                    fromInclusive: true,
                    toInclusive: true
                )
                .Any(time => SkipFrom(DateOnly.FromDateTime(time)) is null);
    }

    /// <summary>
    /// The next day that may be one of the trigger's when this one is not; null when it is one. After the end of the calendar it is its
    /// last day.
    /// </summary>
    private DateOnly? SkipFrom(DateOnly day) =>
        day == DateOnly.MaxValue ? day
        : _years?.Allows(day.Year) == false ? new DateOnly(day.Year, 12, 31).AddDays(day.Year == DateOnly.MaxValue.Year ? 0 : 1)
        : _weeks?.Allows(ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue))) == false || _days?.Allows(day) == false ? day.AddDays(1)
        : null;

    /// <summary>
    /// A moment before the first one of a day. Where clocks go forward over midnight it is one of the day before: times that they jump over
    /// are only found from there.
    /// </summary>
    private DateTimeOffset BeforeBeginningOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        if (_zone.IsInvalidTime(midnight))
        {
            var yesterday = midnight.AddDays(-1);
            return new(yesterday, _zone.GetUtcOffset(yesterday));
        }

        return new DateTimeOffset(
            midnight,
            _zone.IsAmbiguousTime(midnight) ? _zone.GetAmbiguousTimeOffsets(midnight).Max() : _zone.GetUtcOffset(midnight)
        ).AddTicks(-1);
    }

    /// <summary>
    /// The next time of the expression, strictly later. Where the data of a zone puts a change of its standard time on another moment than
    /// the change of its clocks, Cronos finds the same time again.
    /// </summary>
    private DateTimeOffset? Occurrence(DateTimeOffset after)
    {
        var from = after;
        var next = _expression.GetNextOccurrence(from, _zone);
        while (next <= after)
        {
            from = from.AddHours(1);
            next = _expression.GetNextOccurrence(from, _zone);
        }

        return next;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>The fields are put into one expression, in which a space would move every field after it.</summary>
    private static void CheckIsOneField(string name, string text)
    {
        if (text.Length == 0 || text.Any(char.IsWhiteSpace))
        {
            throw TriggerArguments.Invalid(
                $"{name} '{TriggerArguments.Shorten(text)}' of a cron trigger is not a field: write it without spaces, as 5, 1-5, "
                    + "*/2 or 1,3."
            );
        }
    }

    private static CronExpression Parse(string expression, CronFormat format)
    {
        try
        {
            return CronExpression.Parse(expression, format);
        }
        catch (CronFormatException exception)
        {
            throw TriggerArguments.Invalid($"'{TriggerArguments.Shorten(expression)}' is not a cron expression: {exception.Message}");
        }
    }
}
