using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.BulkReconciles;
using Orchestrator.Execution;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.BulkReconciles;

/// <summary>A workflow that a person starts does not share the host with ten thousand reconciles while it runs.</summary>
public sealed class BulkReconcileThrottleTests
{
    [Fact]
    public async Task A_bulk_reconcile_waits_for_what_a_person_has_just_started()
    {
        var clock = new TimerCounter();
        await using var host = await EngineHost.StartAsync(services: services => services.AddSingleton(new BackgroundThrottle(clock)));
        var bulks = host.Services.GetRequiredService<IBulkReconciles>();
        await host.CreateThingAsync();

        var bulk = await bulks.StartAsync("", concurrency: 1, "ann");
        await EngineHost.UntilAsync(() => Task.FromResult(clock.Timers > 0));
        Assert.Equal(ProcessStatus.Running, (await host.Processes.GetAsync(bulk)).Status);
        Assert.Equal(0, (await bulks.GetAsync(bulk)).Counts.Total);
        clock.Advance(TimeSpan.FromMilliseconds(20));

        await host.WaitAsync(bulk, ProcessStatus.Completed);
        Assert.Equal(1, (await bulks.GetAsync(bulk)).Counts.Done);
    }

    private sealed class TimerCounter : FakeTimeProvider
    {
        private int _timers;

        public int Timers => Volatile.Read(ref _timers);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Increment(ref _timers);
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
