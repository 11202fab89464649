using System.Text.Json;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.SystemTasks;

/// <summary>When the system's own tasks run: at the times at which orchestrator-core runs them.</summary>
internal static class SystemTaskSchedules
{
    internal static void AddTo(DeclaredSchedules schedules)
    {
        var empty = JsonElement.Parse("{}");
        schedules.Add(
            "orchestrator.resume_workflows",
            SystemTaskWorkflows.ResumeWorkflows,
            "Resume workflows",
            ScheduleTrigger.Every(TimeSpan.FromHours(1)),
            empty
        );
        schedules.Add(
            "orchestrator.clean_up_tasks",
            SystemTaskWorkflows.CleanUpTasks,
            "Clean up tasks",
            ScheduleTrigger.Every(TimeSpan.FromHours(6)),
            empty
        );
        schedules.Add(
            "orchestrator.validate_subscriptions",
            SystemTaskWorkflows.ValidateSubscriptions,
            "Validate subscriptions",
            ScheduleTrigger.Cron("10 0 * * *"),
            empty
        );
        schedules.Add(
            "orchestrator.validate_products",
            SystemTaskWorkflows.ValidateProducts,
            "Validate products",
            ScheduleTrigger.Cron("30 2 * * *"),
            empty
        );
    }
}
