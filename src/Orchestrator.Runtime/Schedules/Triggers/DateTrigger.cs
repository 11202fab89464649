namespace Orchestrator.Schedules.Triggers;

/// <summary>Due once.</summary>
internal sealed class DateTrigger : ScheduleTrigger
{
    internal const string Name = "date";
    internal const string At = "run_date";

    private readonly DateTimeOffset _at;

    internal DateTrigger(TriggerArguments arguments)
        : base(Name, arguments.Given)
    {
        var zone = arguments.TakeZone();
        _at = arguments.TakeTime(At, zone) ?? throw TriggerArguments.Invalid($"A date needs {At}, an ISO 8601 time.");
    }

    public override DateTimeOffset? NextAfter(DateTimeOffset after, DateTimeOffset created) => after < _at ? _at : null;
}
