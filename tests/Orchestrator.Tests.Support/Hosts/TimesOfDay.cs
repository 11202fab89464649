using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.Tests.Support;

/// <summary>
/// The engine starts some of its own tasks at times of day. A host that has the clock of the machine would start them in whatever test runs
/// just then.
/// </summary>
public static class TimesOfDay
{
    /// <summary>Leaves out the schedules of the engine's tasks that are due at a time of day. Call it after all are added.</summary>
    /// <param name="services">The services of a host that has the clock of the machine.</param>
    public static void RemoveSchedulesAtTimesOfDay(this IServiceCollection services)
    {
        var all = (DeclaredSchedules)
            services.Single(static service => service.ServiceType == typeof(DeclaredSchedules)).ImplementationInstance!;
        var kept = new DeclaredSchedules();
        foreach (var schedule in all.All.Where(static schedule => !IsEnginesAtTimeOfDay(schedule)))
        {
            kept.Add(schedule);
        }

        services.Replace(ServiceDescriptor.Singleton(kept));
    }

    private static bool IsEnginesAtTimeOfDay(DeclaredSchedule schedule) =>
        schedule.Trigger is CronTrigger && schedule.Key.StartsWith("orchestrator.", StringComparison.Ordinal);
}
