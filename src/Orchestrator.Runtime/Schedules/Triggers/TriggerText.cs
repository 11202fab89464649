using System.Globalization;
using System.Text.Json;

namespace Orchestrator.Schedules.Triggers;

/// <summary>Says in words when a trigger is due.</summary>
internal static class TriggerText
{
    private const string Any = "*";

    private static readonly string[] Units = ["weeks", "days", "hours", "minutes", "seconds"];

    private static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    /// <summary>The fields of a cron trigger from the largest, with what a field below the smallest that is given means.</summary>
    private static readonly (string Field, string Least)[] CronFields =
    [
        ("year", Any),
        ("month", "1"),
        ("day", "1"),
        ("week", Any),
        ("day_of_week", Any),
        ("hour", "0"),
        ("minute", "0"),
        ("second", "0"),
    ];

    internal static string Describe(string kind, JsonElement arguments)
    {
        var given = arguments
            .EnumerateObject()
            .Where(static argument => argument.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(static argument => argument.Name, static argument => argument.Value.ToString().Trim(), StringComparer.Ordinal);
        var due = kind switch
        {
            IntervalTrigger.Name => DescribeInterval(given),
            CronTrigger.Name => DescribeCron(given),
            _ => $"once, at {given.GetValueOrDefault(DateTrigger.At, "an unknown time")}",
        };
        var zone = given.GetValueOrDefault(TriggerArguments.Zone, "UTC");
        string?[] parts =
        [
            kind == CronTrigger.Name || given.ContainsKey(TriggerArguments.Zone) ? $"{due} ({zone})" : due,
            given.TryGetValue(TriggerArguments.Start, out var start) ? $"from {start}" : null,
            given.TryGetValue(TriggerArguments.End, out var end) ? $"until {end}" : null,
            given.TryGetValue("jitter", out var jitter) ? $"up to {jitter} s later" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    private static string DescribeInterval(Dictionary<string, string> given)
    {
        // Programs give a period in seconds, which people read in larger units.
        if (Units.Count(given.ContainsKey) == 1 && given.TryGetValue("seconds", out var text) && TryParse(text, out var seconds))
        {
            var period = TimeSpan.FromSeconds(seconds);
            (double Count, string Unit)[] parts =
            [
                (period.Days, "days"),
                (period.Hours, "hours"),
                (period.Minutes, "minutes"),
                (period.Seconds + ((double)(period.Ticks % TimeSpan.TicksPerSecond) / TimeSpan.TicksPerSecond), "seconds"),
            ];
            var units = parts.Where(static part => part.Count > 0).Select(static part => Count(part.Count, part.Unit));
            return $"every {string.Join(' ', units)}";
        }

        return $"every {string.Join(' ', Units.Where(given.ContainsKey).Select(unit => TryParse(given[unit], out var count)
            ? Count(count, unit)
            : $"{given[unit]} {unit}"))}";
    }

    private static string Count(double count, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? unit[..^1] : unit)}");

    private static bool TryParse(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static string DescribeCron(Dictionary<string, string> given)
    {
        var smallest = Array.FindLastIndex(CronFields, field => given.ContainsKey(field.Field));
        var fields = CronFields
            .Index()
            .ToDictionary(
                static field => field.Item.Field,
                field => given.GetValueOrDefault(field.Item.Field, field.Index < smallest ? Any : field.Item.Least),
                StringComparer.Ordinal
            );
        string?[] days =
        [
            fields["day_of_week"] is not Any and var weekday ? DescribeWeekday(weekday) : null,
            fields["day"] is not Any and var day ? $"day {day}" : null,
            fields["week"] is not Any and var week ? $"week {week}" : null,
            fields["month"] is not Any and var month ? $"month {month}" : null,
            fields["year"] is not Any and var year ? $"year {year}" : null,
        ];
        var on = string.Join(", ", days.OfType<string>());
        var at = DescribeTime(fields["hour"], fields["minute"], fields["second"]);
        return (on.Length > 0, at.StartsWith("at ", StringComparison.Ordinal)) switch
        {
            (true, true) => $"every {on} {at}",
            (true, false) => $"{at}, on {on}",
            (false, true) => $"every day {at}",
            _ => at,
        };
    }

    private static string DescribeTime(string hour, string minute, string second)
    {
        var within = second == "0" ? "" : $", second {second}";
        return (hour, minute) switch
        {
            (Any, Any) => $"every minute{within}",
            (Any, ['*', '/', .. var count]) => $"every {count} minutes{within}",
            (Any, _) => $"every hour at minute {minute}{within}",
            _ when Number(hour) is { } hours && Number(minute) is { } minutes && Number(second) is { } seconds =>
                FormattableString.Invariant($"at {hours:00}:{minutes:00}")
                    + (seconds == 0 ? "" : FormattableString.Invariant($":{seconds:00}")),
            _ => $"hour {hour}, minute {minute}{within}",
        };
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>In a trigger, Monday is 0, and names have three letters.</summary>
    private static string DescribeWeekday(string field) =>
        string.Join(", ", field.Split(',').Select(static part => string.Join(" to ", part.Split('-').Select(NameOfWeekday))));

    private static string NameOfWeekday(string day) =>
        Number(day) is { } index && index < Weekdays.Length
            ? Weekdays[index]
            : Weekdays.FirstOrDefault(name => day.Length == 3 && name.StartsWith(day, StringComparison.OrdinalIgnoreCase)) ?? day;
}
