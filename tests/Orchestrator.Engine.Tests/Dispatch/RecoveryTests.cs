using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Processes;
using Orchestrator.Storage.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Dispatch;

public sealed class RecoveryTests
{
    [Fact]
    public async Task A_process_whose_host_died_in_a_step_continues_on_the_next_host()
    {
        using var database = TestDatabase.New();
        Guid processId;
        await using (var host = await EngineHost.StartAsync(database))
        {
            var subscription = await host.CreateThingAsync();
            processId = await host.StartAsync("reconcile_thing", subscription);
            await host.WaitAsync(processId, ProcessStatus.Completed);
        }

        // What a host leaves behind that was killed in the middle of "Apply thing": a lease that no one renews, and no row of that step.
        database.Query(
            $"""
            DELETE FROM process_steps WHERE pid = '{processId}' AND name NOT IN ('Start', 'Create Process Subscription relation', 'Lock subscription');
            UPDATE processes SET last_status = 'running', last_step = 'Lock subscription' WHERE pid = '{processId}';
            UPDATE process_leases SET owner = 'dead', token = token + 1, expires_at = '2020-01-01T00:00:00.000000Z' WHERE pid = '{processId}';
            UPDATE subscriptions SET insync = FALSE, locked_by = '{processId}';
            """
        );
        await using var next = await EngineHost.StartAsync(database);

        var process = await next.WaitAsync(processId, ProcessStatus.Completed);
        Assert.Single(process.Steps, static step => step.Name == "Apply thing");
        Assert.Equal(2, process.CurrentState.Get<int>("attempt"));
        Assert.Equal(["1|null"], database.Query("SELECT insync, locked_by FROM subscriptions"));
    }

    [Fact]
    public async Task A_host_that_lost_its_lease_in_a_step_writes_nothing_more()
    {
        await using var host = await EngineHost.StartAsync();
        var subscription = await host.CreateThingAsync();
        host.External.Hold();
        var processId = await host.StartAsync("reconcile_thing", subscription);
        await host.External.Entered;

        // Another host took the process over, and is far ahead in time.
        host.Database.Query(
            "UPDATE process_leases SET owner = 'other', token = token + 1, expires_at = '2999-01-01T00:00:00.000000Z' "
                + $"WHERE pid = '{processId}'"
        );
        host.External.Open();

        var store = host.Services.GetRequiredService<LeaseStore>();
        await host.StopAsync();
        Assert.Equal(
            ["Start", "Create Process Subscription relation", "Lock subscription"],
            host.Database.Query($"SELECT name FROM process_steps WHERE pid = '{processId}' ORDER BY completed_at")
        );
        Assert.Null(await store.TryAcquireAsync(processId, "me", TimeSpan.FromSeconds(5), static _ => null, CancellationToken.None));
    }

    [Fact]
    public async Task A_host_that_was_too_slow_to_renew_a_lease_that_no_one_took_continues()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await EngineHost.StartAsync(
            configure: static options => options.LeaseDuration = TimeSpan.FromMinutes(1),
            time: clock
        );
        var subscription = await host.CreateThingAsync();
        host.External.Hold(heedsCancellation: true);
        var processId = await host.StartAsync("reconcile_thing", subscription);
        await host.External.Entered;

        host.Database.Query($"UPDATE process_leases SET expires_at = '2020-01-01T00:00:00.000000Z' WHERE pid = '{processId}'");
        clock.Advance(TimeSpan.FromMinutes(1) / 3);
        await EngineHost.UntilAsync(() =>
            Task.FromResult(
                host.Database.Query(
                    $"SELECT count(*) FROM process_leases WHERE pid = '{processId}' AND expires_at > '2026-01-01T00:00:00.000000Z'"
                )
                    is ["1"]
            )
        );
        host.External.Open();

        var process = await host.WaitAsync(processId, ProcessStatus.Completed);
        Assert.Equal(1, process.CurrentState.Get<int>("attempt"));
        Assert.Equal(2, host.External.Calls.Count);
    }

    [Fact]
    public async Task A_step_in_flight_when_the_host_stops_is_given_back_and_begun_again()
    {
        using var database = TestDatabase.New();
        Guid processId;
        await using (var host = await EngineHost.StartAsync(database))
        {
            var subscription = await host.CreateThingAsync();
            host.External.Hold(heedsCancellation: true);
            processId = await host.StartAsync("reconcile_thing", subscription);
            await host.External.Entered;
            await host.StopAsync();
        }

        await using var next = await EngineHost.StartAsync(database, static options => options.LeaseDuration = TimeSpan.FromMinutes(10));

        var process = await next.WaitAsync(processId, ProcessStatus.Completed);
        Assert.DoesNotContain(process.Steps, static step => step.Status == StepStatus.Failed);
    }

    [Fact]
    public async Task A_step_that_ends_in_the_time_that_a_stopping_host_grants_is_recorded_and_not_begun_again()
    {
        using var database = TestDatabase.New();
        Guid processId;
        await using (var host = await EngineHost.StartAsync(database, static options => options.StopGrace = TimeSpan.FromMinutes(1)))
        {
            processId = await host.StartAsync("reconcile_thing", await host.CreateThingAsync());
            await host.WaitAsync(processId, ProcessStatus.Completed);
            host.External.Hold(heedsCancellation: true);
            processId = await host.StartAsync(
                "reconcile_thing",
                Guid.Parse(database.Query("SELECT subscription_id FROM subscriptions").Single())
            );
            await host.External.Entered;

            var stopped = host.StopAsync();
            host.External.Open();
            await stopped;
            Assert.False(host.External.WasCancelled);
        }

        Assert.Equal(["success"], database.Query($"SELECT status FROM process_steps WHERE pid = '{processId}' AND name = 'Apply thing'"));
        await using var next = await EngineHost.StartAsync(database, static options => options.LeaseDuration = TimeSpan.FromMinutes(10));

        await next.WaitAsync(processId, ProcessStatus.Completed);
        Assert.Empty(next.External.Calls);
    }

    [Fact]
    public async Task A_process_whose_finished_steps_are_not_those_of_the_code_is_refused_with_both_lists()
    {
        await using var host = await EngineHost.StartAsync();
        var subscription = await host.CreateThingAsync();
        host.External.FailNext(new InvalidOperationException("once"));
        var processId = await host.StartAsync("reconcile_thing", subscription);
        await host.WaitAsync(processId, ProcessStatus.Failed);
        host.Database.Query($"UPDATE process_steps SET step_key = 'Renamed.Step' WHERE pid = '{processId}' AND name = 'Lock subscription'");

        var refusal = await Assert.ThrowsAsync<ConflictException>(() => host.Processes.ResumeAsync(processId, [], "test"));

        Assert.Contains(
            "[orchestrator.start, orchestrator.store_process_subscription, Renamed.Step]",
            refusal.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("ThingWorkflows.ApplyThing", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(ProcessStatus.Failed, (await host.Processes.GetAsync(processId)).Status);
    }

    [Fact]
    public async Task An_interrupted_process_that_does_not_fit_the_code_fails_with_the_reason_instead_of_being_tried_forever()
    {
        using var database = TestDatabase.New();
        Guid processId;
        await using (var host = await EngineHost.StartAsync(database))
        {
            processId = await host.StartAsync("reconcile_thing", await host.CreateThingAsync());
            await host.WaitAsync(processId, ProcessStatus.Completed);
        }

        database.Query(
            $"""
            UPDATE process_steps SET step_key = 'Renamed.Step' WHERE pid = '{processId}' AND name = 'Apply thing';
            DELETE FROM process_steps WHERE pid = '{processId}' AND name = 'Done';
            UPDATE processes SET last_status = 'running' WHERE pid = '{processId}';
            """
        );
        await using var next = await EngineHost.StartAsync(database);

        var process = await next.WaitAsync(processId, ProcessStatus.Failed);
        Assert.Contains("Renamed.Step", process.FailedReason, StringComparison.Ordinal);
    }
}
