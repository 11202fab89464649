using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Dispatch;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Dispatch;

/// <summary>A clock that is set back delays no step that waits for its next try, and tries none too early.</summary>
public sealed class WaitClockTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    public async Task A_step_that_waits_is_tried_after_its_delay_and_not_after_the_time_by_which_the_clock_was_set_back(int hours)
    {
        var clock = new SettableClock();
        await using var host = await EngineHost.StartAsync(time: clock);
        var recovery = host.Services.GetRequiredService<RecoveryService>();
        host.External.FailNext(new InvalidOperationException("Refused."));
        var processId = (await host.RunPlainAsync("retry_by_itself", ProcessStatus.Waiting)).ProcessId;

        clock.SetBack(TimeSpan.FromHours(hours));
        await recovery.RecoverAsync(CancellationToken.None);
        clock.Advance(Hour - TimeSpan.FromMinutes(1));
        await recovery.RecoverAsync(CancellationToken.None);
        var early = await host.Processes.GetAsync(processId);
        clock.Advance(TimeSpan.FromMinutes(1));
        await recovery.RecoverAsync(CancellationToken.None);

        var process = await host.WaitAsync(processId, ProcessStatus.Completed);
        Assert.Equal((ProcessStatus.Waiting, 2), (early.Status, process.CurrentState.Get<int>("attempt")));
    }

    [Fact]
    public async Task A_wait_that_has_ended_is_measured_no_more()
    {
        var clock = new SettableClock();
        await using var host = await EngineHost.StartAsync(time: clock);
        var recovery = host.Services.GetRequiredService<RecoveryService>();
        var waits = host.Services.GetRequiredService<StrandedWaits>();
        host.External.FailNext(new InvalidOperationException("Refused."));
        var processId = (await host.RunPlainAsync("retry_by_itself", ProcessStatus.Waiting)).ProcessId;
        clock.SetBack(Hour);
        await recovery.RecoverAsync(CancellationToken.None);
        var measured = waits.Count;

        await host.Processes.AbortAsync(processId, "ann");
        await recovery.RecoverAsync(CancellationToken.None);

        Assert.Equal((1, 0), (measured, waits.Count));
    }

    /// <summary>A clock that can be set back; its timers continue as they were, as those of a machine do.</summary>
    private sealed class SettableClock() : FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero))
    {
        private TimeSpan _back;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - _back;

        internal void SetBack(TimeSpan back) => _back = back;
    }
}
