using Orchestrator.Processes;
using Orchestrator.Testing;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution;

/// <summary>What may happen at the same moment, made to happen at the same moment, and counted.</summary>
public sealed class RaceTests : IAsyncLifetime
{
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await EngineHost.StartAsync(configure: static options => options.Queues["reconcile"] = 16);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Of_fifty_starts_at_once_on_one_subscription_each_that_is_created_completes_and_none_overlaps_another()
    {
        var thing = await _host.CreateThingAsync();

        var starts = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => TryAsync(() => _host.StartAsync("reconcile_thing", thing))))
        );
        var started = starts.Where(static id => id != Guid.Empty).ToArray();
        var processes = new List<ProcessDetail>();
        foreach (var id in started)
        {
            processes.Add(await _host.WaitAsync(id, ProcessStatus.Completed, ProcessStatus.Failed));
        }

        Assert.NotEmpty(processes);
        Assert.All(processes, static process => process.AssertStatus(ProcessStatus.Completed));
        Assert.Equal(1 + processes.Count, _host.External.Calls.Count);
        Assert.Equal(1, _host.External.Overlap);
        Assert.Equal(["1|null"], _host.Database.Query("SELECT insync, locked_by FROM subscriptions"));
    }

    [Fact]
    public async Task An_abort_at_the_moment_of_completion_leaves_one_end_whichever_of_the_two_it_is()
    {
        var thing = await _host.CreateThingAsync();
        var ends = new List<ProcessStatus>();

        // How many looks at the process the step is ahead of the abort; below zero the abort is. Each round gives the head start to the one
        // that has lost, so that they meet and both win.
        var lead = 0;
        for (var round = 0; round < 20 || ends.Distinct().Count() < 2; round++)
        {
            Assert.InRange(round, 0, 200);
            _host.External.Hold();
            var id = await _host.StartAsync("reconcile_thing", thing);
            await _host.External.Entered;

            if (lead < 0)
            {
                await _host.Processes.AbortAsync(id, "carla");
            }

            _host.External.Open();
            for (var look = 0; look < lead; look++)
            {
                await _host.Processes.GetAsync(id);
            }

            await _host.Processes.AbortAsync(id, "carla");
            var process = await _host.WaitAsync(id, ProcessStatus.Completed, ProcessStatus.Aborted);

            Assert.Equal(1, process.Steps.Count(static step => step.Status is StepStatus.Complete or StepStatus.Abort));
            Assert.Equal(
                process.Status == ProcessStatus.Completed ? StepStatus.Complete : StepStatus.Abort,
                process.Steps.Last(static step => step.Status is not null).Status
            );
            ends.Add(process.Status);
            lead += process.Status == ProcessStatus.Completed ? -1 : 1;

            // An aborted process keeps the subscription locked; an operator checks what it has left, and unlocks it.
            _host.Database.Query("UPDATE subscriptions SET insync = TRUE, locked_by = NULL");
        }

        Assert.Contains(ProcessStatus.Completed, ends);
        Assert.Contains(ProcessStatus.Aborted, ends);
    }

    [Fact]
    public async Task However_many_retry_at_once_the_step_runs_once()
    {
        var thing = await _host.CreateThingAsync();
        _host.External.FailNext(new InvalidOperationException("Out of order."));
        var id = await _host.StartAsync("reconcile_thing", thing);
        await _host.WaitAsync(id, ProcessStatus.Failed);
        var before = _host.External.Calls.Count;

        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(user =>
                    Task.Run(() =>
                        TryAsync(async () =>
                        {
                            await _host.Processes.ResumeAsync(id, [], $"user {user}");
                            return id;
                        })
                    )
                )
        );
        var process = await _host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal(before + 1, _host.External.Calls.Count);
        Assert.Equal(
            ["Failed", "Success"],
            process.Steps.Where(static step => step.Name == "Apply thing").Select(static step => $"{step.Status}")
        );
    }

    [Fact]
    public async Task Processes_that_lock_and_unlock_the_same_subscription_never_hold_it_together()
    {
        var thing = await _host.CreateThingAsync();
        var ids = new List<Guid>();
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (var round = 0; round < 10; round++)
                        {
                            var id = await TryAsync(() => _host.StartAsync("reconcile_thing", thing));
                            if (id != Guid.Empty)
                            {
                                await _host.WaitAsync(id, ProcessStatus.Completed, ProcessStatus.Failed);
                                lock (ids)
                                {
                                    ids.Add(id);
                                }
                            }
                        }
                    })
                )
        );

        Assert.Equal(1, _host.External.Overlap);
        Assert.Equal(["1|null"], _host.Database.Query("SELECT insync, locked_by FROM subscriptions"));
        var locks = _host
            .Database.Query("SELECT count(*) FROM process_steps WHERE name = 'Lock subscription' AND status = 'success'")
            .Single();
        Assert.Equal(
            [locks],
            _host.Database.Query(
                "SELECT count(*) FROM process_steps WHERE name = 'Unlock subscription' "
                    + $"AND pid IN ({string.Join(',', ids.Select(static id => $"'{id}'"))})"
            )
        );
    }

    /// <summary>Empty when it was refused, as those must be that come too late.</summary>
    private static async Task<Guid> TryAsync(Func<Task<Guid>> start)
    {
        try
        {
            return await start();
        }
        catch (OrchestratorException refused) when (refused is FormException or ConflictException)
        {
            return Guid.Empty;
        }
    }
}
