namespace Orchestrator.Schedules;

/// <summary>The errors about schedules, with the texts that orchestrator-core has for them.</summary>
internal static class ScheduleErrors
{
    /// <summary>What it answers when there is no such workflow.</summary>
    internal const string NoTask = "Task does not exist";

    internal static NotFoundException NotFound(Guid scheduleId) => NotFound($"There is no schedule {scheduleId}. {Next}");

    internal static NotFoundException NoneOf(Guid workflowId, Guid? scheduleId) =>
        NotFound($"Workflow {workflowId} has no {(scheduleId is { } id ? $"schedule {id}" : "schedules")}. {Next}");

    private const string Next = "List the schedules, and use the id of one of them.";

    private static NotFoundException NotFound(string message) =>
        new("schedule_not_found", message) { ContractText = "Schedule does not exist" };
}
