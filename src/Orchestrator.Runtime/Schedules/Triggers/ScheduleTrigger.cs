using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Orchestrator.Schedules.Triggers;

/// <summary>
/// Defines when a schedule is due: at an interval, according to a cron expression, or once. The three kinds are <c>interval</c>,
/// <c>cron</c> and <c>date</c>; their arguments are those of APScheduler 3 and of the wire contract.
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

    /// <summary>The reason why this host cannot read the stored trigger, so that it starts nothing; null if it can.</summary>
    public string? Error { get; private protected init; }

    /// <summary>By how much a schedule may be later than its times, at most.</summary>
    private protected TimeSpan Jitter { get; init; }

    /// <summary>What no time lies after; null for no end.</summary>
    private protected DateTimeOffset? Latest { get; init; }

    /// <summary>Creates a trigger that is due at an interval.</summary>
    /// <param name="period">The interval; at least one second.</param>
    /// <param name="start">The first time; by default, one interval after the schedule is created.</param>
    /// <param name="end">The time at which it ends; by default, never.</param>
    /// <returns>The trigger.</returns>
    /// <exception cref="InvalidRequestException">The interval is shorter than one second.</exception>
    public static ScheduleTrigger Every(TimeSpan period, DateTimeOffset? start = null, DateTimeOffset? end = null) =>
        TriggerArguments.Parse(
            IntervalTrigger.Name,
            TriggerArguments.Write(("seconds", period.TotalSeconds), (TriggerArguments.Start, start), (TriggerArguments.End, end))
        );

    /// <summary>Creates a trigger from a cron expression.</summary>
    /// <param name="expression">
    /// Five fields, minute to day of week, or six fields with the second first; Sunday is 0, 7 or <c>SUN</c>.
    /// </param>
    /// <param name="zone">The time zone of the expression; by default, UTC.</param>
    /// <returns>The trigger.</returns>
    /// <exception cref="InvalidRequestException">The expression is not valid.</exception>
    public static ScheduleTrigger Cron(string expression, TimeZoneInfo? zone = null) =>
        CronTrigger.Of(expression, zone ?? TimeZoneInfo.Utc);

    /// <summary>Creates a trigger that is due once.</summary>
    /// <param name="at">When.</param>
    /// <returns>The trigger.</returns>
    public static ScheduleTrigger Once(DateTimeOffset at) =>
        TriggerArguments.Parse(DateTrigger.Name, TriggerArguments.Write((DateTrigger.At, at)));

    /// <summary>Creates a trigger from the representation on the wire and in the database.</summary>
    /// <param name="kind"><c>interval</c>, <c>cron</c> or <c>date</c>.</param>
    /// <param name="arguments">Its arguments, an object.</param>
    /// <returns>The trigger.</returns>
    /// <exception cref="InvalidRequestException">The kind or an argument is not valid; the message names it.</exception>
    public static ScheduleTrigger Parse(string kind, JsonElement arguments) => TriggerArguments.Parse(kind, arguments);

    /// <summary>
    /// Finds when a schedule is due next: at the trigger's time, or later by up to its jitter. By how much later follows from the schedule
    /// and the time, so every host says the same, and no time fires again after it has.
    /// </summary>
    /// <param name="after">The time after which it lies.</param>
    /// <param name="created">When the schedule was made; what lies before that is not a time of it.</param>
    /// <param name="scheduleId">The schedule.</param>
    internal DateTimeOffset? DueAfter(DateTimeOffset after, DateTimeOffset created, Guid scheduleId)
    {
        if (Jitter == TimeSpan.Zero)
        {
            return NextAfter(after, created);
        }

        // A time before the one asked about may be due after it, and a later time may be due before an earlier one.
        DateTimeOffset? due = null;
        var from = after - DateTimeOffset.MinValue > Jitter ? after - Jitter : DateTimeOffset.MinValue;
        for (var time = NextAfter(from < created ? created : from, created); time is { } at && !(at >= due); time = NextAfter(at, created))
        {
            var late = at > DateTimeOffset.MaxValue - Jitter ? at : at + Delay(scheduleId, at);
            late = late > Latest ? Latest.Value : late;
            due = late > after && !(late >= due) ? late : due;
        }

        return due;
    }

    /// <summary>
    /// Returns the first time after a specified time, without a jitter. Times that were missed before it are not included.
    /// </summary>
    /// <param name="after">The time.</param>
    /// <param name="created">The time at which the schedule was created, for an interval without a start.</param>
    /// <returns>The time; null if it is no longer due.</returns>
    public abstract DateTimeOffset? NextAfter(DateTimeOffset after, DateTimeOffset created);

    /// <summary>
    /// Says in words when a schedule is due, for people: <c>every 1 week</c>, or <c>every Saturday at 03:00 (UTC)</c>. The words may
    /// change; <see cref="ToString"/> is the exact trigger.
    /// </summary>
    /// <returns>The words; for a trigger that cannot be read, why.</returns>
    public string Describe() => Error ?? TriggerText.Describe(Kind, Arguments);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Arguments.GetRawText()}");

    /// <summary>
    /// How much later a time is due: it looks random, and is the same on every host. Counted in whole milliseconds, because a database
    /// keeps times less exactly than a clock tells them, and the same time must have the same delay before and after it was stored.
    /// </summary>
    private TimeSpan Delay(Guid scheduleId, DateTimeOffset time)
    {
        Span<byte> seed = stackalloc byte[24];
        scheduleId.TryWriteBytes(seed);
        BinaryPrimitives.WriteInt64LittleEndian(seed[16..], time.ToUnixTimeMilliseconds());
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(seed, hash);
        return TimeSpan.FromMilliseconds((long)(Jitter.TotalMilliseconds * BinaryPrimitives.ReadUInt32LittleEndian(hash) / uint.MaxValue));
    }
}
