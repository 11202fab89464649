using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Execution;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations;

/// <summary>
/// A process is aborted on one host while another one executes its step. The two have nothing in common but the database.
/// </summary>
public sealed class AbortAcrossHostsTests : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly TestDatabase _database = TestDatabase.New();
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private EngineHost _asked = null!;
    private EngineHost _executing = null!;
    private Guid _thing;

    private RunningProcesses Running => _executing.Services.GetRequiredService<RunningProcesses>();

    public async ValueTask InitializeAsync()
    {
        // Without workers: its look at the queue at its start would otherwise take up what the other one is about to execute.
        _asked = await EngineHost.StartAsync(
            _database,
            static options =>
            {
                options.LeaseDuration = Lease;
                foreach (var queue in options.Queues.Keys.ToArray())
                {
                    options.Queues[queue] = 0;
                }
            },
            time: _clock
        );
        _executing = await EngineHost.StartAsync(_database, static options => options.LeaseDuration = Lease, time: _clock);
        _thing = await _executing.CreateThingAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _executing.DisposeAsync();
        await _asked.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task The_step_is_signalled_when_its_host_next_renews_its_leases_and_nothing_of_it_is_recorded()
    {
        _executing.External.Hold(heedsCancellation: true);
        var processId = await _executing.StartAsync("reconcile_thing", _thing);
        await _executing.External.Entered;

        await _asked.Processes.AbortAsync(processId, "carla");
        Assert.Contains(processId, Running.Ids);
        _clock.Advance(Lease / 3);

        // No one lets the held call go: it ends because its token fires.
        await UntilIdleAsync();
        await AssertAbortedAsync(processId);
    }

    [Fact]
    public async Task A_step_that_ends_before_its_host_knows_is_not_recorded_either()
    {
        _executing.External.Hold();
        var processId = await _executing.StartAsync("reconcile_thing", _thing);
        await _executing.External.Entered;

        await _asked.Processes.AbortAsync(processId, "carla");
        _executing.External.Open();

        await UntilIdleAsync();
        Assert.False(_executing.External.WasCancelled);
        Assert.Equal(2, _executing.External.Calls.Count);
        await AssertAbortedAsync(processId);
    }

    private Task UntilIdleAsync() => EngineHost.UntilAsync(() => Task.FromResult(Running.Ids.Count == 0));

    private async Task AssertAbortedAsync(Guid processId)
    {
        var process = await _asked.WaitAsync(processId, ProcessStatus.Aborted);
        Assert.Equal(
            ["Start Success", "Create Process Subscription relation Success", "Lock subscription Success", "User Aborted Abort"],
            process.Steps.Select(static step => $"{step.Name} {step.Status}")
        );
        Assert.Equal([$"0|{processId}"], _database.Query("SELECT insync, locked_by FROM subscriptions"));

        // Nor does anybody take it up again.
        await _executing.AdvanceAsync(2 * Lease);
        Assert.Equal(
            process.Steps.Select(static step => step.StepId),
            (await _asked.Processes.GetAsync(processId)).Steps.Select(static step => step.StepId)
        );
    }
}
