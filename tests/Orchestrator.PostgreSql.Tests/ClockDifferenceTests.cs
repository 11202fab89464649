using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Dispatch;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>Hosts whose clocks differ by more than a lease lasts execute each step once: the time of leases is the server's.</summary>
public sealed class ClockDifferenceTests : IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(1);

    private readonly PostgreSqlTestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(24 * 400)]
    public async Task A_process_stays_with_the_host_that_executes_it_for_longer_than_a_lease(int hoursAhead)
    {
        await using var executing = await StartAsync(TimeSpan.Zero);
        var thing = await executing.CreateThingAsync();
        executing.External.Hold();
        var processId = await executing.StartAsync("reconcile_thing", thing);
        await executing.External.Entered;

        await using var looking = await StartAsync(TimeSpan.FromHours(hoursAhead));
        await SweepForAsync(looking, 3 * Lease);
        executing.External.Open();

        await executing.WaitAsync(processId, ProcessStatus.Completed);
        Assert.Empty(looking.External.Calls);
        Assert.Equal(["1"], _database.Query($"SELECT token FROM process_leases WHERE pid = '{processId}'"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_process_of_a_host_that_died_is_taken_over_after_its_lease_whatever_the_other_clock_says(int hoursAhead)
    {
        Guid processId;
        await using (var dying = await StartAsync(TimeSpan.Zero))
        {
            processId = await dying.StartAsync("reconcile_thing", await dying.CreateThingAsync());
            await dying.WaitAsync(processId, ProcessStatus.Completed);
        }

        // What a host leaves behind that was killed in "Apply thing" just now.
        _database.Query(
            $"""
            DELETE FROM process_steps WHERE pid = '{processId}' AND name NOT IN ('Start', 'Create Process Subscription relation', 'Lock subscription');
            UPDATE processes SET last_status = 'running', last_step = 'Lock subscription' WHERE pid = '{processId}';
            UPDATE process_leases SET owner = 'dead', token = token + 1, renewed_at = now(), expires_at = now() + interval '2 seconds' WHERE pid = '{processId}';
            UPDATE subscriptions SET insync = FALSE, locked_by = '{processId}';
            """
        );
        await using var next = await StartAsync(TimeSpan.FromHours(hoursAhead));
        await next.WaitAsync(processId, ProcessStatus.Completed);

        Assert.Single(next.External.Calls);
    }

    private Task<EngineHost> StartAsync(TimeSpan ahead) =>
        EngineHost.StartAsync(_database, static options => options.LeaseDuration = Lease, time: new ClockAhead(ahead));

    private static async Task SweepForAsync(EngineHost host, TimeSpan time)
    {
        var recovery = host.Services.GetRequiredService<RecoveryService>();
        var began = TimeProvider.System.GetTimestamp();
        await EngineHost.UntilAsync(async () =>
        {
            await recovery.RecoverAsync(CancellationToken.None);
            return TimeProvider.System.GetElapsedTime(began) > time;
        });
    }

    private sealed class ClockAhead(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }
}
