using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkReconciles;
using Orchestrator.Processes;
using Orchestrator.Products.Actions;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations;

/// <summary>Every refusal because a subscription is not in sync names the process that holds it, in a field of its own.</summary>
public sealed class LockHolderTests : IAsyncLifetime
{
    private EngineHost _host = null!;
    private Guid _thing;
    private Guid _holder;

    public async ValueTask InitializeAsync()
    {
        _host = await EngineHost.StartAsync();
        _thing = await _host.CreateThingAsync();
        _host.External.FailNext(new InvalidOperationException("Down."));
        _holder = await _host.StartAsync("reconcile_thing", _thing);
        await _host.WaitAsync(_holder, ProcessStatus.Failed);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_lock_step_that_loses_fails_with_the_holder_in_its_details()
    {
        _host.Database.Query("UPDATE subscriptions SET insync = TRUE, locked_by = NULL");
        _host.External.FailNext(new InvalidOperationException("Down."));
        var late = await _host.StartAsync("reconcile_thing", _thing);
        await _host.WaitAsync(late, ProcessStatus.Failed);

        // As it is when the other one takes the lock between the start and this step.
        _host.Database.Query(
            $"""
            DELETE FROM process_steps WHERE pid = '{late}' AND name NOT IN ('Start', 'Create Process Subscription relation');
            UPDATE subscriptions SET insync = FALSE, locked_by = '{_holder}';
            """
        );
        await _host.Processes.ResumeAsync(late, [], "ann");
        await EngineHost.UntilAsync(async () =>
            (await _host.Processes.GetAsync(late)) is { Status: ProcessStatus.Failed, LastStep: "Lock subscription" }
        );

        var record = (await _host.Processes.GetAsync(late)).Steps.Single(static step => step.Status == StepStatus.Failed).State!;
        EngineHost.AssertJson($$"""{"locked_by": "{{_holder}}"}""", record["details"]);
        Assert.Contains("already out of sync, cannot continue", record.Get<string>("error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bulk_reconcile_keeps_the_holder_beside_the_reason()
    {
        var bulk = _host.Services.GetRequiredService<IBulkReconciles>();
        var id = await bulk.StartAsync("", concurrency: 1, "ann");
        await _host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal(
            new BulkReconcileRefusal(
                _thing,
                $"This workflow cannot be started: This subscription is not in sync: process {_holder} (failed) holds it. Retry it, or "
                    + $"abort it and then set it in sync with PUT /api/subscriptions/{_thing}/set_in_sync"
            )
            {
                LockedBy = _holder,
            },
            Assert.Single((await bulk.GetAsync(id)).Refusals)
        );
    }

    [Fact]
    public async Task A_schedule_keeps_the_holder_beside_the_reason_until_it_starts_again()
    {
        var schedules = _host.Services.GetRequiredService<ISchedules>();
        var page = EngineHost.Page(new { subscription_id = _thing });
        var id = await schedules.CreateAsync("reconcile_thing", "Reconcile", ScheduleTrigger.Every(TimeSpan.FromHours(1)), [page], "ann");
        await FireAsync(id);
        var refused = await GetAsync();
        _host.Database.Query("UPDATE subscriptions SET insync = TRUE, locked_by = NULL");
        await FireAsync(id);
        await EngineHost.UntilAsync(async () => (await GetAsync()).LastProcessId is not null);

        Assert.Contains(ActionReason.Describe(ActionReason.NotInSync), refused.LastRefusal, StringComparison.Ordinal);
        Assert.Equal(_holder, refused.LastRefusalLockedBy);
        var started = await GetAsync();
        Assert.Equal(((string?)null, (Guid?)null), (started.LastRefusal, started.LastRefusalLockedBy));

        async Task<Schedule> GetAsync() => (await schedules.ListAsync()).Single(schedule => schedule.ScheduleId == id);

        async Task FireAsync(Guid schedule)
        {
            _host.Database.Query(
                $"UPDATE schedules SET next_run_at = '2026-01-01T00:00:00.000000Z', last_run_at = NULL WHERE schedule_id = '{schedule}'"
            );
            await EngineHost.UntilAsync(async () => (await GetAsync()).LastRunAt is not null);
        }
    }
}
