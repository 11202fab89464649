using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Dispatch;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Dispatch;

/// <summary>A clock that is set back strands no process and starts none twice.</summary>
public sealed class LeaseClockTests
{
    // Long enough that a busy machine renews it in time.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("2 seconds")]
    [InlineData("1 hour")]
    [InlineData("400 days")]
    public async Task A_process_whose_host_died_with_a_clock_that_was_ahead_continues_after_the_lease_and_not_after_the_difference(
        string ahead
    )
    {
        using var database = TestDatabase.New();
        Guid processId;
        await using (var host = await EngineHost.StartAsync(database))
        {
            processId = await host.StartAsync("reconcile_thing", await host.CreateThingAsync());
            await host.WaitAsync(processId, ProcessStatus.Completed);
        }

        // What a host leaves behind that was killed in "Apply thing" while the clock was ahead: a lease that was renewed in the future.
        database.Query(
            $"""
            DELETE FROM process_steps WHERE pid = '{processId}' AND name NOT IN ('Start', 'Create Process Subscription relation', 'Lock subscription');
            UPDATE processes SET last_status = 'running', last_step = 'Lock subscription' WHERE pid = '{processId}';
            UPDATE process_leases SET owner = 'dead', token = token + 1, renewed_at = {database.TimeFromNow(
                ahead
            )}, expires_at = {database.TimeFromNow(ahead, "1 second")} WHERE pid = '{processId}';
            UPDATE subscriptions SET insync = FALSE, locked_by = '{processId}';
            """
        );
        await using var next = await EngineHost.StartAsync(database);

        await next.WaitAsync(processId, ProcessStatus.Completed);
        Assert.Single(next.External.Calls);
    }

    [Fact]
    public async Task A_host_that_lives_keeps_its_process_when_the_clock_is_set_back()
    {
        using var database = TestDatabase.New();
        var clock = new SettableClock();
        await using var executing = await EngineHost.StartAsync(database, static options => options.LeaseDuration = Lease, time: clock);
        await using var looking = await EngineHost.StartAsync(database, static options => options.LeaseDuration = Lease, time: clock);
        var thing = await executing.CreateThingAsync();
        executing.External.Hold();
        looking.External.Hold();
        var processId = await StartAsync(executing, looking, thing);
        var holder = executing.External.Entered.IsCompleted ? executing : looking;
        var other = holder == executing ? looking : executing;
        var before = other.External.Calls.Count;

        clock.SetBack(TimeSpan.FromHours(1));
        var recovery = other.Services.GetRequiredService<RecoveryService>();
        await EngineHost.UntilAsync(async () =>
        {
            await recovery.RecoverAsync(CancellationToken.None);
            return clock.SinceSetBack > 1.5 * Lease;
        });
        holder.External.Open();
        other.External.Open();

        await holder.WaitAsync(processId, ProcessStatus.Completed);
        Assert.Equal(before, other.External.Calls.Count);
        Assert.Equal(["1"], database.Query($"SELECT token FROM process_leases WHERE pid = '{processId}'"));
    }

    private static async Task<Guid> StartAsync(EngineHost one, EngineHost other, Guid thing)
    {
        var processId = await one.StartAsync("reconcile_thing", thing);
        await Task.WhenAny(one.External.Entered, other.External.Entered);
        return processId;
    }

    /// <summary>The machine's clock until it is set; its timers continue as they were, as those of a machine do.</summary>
    private sealed class SettableClock : TimeProvider
    {
        private TimeSpan _back;
        private long _setAt;

        internal TimeSpan SinceSetBack => System.GetElapsedTime(_setAt);

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - _back;

        internal void SetBack(TimeSpan back)
        {
            _back = back;
            _setAt = System.GetTimestamp();
        }
    }
}
