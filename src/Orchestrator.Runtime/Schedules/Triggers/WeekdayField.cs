using System.Globalization;
using System.Text.RegularExpressions;

namespace Orchestrator.Schedules.Triggers;

/// <summary>
/// The days of the week that a field allows, in either of the two counts that are in use, written as names, which mean the same in both.
/// </summary>
internal static partial class WeekdayField
{
    private static readonly string[] Names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>APScheduler's count, and that of the wire: Monday is 0, Sunday is 6.</summary>
    internal static Count Monday0 { get; } = new(First: 1, Greatest: 6, "Monday is 0 and Sunday is 6");

    /// <summary>The count of a crontab: Sunday is 0 and 7.</summary>
    internal static Count Sunday0 { get; } = new(First: 0, Greatest: 7, "Sunday is 0 and 7");

    /// <summary>
    /// Reads a field: <c>*</c>, numbers or names, ranges of them, each with a step after a slash, and lists of those; also <c>mon#2</c> and
    /// <c>friL</c>, the second and the last of a month.
    /// </summary>
    /// <returns>The same in names.</returns>
    /// <exception cref="InvalidRequestException">It is not such a field.</exception>
    internal static string Parse(string text, Count count)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries)
            .Select(part =>
                ParsePart(part, count)
                ?? throw TriggerArguments.Invalid(
                    $"day_of_week '{TriggerArguments.Shorten(text)}' of a cron trigger makes no sense: write numbers from 0 to "
                        + $"{count.Greatest}, where {count.Meaning}, or mon to sun, as 0, mon-fri, */2, or several with commas."
                )
            );
        return string.Join(',', parts.SelectMany(static names => names).Distinct());
    }

    private static IEnumerable<string>? ParsePart(string part, Count count)
    {
        if (part is "*" or "?")
        {
            return ["*"];
        }

        var match = Part().Match(part);
        if (
            !match.Success
            || Number(match, "first", count, otherwise: 0) is not { } first
            || Number(match, "step", Count.OfSteps, otherwise: 1) is not (> 0 and var step)
        )
        {
            return null;
        }

        if (match.Groups["which"] is { Success: true, Value: var which })
        {
            return [Name(first, count) + which.ToUpperInvariant()];
        }

        // A range may go over the end of the week.
        var isOne = !match.Groups["all"].Success && !match.Groups["last"].Success && !match.Groups["step"].Success;
        var days =
            Number(match, "last", count, isOne ? first : Names.Length - 1) is not { } last ? (int?)null
            : last >= first ? last - first
            : last + Names.Length - first;
        return days is null
            ? null
            : Enumerable.Range(0, days.Value + 1).Where(day => day % step == 0).Select(day => Name(first + day, count));
    }

    /// <summary>The number of a part, in the field's own count; null when the number does not exist.</summary>
    private static int? Number(Match match, string group, Count count, int otherwise)
    {
        if (match.Groups[group] is not { Success: true, Value: var text })
        {
            return otherwise;
        }

        var name = Array.FindIndex(Names, known => known.Equals(text, StringComparison.OrdinalIgnoreCase));
        return name >= 0 ? (name - count.First + Names.Length) % Names.Length
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= count.Greatest ? number
            : null;
    }

    private static string Name(int number, Count count) => Names[(number + count.First) % Names.Length];

    [GeneratedRegex(
        "^(?:(?:(?<all>\\*)|(?<first>[0-9]|[a-z]{3})(?:-(?<last>[0-9]|[a-z]{3}))?)(?:/(?<step>[0-9]{1,2}))?"
            + "|(?<first>[0-9]|[a-z]{3})(?<which>#[1-5]|L))$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Part();

    /// <summary>How days of the week are counted.</summary>
    /// <param name="First">The day that is 0, counted from Sunday.</param>
    /// <param name="Greatest">The greatest number.</param>
    /// <param name="Meaning">What the numbers mean, for the refusal.</param>
    internal sealed record Count(int First, int Greatest, string Meaning)
    {
        /// <summary>A step is a number of days, not a day.</summary>
        internal static Count OfSteps { get; } = new(First: 0, Greatest: 99, "");
    }
}
