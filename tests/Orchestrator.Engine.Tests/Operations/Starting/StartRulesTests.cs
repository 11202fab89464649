using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations.Starting;

public sealed class StartRulesTests
{
    [Fact]
    public async Task Of_twenty_starts_at_once_of_a_workflow_that_runs_one_at_a_time_one_is_taken()
    {
        await using var host = await EngineHost.StartAsync();
        host.External.Hold();

        var starts = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        try
                        {
                            return (Guid?)await host.Processes.StartAsync("mop_floor", [EngineHost.Page(new { })], "test");
                        }
                        catch (PreconditionException refused)
                        {
                            Assert.Equal("workflow_runs_already", refused.Code);
                            Assert.StartsWith(
                                "Workflow 'mop_floor' runs one process at a time, and process ",
                                refused.Message,
                                StringComparison.Ordinal
                            );
                            return null;
                        }
                    })
                )
        );
        host.External.Open();
        await host.WaitAsync(starts.OfType<Guid>().Single(), ProcessStatus.Completed);

        Assert.Equal(["1"], host.Database.Query("SELECT count(*) FROM processes"));
        await host.RunPlainAsync("mop_floor");
    }

    [Fact]
    public async Task A_start_precondition_that_is_not_met_leaves_no_process()
    {
        var night = new Night();
        await using var host = await EngineHost.StartAsync(services: services => services.AddSingleton<IStartPrecondition>(night));
        night.Quiet = "mop_floor";

        var refused = await Assert.ThrowsAsync<PreconditionException>(() => host.RunPlainAsync("mop_floor"));

        Assert.Equal("Not at night.", refused.Message);
        Assert.Empty(host.Database.Query("SELECT * FROM processes"));
        Assert.Equal(new StartRequest("mop_floor", Target.System, "test"), night.Asked);
    }

    [Fact]
    public async Task A_queue_never_executes_more_processes_at_once_than_the_host_gives_it_workers()
    {
        await using var host = await EngineHost.StartAsync(configure: static options =>
        {
            options.Queues["narrow"] = 1;
            options.TargetQueues[Target.Reconcile] = "narrow";
        });
        var things = new List<Guid>();
        for (var thing = 0; thing < 4; thing++)
        {
            things.Add(await host.CreateThingAsync());
        }

        var processes = await Task.WhenAll(things.Select(thing => host.StartAsync("reconcile_thing", thing)));
        foreach (var process in processes)
        {
            await host.WaitAsync(process, ProcessStatus.Completed);
        }

        Assert.Equal(1, host.External.Overlap);
        Assert.Equal(["default|4", "narrow|4"], host.Database.Query("SELECT queue, count(*) FROM processes GROUP BY queue ORDER BY queue"));
    }

    [Fact]
    public async Task A_process_whose_queue_this_host_does_not_have_is_left_to_others()
    {
        using var database = TestDatabase.New();
        await using var first = await EngineHost.StartAsync(database, static options => options.Queues["tasks"] = 0);
        var process = await first.Processes.StartAsync("mop_floor", [EngineHost.Page(new { })], "test");
        var status = await first.Services.GetRequiredService<IEngineControl>().GetWorkerStatusAsync();

        await using var second = await EngineHost.StartAsync(database);
        await second.WaitAsync(process, ProcessStatus.Completed);

        Assert.Equal(new WorkerStatus(WorkersOnline: 12, Queued: 1, Running: 0), status);
        Assert.Empty(first.External.Calls);
        Assert.Single(second.External.Calls);
    }

    [Theory]
    [InlineData(" ", 1, "reconcile", "Queues has the queue ' '")]
    [InlineData("default", -1, "reconcile", "Queues:default is -1")]
    [InlineData("default", 1, "", "TargetQueues:Reconcile is ''")]
    [InlineData(
        "default",
        1,
        "reconcil",
        "TargetQueues:Reconcile is 'reconcil', which is not one of the queues default, reconcile, tasks. Correct the name, or add "
            + "Orchestrator:Queues:reconcil, with 0 workers"
    )]
    public async Task A_queue_that_makes_no_sense_is_refused_when_the_host_starts(
        string queue,
        int workers,
        string reconciles,
        string expected
    )
    {
        using var database = TestDatabase.New();

        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() =>
            EngineHost.StartAsync(
                database,
                options =>
                {
                    options.Queues[queue] = workers;
                    options.TargetQueues[Target.Reconcile] = reconciles;
                }
            )
        );

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    private sealed class Night : IStartPrecondition
    {
        public string? Quiet { get; set; }

        public StartRequest? Asked { get; private set; }

        public ValueTask<string?> CheckAsync(StartRequest request, CancellationToken cancellationToken)
        {
            Asked = request;
            return new(request.WorkflowName == Quiet ? "Not at night." : null);
        }
    }
}
