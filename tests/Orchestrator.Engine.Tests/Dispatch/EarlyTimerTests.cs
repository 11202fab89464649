using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkReconciles;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Dispatch;

/// <summary>
/// Timers of .NET on Linux fire up to one tick of the kernel (4 ms at 250 Hz) before their time by the clock that says what is due.
/// </summary>
public sealed class EarlyTimerTests
{
    [Fact]
    public async Task A_process_that_is_due_soon_does_not_wait_for_recovery_when_the_timer_that_wakes_it_fires_early()
    {
        await using var host = await EngineHost.StartAsync(
            configure: static options => options.RecoveryInterval = TimeSpan.FromHours(1),
            time: new EarlyClock()
        );
        await host.CreateThingAsync();
        var bulk = host.Services.GetRequiredService<IBulkReconciles>();

        var id = await bulk.StartAsync("", concurrency: 1, "ann");

        await host.WaitAsync(id, ProcessStatus.Completed);
        Assert.Equal(1, (await bulk.GetAsync(id)).Counts.Done);
    }

    /// <summary>The machine's clock; its timers fire after half of their time.</summary>
    private sealed class EarlyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 2 : dueTime, period);
    }
}
