using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Schedules;

public sealed class TimesOfDayTests
{
    [Fact]
    public async Task A_host_with_the_clock_of_the_machine_starts_none_of_the_engine_s_tasks_at_a_time_of_day()
    {
        await using var host = await EngineHost.StartAsync();

        var schedules = await host.Services.GetRequiredService<ISchedules>().ListAsync();

        Assert.NotEmpty(schedules);
        Assert.DoesNotContain(schedules, static schedule => schedule.Trigger is CronTrigger);
    }
}
