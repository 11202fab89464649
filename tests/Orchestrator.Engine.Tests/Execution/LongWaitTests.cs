using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Processes;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution;

/// <summary>What is due later than any timer reaches comes at its time.</summary>
public sealed class LongWaitTests
{
    private static readonly TimeSpan Later = TimeSpan.FromDays(60);

    [Fact]
    public async Task A_schedule_and_a_callback_that_are_due_in_60_days_come_then_and_not_before()
    {
        await using var host = await EngineHost.StartAsync(
            configure: static options => (options.LeaseDuration, options.RecoveryInterval) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1)),
            time: new FakeTimeProvider(DateTimeOffset.UtcNow)
        );
        host.Database.Query("DELETE FROM schedules");
        var schedules = host.Services.GetRequiredService<ISchedules>();
        var id = await schedules.CreateAsync("mop_floor", "Late", ScheduleTrigger.Every(Later), [EngineHost.Page(new { })], "ann");
        var waiting = await host.RunPlainAsync("call_back_late", ProcessStatus.AwaitingCallback);

        await host.AdvanceAsync(Later - TimeSpan.FromHours(1));
        Assert.Null((await schedules.ListAsync()).Single(schedule => schedule.ScheduleId == id).LastRunAt);
        Assert.Equal(ProcessStatus.AwaitingCallback, (await host.Processes.GetAsync(waiting.ProcessId)).Status);

        await host.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.NotNull((await schedules.ListAsync()).Single(schedule => schedule.ScheduleId == id).LastRunAt);
        Assert.Equal("Callback timed out", (await host.Processes.GetAsync(waiting.ProcessId)).FailedReason);
    }

    [Fact]
    public async Task A_host_works_with_the_longest_times_that_its_settings_take()
    {
        await using var host = await EngineHost.StartAsync(configure: static options =>
        {
            (options.LeaseDuration, options.RecoveryInterval, options.StopGrace) = (
                TimeSpan.FromHours(1),
                TimeSpan.FromHours(1),
                TimeSpan.FromHours(1)
            );
            (options.StepTimeout, options.TaskRetention, options.IdempotencyRetention) = (
                TimeSpan.FromDays(30),
                TimeSpan.FromDays(3650),
                TimeSpan.FromDays(365)
            );
        });

        await host.CreateThingAsync();
        await host.RunPlainAsync("task_clean_up_tasks");
    }
}
