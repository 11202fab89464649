using Cronos;

namespace Orchestrator.Options;

/// <summary>A recurring time window in which reconciles of a product can, or cannot, be started.</summary>
public sealed class MaintenanceWindowOptions
{
    /// <summary>The time at which the window begins, as a cron expression with five fields, minute to day of week.</summary>
    public string? Cron { get; set; }

    /// <summary>The duration of the window.</summary>
    public TimeSpan Duration { get; set; }

    /// <summary>The time zone of the expression. Default UTC.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Whether no reconcile can be started in this window. Default false: reconciles can be started in it.</summary>
    public bool Deny { get; set; }

    /// <summary>Whether a time is in it. It has been validated.</summary>
    internal bool Includes(DateTimeOffset time) => NextBegin(time - Duration) <= time;

    /// <summary>
    /// When something may be started because of it that may not at a time: it begins then, or ends where it denies. Null for never. It has
    /// been validated.
    /// </summary>
    internal DateTimeOffset? NextOpening(DateTimeOffset after) => Deny ? NextBegin(after - Duration) + Duration : NextBegin(after);

    /// <summary>When it begins or ends next. Null for never. It has been validated.</summary>
    internal DateTimeOffset? NextChange(DateTimeOffset after) => Earlier(NextBegin(after), NextBegin(after - Duration) + Duration);

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one < other ? one : other ?? one;

    private DateTimeOffset? NextBegin(DateTimeOffset after) =>
        CronExpression.Parse(Cron!).GetNextOccurrence(after, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
}
