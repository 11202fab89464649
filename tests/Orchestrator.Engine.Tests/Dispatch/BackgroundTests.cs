using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkReconciles;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Dispatch;

/// <summary>What the system starts or retries in numbers leaves workers to what is started individually.</summary>
public sealed class BackgroundTests : IDisposable
{
    private readonly TestDatabase _database = TestDatabase.New();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Validations_of_all_subscriptions_leave_a_worker_to_a_task_that_is_started_individually()
    {
        await using var host = await StartAsync(workers: 2);
        await CreateAsync(host, 4);
        host.External.Hold();

        await host.RunPlainAsync("task_validate_subscriptions");
        await host.External.Entered;
        var own = await host.RunPlainAsync("task_resume_workflows");

        Assert.Equal(ProcessStatus.Completed, own.Status);
        host.External.Open();
        await UntilAllAreCompletedAsync();
        Assert.Equal(["0|2", "1|4"], Lanes("tasks"));
    }

    [Fact]
    public async Task Tasks_that_are_all_retried_leave_a_worker_and_one_that_is_retried_individually_takes_it()
    {
        await using var host = await StartAsync(workers: 2);
        host.External.FailNext([.. Enumerable.Range(0, 4).Select(static _ => new InvalidOperationException("Down."))]);
        var tasks = new List<Guid>();
        for (var task = 0; task < 4; task++)
        {
            tasks.Add((await host.RunPlainAsync("work_on_condition", ProcessStatus.Failed)).ProcessId);
        }

        host.External.Hold();
        Assert.Equal(4, await host.Processes.ResumeAllAsync("ann"));
        await host.External.Entered;
        await host.RunPlainAsync("task_resume_workflows");
        Assert.Equal(["0|1", "1|4"], Lanes("tasks"));
        Assert.Equal(1, host.External.Overlap);

        host.External.FailNext(new InvalidOperationException("Still down."));
        host.External.Open();
        await EngineHost.UntilAsync(() =>
            Task.FromResult(_database.Query("SELECT count(*) FROM processes WHERE last_status NOT IN ('completed', 'failed')") is ["0"])
        );
        var failed = Guid.Parse(_database.Query("SELECT pid FROM processes WHERE last_status = 'failed'").Single());
        await host.Processes.ResumeAsync(failed, [], "ann");
        await host.WaitAsync(failed, ProcessStatus.Completed);
        Assert.Equal(["0|2", "1|3"], Lanes("tasks"));
    }

    [Fact]
    public async Task A_reconcile_that_is_started_individually_runs_beside_a_bulk_reconcile()
    {
        await using var host = await StartAsync(workers: 2);
        var things = await CreateAsync(host, 5);
        _database.Query($"UPDATE subscriptions SET status = 'terminated' WHERE subscription_id = '{things[4]}'");
        host.External.Hold();
        await host.Services.GetRequiredService<IBulkReconciles>().StartAsync("", concurrency: 4, "ann");
        await host.External.Entered;
        await EngineHost.UntilAsync(() =>
            Task.FromResult(_database.Query("SELECT count(*) FROM processes WHERE queue = 'reconcile'") is ["4"])
        );
        _database.Query($"UPDATE subscriptions SET status = 'active' WHERE subscription_id = '{things[4]}'");

        var own = await host.StartAsync("reconcile_thing", things[4]);

        await EngineHost.UntilAsync(() => Task.FromResult(host.External.Overlap == 2));
        Assert.Equal("Lock subscription", (await host.Processes.GetAsync(own)).LastStep);
        host.External.Open();
        await UntilAllAreCompletedAsync();
    }

    [Fact]
    public async Task A_queue_of_one_worker_executes_both_in_turn()
    {
        await using var host = await StartAsync(workers: 1);
        await CreateAsync(host, 3);

        await host.RunPlainAsync("task_validate_subscriptions");
        await host.RunPlainAsync("task_resume_workflows");

        await UntilAllAreCompletedAsync();
        Assert.Equal(1, host.External.Overlap);
    }

    [Fact]
    public async Task A_host_without_workers_for_the_background_leaves_it_to_one_that_has_some()
    {
        await using var first = await StartAsync(workers: 2, inBackground: 0);
        await CreateAsync(first, 3);
        await first.RunPlainAsync("task_validate_subscriptions");
        await first.RunPlainAsync("task_resume_workflows");
        Assert.Equal(["3"], _database.Query("SELECT count(*) FROM processes WHERE last_status = 'created'"));

        await using var second = await StartAsync(workers: 2);
        await UntilAllAreCompletedAsync();

        Assert.Equal(3, second.External.Calls.Count);
    }

    private Task<EngineHost> StartAsync(int workers, int? inBackground = null) =>
        EngineHost.StartAsync(
            _database,
            options =>
            {
                (options.Queues["tasks"], options.Queues["reconcile"]) = (workers, workers);
                if (inBackground is { } limit)
                {
                    options.BackgroundWorkers["tasks"] = limit;
                }
            }
        );

    private static async Task<Guid[]> CreateAsync(EngineHost host, int count)
    {
        var things = new Guid[count];
        for (var thing = 0; thing < count; thing++)
        {
            things[thing] = await host.CreateThingAsync();
        }

        return things;
    }

    private Task UntilAllAreCompletedAsync() =>
        EngineHost.UntilAsync(() =>
            Task.FromResult(_database.Query("SELECT count(*) FROM processes WHERE last_status <> 'completed'") is ["0"])
        );

    private IReadOnlyList<string> Lanes(string queue) =>
        _database.Query(
            $"SELECT is_background, count(*) FROM processes WHERE queue = '{queue}' GROUP BY is_background ORDER BY is_background"
        );
}
