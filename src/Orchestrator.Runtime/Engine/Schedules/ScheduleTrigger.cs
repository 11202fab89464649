using System.Globalization;
using System.Text.Json;

namespace Orchestrator.Engine.Schedules;

/// <summary>
/// When a schedule is due: every so often, as a cron expression says, or once. It can be written as the three kinds <c>interval</c>, <c>cron</c> and <c>date</c> with their arguments, which are those
/// of APScheduler 3 and of the wire contract.
/// </summary>
public abstract class ScheduleTrigger
{
    private protected ScheduleTrigger(string kind, IReadOnlyDictionary<string, object> arguments)
    {
        Kind = kind;
        Arguments = JsonSerializer.SerializeToElement(arguments);
    }

    /// <summary><c>interval</c>, <c>cron</c> or <c>date</c>.</summary>
    public string Kind { get; }

    /// <summary>The arguments of the kind, as an object.</summary>
    public JsonElement Arguments { get; private protected init; }

    /// <summary>Makes a trigger that is due every so often.</summary>
    /// <param name="period">How often; at least a second.</param>
    /// <param name="start">When for the first time; by default one period after the schedule is made.</param>
    /// <param name="end">When it ends; by default never.</param>
    /// <returns>The trigger.</returns>
    /// <exception cref="InvalidRequestException">The period is shorter.</exception>
    public static ScheduleTrigger Every(TimeSpan period, DateTimeOffset? start = null, DateTimeOffset? end = null) =>
        TriggerArguments.Parse(IntervalTrigger.Name, TriggerArguments.Write(("seconds", period.TotalSeconds), (TriggerArguments.Start, start), (TriggerArguments.End, end)));

    /// <summary>Makes a trigger from a cron expression.</summary>
    /// <param name="expression">Five fields, minute to day of week, or six with the second in front; Sunday is 0 or 7, or <c>SUN</c>.</param>
    /// <param name="zone">The time zone in which it is meant; by default UTC.</param>
    /// <returns>The trigger.</returns>
    /// <exception cref="InvalidRequestException">It is no such expression.</exception>
    public static ScheduleTrigger Cron(string expression, TimeZoneInfo? zone = null) => CronTrigger.Of(expression, zone ?? TimeZoneInfo.Utc);

    /// <summary>Makes a trigger that is due once.</summary>
    /// <param name="at">When.</param>
    /// <returns>The trigger.</returns>
    public static ScheduleTrigger Once(DateTimeOffset at) => TriggerArguments.Parse(DateTrigger.Name, TriggerArguments.Write((DateTrigger.At, at)));

    /// <summary>Reads a trigger as it is on the wire and in the table.</summary>
    /// <param name="kind"><c>interval</c>, <c>cron</c> or <c>date</c>.</param>
    /// <param name="arguments">Its arguments, an object.</param>
    /// <returns>The trigger.</returns>
    /// <exception cref="InvalidRequestException">The kind or an argument does not make sense; the message names it.</exception>
    public static ScheduleTrigger Parse(string kind, JsonElement arguments) => TriggerArguments.Parse(kind, arguments);

    /// <summary>Finds the first time that lies behind another one. What was missed before that is not made up for.</summary>
    /// <param name="after">The time.</param>
    /// <param name="created">When the schedule was made, for an interval that names no start.</param>
    /// <returns>The time; null when it is not due any more.</returns>
    public abstract DateTimeOffset? NextAfter(DateTimeOffset after, DateTimeOffset created);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Arguments.GetRawText()}");
}
