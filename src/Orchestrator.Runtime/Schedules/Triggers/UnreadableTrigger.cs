using System.Text.Json;

namespace Orchestrator.Schedules.Triggers;

/// <summary>
/// Stands for a trigger that this host cannot read, because it does not know the time zone or because the row is damaged. The list of
/// schedules shows why, and it can be deleted. It is looked at again after a while: the row may have been corrected by then, or another
/// host may know the time zone.
/// </summary>
internal sealed class UnreadableTrigger : ScheduleTrigger
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    internal UnreadableTrigger(string kind, JsonElement? arguments, string error)
        : base(kind, new Dictionary<string, object>())
    {
        Error = error;
        Arguments = arguments ?? Arguments;
    }

    public override DateTimeOffset? NextAfter(DateTimeOffset after, DateTimeOffset created) => after + Pause;
}
