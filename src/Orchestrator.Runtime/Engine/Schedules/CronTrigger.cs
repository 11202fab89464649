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

    private const string DayOfWeek = "day_of_week";

    // From the largest unit to the smallest, with the value of a field below the smallest that is given.
    private static readonly (string Field, string Least)[] Fields = [("month", "1"), ("day", "1"), (DayOfWeek, "*"), ("hour", "0"), ("minute", "0"), ("second", "0")];
    private static readonly string[] Days = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

    private readonly CronExpression _expression;
    private readonly TimeZoneInfo _zone;
    private readonly DateTimeOffset? _start;
    private readonly DateTimeOffset? _end;

    internal CronTrigger(TriggerArguments arguments)
        : base(Name, arguments.Given)
    {
        _zone = arguments.TakeZone();
        _start = arguments.TakeTime(TriggerArguments.Start, _zone);
        _end = arguments.TakeTime(TriggerArguments.End, _zone);
        var given = Fields.Select(field => arguments.TakeText(field.Field)).ToArray();
        var smallest = Array.FindLastIndex(given, static value => value is not null);
        if (smallest < 0)
        {
            throw TriggerArguments.Invalid($"A cron trigger needs at least one of {string.Join(", ", Fields.Select(static field => field.Field))}.");
        }

        var (month, day, weekday, hour, minute, second) = given.Select((value, index) => value ?? (index < smallest ? "*" : Fields[index].Least)).ToArray() switch
        {
            [var a, var b, var c, var d, var e, var f] => (a, b, c, d, e, f),
            _ => throw new InvalidOperationException("A cron trigger has six fields."),
        };
        var expression = $"{second} {minute} {hour} {(day == "last" ? "L" : day)} {month} {Number().Replace(weekday, static match => Days[int.Parse(match.Value, CultureInfo.InvariantCulture) % Days.Length])}";
        _expression = Parse(expression, CronFormat.IncludeSeconds);
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
        return next <= (_end ?? DateTimeOffset.MaxValue) ? next?.ToUniversalTime() : null;
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
