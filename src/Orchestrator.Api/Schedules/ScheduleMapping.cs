using Orchestrator.Schedules;

namespace Orchestrator.Api.Schedules;

/// <summary>Turns schedules into the shapes of the wire.</summary>
internal static class ScheduleMapping
{
    internal static ScheduleDto ToDto(this Schedule schedule) =>
        new(
            schedule.ScheduleId,
            schedule.Key,
            schedule.Name,
            schedule.WorkflowId,
            schedule.WorkflowName,
            schedule.Trigger.Kind,
            schedule.Trigger.Arguments,
            schedule.Pages,
            schedule.NextRunAt,
            schedule.LastRunAt,
            schedule.LastProcessId,
            schedule.Trigger.Error ?? schedule.LastRefusal,
            schedule.LastRefusalLockedBy,
            schedule.CreatedBy
        );
}
