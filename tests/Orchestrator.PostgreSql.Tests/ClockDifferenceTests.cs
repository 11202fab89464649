using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Dispatch;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>Hosts whose clocks differ by more than a lease lasts execute each step once: the time of leases is the server's.</summary>
public sealed class ClockDifferenceTests : IDisposable
{
    // Long enough that a busy machine renews it in time.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

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
        await RecoverUntilRenewedAsync(looking, processId);
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

    /// <summary>Looks for processes to take over, until the lease that a process has now would have expired without renewal.</summary>
    private async Task RecoverUntilRenewedAsync(EngineHost host, Guid processId)
    {
        var recovery = host.Services.GetRequiredService<RecoveryService>();
        var expiry = ExpiryOf(processId);
        await EngineHost.UntilAsync(async () =>
        {
            await recovery.RecoverAsync(CancellationToken.None);
            return ExpiryOf(processId) > expiry + Lease.TotalSeconds;
        });
    }

    private double ExpiryOf(Guid processId) =>
        double.Parse(
            _database.Query($"SELECT extract(epoch FROM expires_at) FROM process_leases WHERE pid = '{processId}'").Single(),
            CultureInfo.InvariantCulture
        );

    private sealed class ClockAhead(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }
}
