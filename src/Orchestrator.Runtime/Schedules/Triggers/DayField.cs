using System.Text.RegularExpressions;

namespace Orchestrator.Schedules.Triggers;

/// <summary>
/// The days of a month that a cron trigger allows, where they are not only numbers: <c>3rd fri</c>, <c>last sun</c>, <c>last</c>, also in a
/// list with numbers.
/// </summary>
internal sealed partial class DayField
{
    private const int MaxMonth = 31;
    private const int Week = 7;

    private static readonly string[] Ordinals = ["1st", "2nd", "3rd", "4th", "5th"];
    private static readonly string[] Weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private readonly Func<DateOnly, bool>[] _parts;

    private DayField(Func<DateOnly, bool>[] parts) => _parts = parts;

    /// <summary>Reads a field; null when it has nothing but what every cron expression can say.</summary>
    /// <exception cref="InvalidRequestException">It is not such a field.</exception>
    internal static DayField? Parse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        return parts.Any(static part => Weekday().IsMatch(part)) || (parts.Length > 1 && parts.Any(IsLast))
            ? new([.. parts.Select(ParsePart)])
            : null;
    }

    internal bool Allows(DateOnly date) => Array.Exists(_parts, part => part(date));

    internal static bool IsLast(string part) => part.Equals("last", StringComparison.OrdinalIgnoreCase);

    private static Func<DateOnly, bool> ParsePart(string part)
    {
        if (IsLast(part))
        {
            return static date => date.Day == DateTime.DaysInMonth(date.Year, date.Month);
        }

        if (Weekday().Match(part) is not { Success: true } match)
        {
            var numbers = NumberField.Parse("day", part, 1, MaxMonth);
            return date => numbers.Allows(date.Day);
        }

        var weekday = (DayOfWeek)
            Array.FindIndex(Weekdays, name => name.Equals(match.Groups["weekday"].Value, StringComparison.OrdinalIgnoreCase));
        var which = Array.FindIndex(Ordinals, name => name.Equals(match.Groups["which"].Value, StringComparison.OrdinalIgnoreCase));
        return which < 0
            ? date => date.DayOfWeek == weekday && date.Day + Week > DateTime.DaysInMonth(date.Year, date.Month)
            : date => date.DayOfWeek == weekday && (date.Day - 1) / Week == which;
    }

    [GeneratedRegex(
        @"^(?<which>1st|2nd|3rd|4th|5th|last)\s+(?<weekday>mon|tue|wed|thu|fri|sat|sun)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Weekday();
}
