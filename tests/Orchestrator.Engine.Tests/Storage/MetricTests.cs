using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Monitoring;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Storage;

/// <summary>What is counted for dashboards.</summary>
public sealed class MetricTests : IAsyncLifetime
{
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Processes_with_subscriptions_are_counted_and_timed_by_what_they_are()
    {
        var thing = await _host.CreateThingAsync();
        _host.External.FailNext(new InvalidOperationException("Down."));
        await _host.WaitAsync(await _host.StartAsync("reconcile_thing", thing), ProcessStatus.Failed);
        _host.Database.Query(
            "UPDATE processes SET started_at = '2026-01-01T00:00:00.000000Z', last_modified_at = '2026-01-01T00:01:30.500000Z'"
        );

        var metrics = (await _host.Services.GetRequiredService<IEngineMetrics>().ReadAsync()).ToDictionary(static metric => metric.Name);

        double Of(string metric, string label, string value) =>
            metrics[metric].Series.Single(series => series.Labels.Contains(new(label, value))).Value;
        Assert.Equal((1, 1), (Of("wfo_process_count", "last_status", "failed"), Of("wfo_process_count", "last_status", "completed")));
        Assert.Equal(90.5, Of("wfo_process_seconds_total_count", "workflow_name", "reconcile_thing"), tolerance: 0.01);
        Assert.Equal(1, Of("wfo_subscriptions_count", "insync", "False"));
    }

    [Fact]
    public async Task Names_that_clients_choose_do_not_become_series_without_end()
    {
        await _host.CreateThingAsync();
        var (process, subscription) = (
            _host.Database.Query("SELECT pid FROM processes").Single(),
            _host.Database.Query("SELECT subscription_id FROM subscriptions").Single()
        );
        var columns = "workflow_id, is_task, assignee, last_status, queue, last_modified_at";
        foreach (var number in Enumerable.Range(0, 150))
        {
            var id = Guid.NewGuid();
            _host.Database.Query(
                $"INSERT INTO processes (pid, created_by, started_at, {columns}) SELECT '{id}', 'client {number:000}', "
                    + $"'2031-01-01T00:{number / 60:00}:{number % 60:00}.000000Z', {columns} FROM processes WHERE pid = '{process}';"
                    + $"INSERT INTO processes_subscriptions (id, pid, subscription_id, created_at) SELECT '{Guid.NewGuid()}', '{id}', "
                    + $"'{subscription}', created_at FROM processes_subscriptions WHERE pid = '{process}'"
            );
        }

        var metrics = await _host.Services.GetRequiredService<IEngineMetrics>().ReadAsync();

        var counts = metrics
            .Single(static metric => metric.Name == "wfo_process_count")
            .Series.ToDictionary(
                static series => series.Labels.Single(static label => label.Key == "created_by").Value,
                static series => series.Value
            );
        Assert.Equal(101, counts.Count);
        Assert.Equal((1, 1, 51), (counts["test"], counts["client 098"], counts["(other)"]));
    }

    [Fact]
    public async Task A_paused_engine_is_pausing_while_a_step_runs_and_paused_afterwards()
    {
        var thing = await _host.CreateThingAsync();
        _host.External.Hold();
        var processId = await _host.StartAsync("reconcile_thing", thing);
        await _host.External.Entered;
        await _host.Services.GetRequiredService<IEngineControl>().PauseAsync("test");

        var (during, active) = await StatusAsync();
        _host.External.Open();
        await EngineHost.UntilAsync(async () => (await StatusAsync()).Active == 0);
        var (after, _) = await StatusAsync();

        Assert.Equal(("PAUSING", 1, "PAUSED"), (during, active, after));
        Assert.Equal(ProcessStatus.Running, (await _host.Processes.GetAsync(processId)).Status);
    }

    private async Task<(string Status, double Active)> StatusAsync()
    {
        var metrics = await _host.Services.GetRequiredService<IEngineMetrics>().ReadAsync();
        return (
            metrics
                .Single(static metric => metric.Name == "wfo_engine_status")
                .Series.Single(static series => series.Value == 1)
                .Labels[0]
                .Value,
            metrics.Single(static metric => metric.Name == "wfo_active_process_count").Series[0].Value
        );
    }
}
