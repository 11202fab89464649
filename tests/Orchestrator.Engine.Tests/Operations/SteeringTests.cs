using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Execution;
using Orchestrator.Forms;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations;

public sealed class SteeringTests : IAsyncLifetime
{
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Aborting_a_running_process_signals_its_step_and_records_nothing_that_it_still_does()
    {
        var subscription = await _host.CreateThingAsync();
        _host.External.Hold();
        var processId = await _host.StartAsync("reconcile_thing", subscription);
        await _host.External.Entered;

        await _host.Processes.AbortAsync(processId, "carla");
        _host.External.Open();
        await UntilIdleAsync();

        var process = await _host.WaitAsync(processId, ProcessStatus.Aborted);
        Assert.True(_host.External.WasCancelled);
        Assert.Equal("User Aborted", process.LastStep);
        Assert.Equal(
            ["Start", "Create Process Subscription relation", "Lock subscription", "User Aborted"],
            process.Steps.Select(static step => step.Name)
        );
        Assert.Equal(("carla", StepStatus.Abort), (process.Steps[^1].CreatedBy, process.Steps[^1].Status));
        Assert.Equal([$"0|{processId}"], _host.Database.Query("SELECT insync, locked_by FROM subscriptions"));
    }

    [Fact]
    public async Task An_aborted_process_waits_for_no_one()
    {
        var processId = await _host.StartAsync("modify_thing_carefully", await _host.CreateThingAsync());
        await _host.WaitAsync(processId, ProcessStatus.Suspended);
        var assignee = $"SELECT assignee FROM processes WHERE pid = '{processId}'";
        Assert.NotEqual([Assignee.System], _host.Database.Query(assignee));

        await _host.Processes.AbortAsync(processId, "carla");

        Assert.Equal([Assignee.System], _host.Database.Query(assignee));
    }

    [Fact]
    public async Task Aborting_a_completed_process_changes_nothing()
    {
        var subscription = await _host.CreateThingAsync();
        var processId = await _host.StartAsync("reconcile_thing", subscription);
        await _host.WaitAsync(processId, ProcessStatus.Completed);

        await _host.Processes.AbortAsync(processId, "carla");

        Assert.Equal(ProcessStatus.Completed, (await _host.Processes.GetAsync(processId)).Status);
    }

    [Fact]
    public async Task An_input_step_suspends_until_it_is_answered_and_its_answer_joins_the_state()
    {
        var subscription = await _host.CreateThingAsync();
        var processId = await _host.StartAsync("modify_thing_carefully", subscription);
        var suspended = await _host.WaitAsync(processId, ProcessStatus.Suspended);

        await Assert.ThrowsAsync<FormInvalidException>(() => _host.Processes.ResumeAsync(processId, [EngineHost.Page(new { })], "noc"));
        await _host.Processes.ResumeAsync(processId, [EngineHost.Page(new { confirmed = true })], "noc");

        var process = await _host.WaitAsync(processId, ProcessStatus.Completed);
        Assert.Equal(Assignee.Noc, suspended.Assignee);
        Assert.Equal("confirmed", suspended.Form!["properties"]!.AsObject().Single().Key);
        Assert.Equal(
            ["Suspend test", "Success noc"],
            process.Steps.Where(static step => step.Name == "Confirm thing").Select(static step => $"{step.Status} {step.CreatedBy}")
        );
        Assert.Equal("confirmed", process.CurrentState.Get<string>("note"));
    }

    [Fact]
    public async Task Of_two_answers_at_once_one_counts()
    {
        var subscription = await _host.CreateThingAsync();
        var processId = await _host.StartAsync("modify_thing_carefully", subscription);
        await _host.WaitAsync(processId, ProcessStatus.Suspended);

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(index =>
                    Task.Run(async () =>
                    {
                        try
                        {
                            await _host.Processes.ResumeAsync(processId, [EngineHost.Page(new { confirmed = index % 2 == 0 })], "noc");
                            return true;
                        }
                        catch (ConflictException)
                        {
                            return false;
                        }
                    })
                )
        );

        var process = await _host.WaitAsync(processId, ProcessStatus.Completed);
        Assert.Single(outcomes, static outcome => outcome);
        Assert.Single(process.Steps, static step => step is { Name: "Confirm thing", Status: StepStatus.Success });
    }

    [Fact]
    public async Task A_paused_engine_stops_processes_between_steps_refuses_starts_and_continues_when_resumed()
    {
        var subscription = await _host.CreateThingAsync();
        var engine = _host.Services.GetRequiredService<IEngineControl>();
        _host.External.Hold();
        var processId = await _host.StartAsync("reconcile_thing", subscription);
        await _host.External.Entered;

        var executing = Assert.Single(await engine.ListHostsAsync());
        Assert.Equal(
            ($"{Environment.MachineName}/{Environment.ProcessId}", 1, true, true),
            (executing.Host, executing.Running, executing.IsOnline, executing.IsThisHost)
        );
        var queues = await engine.ListQueuesAsync();
        var busy = Assert.Single(queues, static queue => queue.Running > 0);
        Assert.Equal(
            ("reconcile", false, 0, TimeSpan.Zero, 1),
            (busy.Queue, busy.IsBackground, busy.Waiting, busy.OldestAge, busy.Running)
        );
        var pausing = await engine.PauseAsync("test");
        _host.External.Open();
        await UntilIdleAsync();

        Assert.Equal(new(IsPaused: true, RunningProcesses: 1), pausing);
        Assert.Equal("test", (await engine.FindPauseAsync("test"))?.User);
        Assert.Equal("Apply thing", (await _host.WaitAsync(processId, ProcessStatus.Running)).LastStep);
        await Assert.ThrowsAsync<EnginePausedException>(() => _host.StartAsync("reconcile_thing", subscription));

        await engine.ResumeAsync("test");
        var process = await _host.WaitAsync(processId, ProcessStatus.Completed);
        Assert.Single(process.Steps, static step => step.Name == "Apply thing");
    }

    [Fact]
    public async Task The_queues_of_all_hosts_have_what_waits_since_when_and_the_workers_of_this_host()
    {
        await _host.RunPlainAsync("mop_floor");
        _host.Database.Query(
            "UPDATE processes SET last_status = 'resumed', queue = 'elsewhere', is_background = TRUE, "
                + "last_modified_at = '2020-01-01T00:00:00.000000Z'"
        );

        var queues = await _host.Services.GetRequiredService<IEngineControl>().ListQueuesAsync();

        var elsewhere = Assert.Single(queues, static queue => queue.Queue == "elsewhere");
        Assert.Equal((true, 1, 0, 0), (elsewhere.IsBackground, elsewhere.Waiting, elsewhere.Running, elsewhere.WorkersOfThisHost));
        Assert.InRange(elsewhere.OldestAge.TotalDays, 2_000, 20_000);
        Assert.All(queues.Where(static queue => queue.Queue != "elsewhere"), static queue => Assert.True(queue.WorkersOfThisHost > 0));
    }

    private async Task UntilIdleAsync()
    {
        // Not the leases: an abort ends a lease at once, while its step may still be on the way out.
        var running = _host.Services.GetRequiredService<RunningProcesses>();
        await EngineHost.UntilAsync(() => Task.FromResult(running.Ids.Count == 0));
    }
}
