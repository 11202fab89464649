namespace Orchestrator.Schedules.Triggers;

/// <summary>
/// Due every so often, counted from its start. Its times are fixed moments: a clock that is set back passes those again that have fired,
/// and none of them fires twice, so the schedule is silent until the clock is where it was.
/// </summary>
internal sealed class IntervalTrigger : ScheduleTrigger
{
    internal const string Name = "interval";

    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("weeks", TimeSpan.FromDays(7)),
        ("days", TimeSpan.FromDays(1)),
        ("hours", TimeSpan.FromHours(1)),
        ("minutes", TimeSpan.FromMinutes(1)),
        ("seconds", TimeSpan.FromSeconds(1)),
    ];

    private const int MaxDays = 36_500;

    private readonly TimeSpan _period;
    private readonly DateTimeOffset? _start;

    internal IntervalTrigger(TriggerArguments arguments)
        : base(Name, arguments.Given)
    {
        var zone = arguments.TakeZone();
        _start = arguments.TakeTime(TriggerArguments.Start, zone);
        Latest = arguments.TakeTime(TriggerArguments.End, zone);
        Jitter = arguments.TakeJitter();
        var seconds = Units.Sum(unit => arguments.TakeNumber(unit.Unit) * unit.Length.TotalSeconds);
        if (seconds > TimeSpan.FromDays(MaxDays).TotalSeconds)
        {
            throw TriggerArguments.Invalid(
                $"An interval is at most {MaxDays} days, a hundred years: make "
                    + $"{string.Join(", ", Units.Select(static unit => unit.Unit))} smaller."
            );
        }

        _period = TimeSpan.FromSeconds(seconds);
        if (_period < TimeSpan.FromSeconds(1))
        {
            throw TriggerArguments.Invalid(
                $"An interval needs at least one of {string.Join(", ", Units.Select(static unit => unit.Unit))}, a second or more together."
            );
        }
    }

    public override DateTimeOffset? NextAfter(DateTimeOffset after, DateTimeOffset created)
    {
        var first = _start ?? created + _period;
        var next = after < first ? first : Add(first, (((after - first).Ticks / _period.Ticks) + 1) * _period.Ticks);
        return next <= (Latest ?? DateTimeOffset.MaxValue) ? next : null;
    }

    /// <summary>Null where time ends.</summary>
    private static DateTimeOffset? Add(DateTimeOffset time, long ticks) =>
        ticks <= (DateTimeOffset.MaxValue - time).Ticks ? time.AddTicks(ticks) : null;
}
