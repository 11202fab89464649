using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Dispatch;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Diagnostics;

/// <summary>What a load balancer and a supervisor learn about a host.</summary>
public sealed class HealthCheckTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly TestDatabase _database = TestDatabase.New();
    private EngineHost _host = null!;

    private HealthCheckService Health => _host.Services.GetRequiredService<HealthCheckService>();

    public async ValueTask InitializeAsync() =>
        _host = await EngineHost.StartAsync(
            _database,
            static options =>
                (options.LeaseDuration, options.RecoveryInterval, options.Queues["reconcile"]) = (
                    TimeSpan.FromMinutes(10),
                    TimeSpan.FromSeconds(10),
                    1
                ),
            static services => services.AddHealthChecks().AddOrchestrator(),
            _clock
        );

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task A_host_that_works_is_healthy_and_its_checks_are_tagged()
    {
        var report = await CheckAsync();

        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal(
            [
                "orchestrator-authentication ready",
                "orchestrator-recovery live ready",
                "orchestrator-store ready",
                "orchestrator-webhooks ready",
                "orchestrator-workers live ready",
            ],
            report.Entries.Select(static entry => $"{entry.Key} {string.Join(' ', entry.Value.Tags.Order())}").Order()
        );
    }

    [Fact]
    public async Task Processes_that_wait_long_for_a_worker_degrade_the_host_which_says_how_many_and_how_long()
    {
        var (first, second) = (await _host.CreateThingAsync(), await _host.CreateThingAsync());
        _host.External.Hold();
        await _host.StartAsync("reconcile_thing", first);
        await _host.External.Entered;
        await _host.StartAsync("reconcile_thing", second);

        _clock.Advance(TimeSpan.FromSeconds(61));

        var workers = (await CheckAsync()).Entries["orchestrator-workers"];
        Assert.Equal(HealthStatus.Degraded, workers.Status);
        Assert.Equal(1, workers.Data["reconcile.waiting"]);
        Assert.Equal(61.0, workers.Data["reconcile.oldest_age_seconds"]);
        Assert.Equal(1, workers.Data["reconcile.workers"]);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_degrades_the_host_and_after_the_time_of_a_lease_it_is_unhealthy()
    {
        _database.Query("ALTER TABLE engine_settings RENAME TO engine_settings_away");
        var recovery = _host.Services.GetRequiredService<RecoveryService>();
        await EngineHost.UntilAsync(async () =>
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
            return recovery.FailingFor > TimeSpan.Zero;
        });

        var first = await CheckAsync();
        _clock.Advance(TimeSpan.FromMinutes(10));
        var second = await CheckAsync();
        _database.Query("ALTER TABLE engine_settings_away RENAME TO engine_settings");
        await EngineHost.UntilAsync(async () =>
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            return (await CheckAsync()).Status == HealthStatus.Healthy;
        });

        Assert.Equal(HealthStatus.Degraded, first.Entries["orchestrator-store"].Status);
        Assert.Equal(HealthStatus.Degraded, first.Entries["orchestrator-recovery"].Status);
        Assert.Equal(HealthStatus.Healthy, first.Entries["orchestrator-workers"].Status);
        Assert.Equal(HealthStatus.Unhealthy, second.Entries["orchestrator-store"].Status);
        Assert.Equal(600.0, second.Entries["orchestrator-store"].Data["failing_for_seconds"]);
    }

    [Fact]
    public async Task Workers_that_have_ended_make_the_host_unhealthy_for_then_a_restart_helps()
    {
        await ((IHostedService)_host.Services.GetRequiredService<EmbeddedDispatcher>()).StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync()).Entries["orchestrator-workers"].Status);
    }

    [Fact]
    public async Task A_host_that_no_longer_looks_for_work_is_unhealthy()
    {
        await ((IHostedService)_host.Services.GetRequiredService<RecoveryService>()).StopAsync(TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(201));

        var recovery = (await CheckAsync()).Entries["orchestrator-recovery"];
        Assert.Equal(HealthStatus.Unhealthy, recovery.Status);
        Assert.Equal(201.0, recovery.Data["seconds_since_pass"]);
    }

    private Task<HealthReport> CheckAsync() => Health.CheckHealthAsync(TestContext.Current.CancellationToken);
}
