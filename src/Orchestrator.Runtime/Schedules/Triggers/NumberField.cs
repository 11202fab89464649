using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Orchestrator.Schedules.Triggers;

/// <summary>
/// The numbers that a field of a cron trigger allows: <c>*</c>, <c>5</c>, <c>1-5</c>, each with a step after a slash, and lists of those.
/// </summary>
internal sealed partial class NumberField
{
    private readonly FrozenSet<int> _numbers;

    private NumberField(IEnumerable<int> numbers) => _numbers = numbers.ToFrozenSet();

    /// <summary>The largest number.</summary>
    internal int Greatest => _numbers.Max();

    /// <summary>Reads a field.</summary>
    /// <param name="name">What it is called, for the refusal.</param>
    /// <param name="text">What is written in it.</param>
    /// <param name="least">The least number that it can have.</param>
    /// <param name="greatest">The greatest.</param>
    /// <exception cref="InvalidRequestException">It is not such a field.</exception>
    internal static NumberField Parse(string name, string text, int least, int greatest) =>
        new(
            text.Split(',')
                .SelectMany(part =>
                {
                    var match = Part().Match(part.Trim());
                    int Number(string group, int otherwise) =>
                        match.Groups[group] is { Success: true } found ? int.Parse(found.Value, CultureInfo.InvariantCulture) : otherwise;
                    var step = Number("step", 1);
                    var first = Number("first", least);
                    var last = Number("last", match.Groups["all"].Success || match.Groups["step"].Success ? greatest : first);
                    return match.Success && step > 0 && first >= least && last <= greatest && first <= last
                        ? Enumerable.Range(first, last - first + 1).Where(number => (number - first) % step == 0)
                        : throw TriggerArguments.Invalid(
                            $"{name} '{TriggerArguments.Shorten(text)}' of a cron trigger makes no sense: write numbers from "
                                + $"{least} to {greatest}, as 5, 1-5, */2, 1-5/2, or several with commas."
                        );
                })
        );

    internal bool Allows(int number) => _numbers.Contains(number);

    [GeneratedRegex(
        @"^(?:(?<all>\*)|(?<first>[0-9]{1,4})(?:-(?<last>[0-9]{1,4}))?)(?:/(?<step>[0-9]{1,4}))?$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Part();
}
