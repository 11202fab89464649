using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Diagnostics;
using Orchestrator.Dispatch;
using Orchestrator.Execution;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Diagnostics;

/// <summary>What this host measures. The collectors listen to one host's meter, whatever other hosts of this test run do.</summary>
public sealed class InstrumentTests : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await EngineHost.StartAsync(
            configure: static options =>
            {
                options.LeaseDuration = Lease;
                options.Queues["reconcile"] = 1;
            },
            time: _clock
        );

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Processes_are_counted_by_workflow_when_they_start_complete_and_fail()
    {
        using var started = Collect<long>("orchestrator.processes.started");
        using var completed = Collect<long>("orchestrator.processes.completed");
        using var failed = Collect<long>("orchestrator.processes.failed");
        var thing = await _host.CreateThingAsync();
        _host.External.FailNext(new TimeoutException());

        await _host.WaitAsync(await _host.StartAsync("reconcile_thing", thing), ProcessStatus.Failed);

        Assert.Equal(["create_thing 1", "reconcile_thing 1"], ByWorkflow(started));
        Assert.Equal(["create_thing 1"], await WhenAsync(completed, 1));
        Assert.Equal(["reconcile_thing 1"], await WhenAsync(failed, 1));
    }

    [Fact]
    public async Task The_duration_of_a_step_is_measured_in_seconds_with_how_it_ended()
    {
        using var durations = Collect<double>("orchestrator.step.duration");
        var thing = await _host.CreateThingAsync();
        _host.External.Hold();
        var processId = await _host.StartAsync("reconcile_thing", thing);
        await _host.External.Entered;
        _clock.Advance(TimeSpan.FromSeconds(7));
        _host.External.Open();
        await _host.WaitAsync(processId, ProcessStatus.Completed);

        Assert.Equal("s", durations.Instrument?.Unit);
        var apply = Assert.Single(
            durations.GetMeasurementSnapshot(),
            static measurement =>
                Equals(measurement.Tags["orchestrator.workflow.name"], "reconcile_thing")
                && Equals(measurement.Tags["orchestrator.step.name"], "Apply thing")
        );
        Assert.Equal("success", apply.Tags["orchestrator.step.status"]);
        Assert.Equal(7, apply.Value);
    }

    [Fact]
    public async Task A_queue_tells_how_many_processes_wait_and_how_long_the_first_has()
    {
        using var depth = Collect<long>("orchestrator.queue.depth");
        using var age = Collect<double>("orchestrator.queue.oldest.age");
        var (first, second) = (await _host.CreateThingAsync(), await _host.CreateThingAsync());
        _host.External.Hold();
        await _host.StartAsync("reconcile_thing", first);
        await _host.External.Entered;
        await _host.StartAsync("reconcile_thing", second);

        _clock.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal(1, Observe(depth, "reconcile"));
        Assert.Equal(9, Observe(age, "reconcile"));
        Assert.Equal(0, Observe(depth, "default"));
    }

    [Fact]
    public async Task A_step_tells_how_long_it_has_been_running_until_it_ends_also_when_no_one_waits_for_it_any_longer()
    {
        using var age = Collect<double>("orchestrator.step.oldest.age");
        var thing = await _host.CreateThingAsync();
        _host.External.Hold();
        var processId = await _host.StartAsync("reconcile_thing", thing);
        await _host.External.Entered;

        _clock.Advance(TimeSpan.FromSeconds(9));
        var running = OldestStep(age);
        await _host.Processes.AbortAsync(processId, "test");
        await EngineHost.UntilAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(_host.Services.GetRequiredService<RunningProcesses>().Ids.Count == 0);
        });
        var abandoned = OldestStep(age);
        _host.External.Open();

        Assert.Equal(9, running);
        Assert.InRange(abandoned ?? 0, 10, double.MaxValue);
        await EngineHost.UntilAsync(() => Task.FromResult(OldestStep(age) is null));
    }

    [Fact]
    public async Task A_lost_lease_is_counted_when_its_host_next_renews()
    {
        using var lost = Collect<long>("orchestrator.leases.lost");
        await LoseLeaseAsync();

        await _host
            .Services.GetServices<IHostedService>()
            .OfType<LeaseRenewalService>()
            .Single()
            .RenewAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, lost.GetMeasurementSnapshot().Sum(static measurement => measurement.Value));
    }

    [Fact]
    public async Task A_step_whose_process_is_another_hosts_by_the_time_it_ends_is_counted()
    {
        using var fenced = Collect<long>("orchestrator.steps.fenced");
        await LoseLeaseAsync();

        _host.External.Open();

        Assert.Equal(["reconcile_thing 1"], await WhenAsync(fenced, 1));
    }

    [Fact]
    public async Task A_callback_that_expires_is_counted_and_so_is_the_failure_of_its_process()
    {
        using var expired = Collect<long>("orchestrator.callbacks.expired");
        using var failed = Collect<long>("orchestrator.processes.failed");
        var process = await _host.RunPlainAsync("call_back_soon", ProcessStatus.AwaitingCallback);

        await _host.AdvanceAsync(TimeSpan.FromMinutes(1));
        await _host.WaitAsync(process.ProcessId, ProcessStatus.Failed);

        Assert.Equal(["call_back_soon 1"], await WhenAsync(expired, 1));
        Assert.Equal(["call_back_soon 1"], await WhenAsync(failed, 1));
    }

    /// <summary>Another host takes the lease of a process whose step is held.</summary>
    private async Task LoseLeaseAsync()
    {
        var thing = await _host.CreateThingAsync();
        _host.External.Hold();
        var processId = await _host.StartAsync("reconcile_thing", thing);
        await _host.External.Entered;
        _host.Database.Query($"UPDATE process_leases SET owner = 'another', token = token + 1 WHERE pid = '{processId}'");
    }

    private static TimeSpan Deadline => TimeSpan.FromMinutes(2);

    private MetricCollector<T> Collect<T>(string instrument)
        where T : struct => new(_host.Services.GetRequiredService<IMeterFactory>(), OrchestratorTelemetry.MeterName, instrument);

    private static IEnumerable<string> ByWorkflow(MetricCollector<long> collector) =>
        collector
            .GetMeasurementSnapshot()
            .GroupBy(static measurement => measurement.Tags["orchestrator.workflow.name"])
            .Select(static group => $"{group.Key} {group.Sum(static measurement => measurement.Value)}")
            .Order(StringComparer.Ordinal);

    private static async Task<IEnumerable<string>> WhenAsync(MetricCollector<long> collector, int count)
    {
        await collector.WaitForMeasurementsAsync(count, Deadline);
        return ByWorkflow(collector);
    }

    private static double? OldestStep(MetricCollector<double> collector)
    {
        collector.Clear();
        collector.RecordObservableInstruments();
        return collector
            .GetMeasurementSnapshot()
            .SingleOrDefault(static measurement => Equals(measurement.Tags["orchestrator.step.name"], "Apply thing"))
            ?.Value;
    }

    private static T Observe<T>(MetricCollector<T> collector, string queue)
        where T : struct
    {
        collector.Clear();
        collector.RecordObservableInstruments();
        return collector
            .GetMeasurementSnapshot()
            .Single(measurement =>
                Equals(measurement.Tags["orchestrator.queue.name"], queue)
                && Equals(measurement.Tags["orchestrator.queue.background"], false)
            )
            .Value;
    }
}
