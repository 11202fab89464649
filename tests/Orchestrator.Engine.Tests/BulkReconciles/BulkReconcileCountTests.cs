using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkReconciles;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.BulkReconciles;

/// <summary>The counts of a bulk reconcile are kept, and are right whatever happens at once.</summary>
public sealed class BulkReconcileCountTests : IDisposable
{
    private const string Recounted = """
        SELECT count(*),
               count(CASE WHEN reconcile_id IS NULL AND refusal IS NULL THEN 1 END),
               count(CASE WHEN outcome = 'done' THEN 1 END),
               count(CASE WHEN outcome = 'failed' THEN 1 END),
               count(CASE WHEN refusal IS NOT NULL THEN 1 END)
        FROM bulk_reconcile_items
        """;

    private readonly TestDatabase _database = TestDatabase.New();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task What_has_ended_is_counted_once_and_not_looked_at_again()
    {
        await using var host = await EngineHost.StartAsync(_database);
        await CreateAsync(host, 3);
        host.External.Hold();
        var id = await BulkOf(host).StartAsync("", concurrency: 1, "ann");
        await host.External.Entered;
        host.External.LetGo();

        // Only what runs is looked at: a row that no look reads may say anything.
        await EngineHost.UntilAsync(() => Task.FromResult(_database.Query("SELECT done FROM bulk_reconciles") is not ["0"]));
        _database.Query(
            "UPDATE processes SET last_status = 'aborted' WHERE pid IN (SELECT reconcile_id FROM bulk_reconcile_items "
                + "WHERE outcome = 'done')"
        );
        host.External.Open();
        await host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal(new BulkReconcileCounts(3, 0, 0, Done: 3, 0, 0), (await BulkOf(host).GetAsync(id)).Counts);
        Assert.Empty((await BulkOf(host).GetAsync(id)).Failures);
    }

    [Fact]
    public async Task One_that_has_failed_and_is_retried_counts_as_one_that_runs_and_then_as_done_also_after_the_bulk_has_ended()
    {
        await using var host = await EngineHost.StartAsync(_database);
        await CreateAsync(host, 2);
        host.External.FailNext(new InvalidOperationException("down"));
        var id = await BulkOf(host).StartAsync("", concurrency: 2, "ann");
        await host.WaitAsync(id, ProcessStatus.Completed);
        var failed = Assert.Single((await BulkOf(host).GetAsync(id)).Failures).ProcessId;

        host.External.Hold();
        await host.Processes.ResumeAsync(failed, [], "ann");
        await host.External.Entered;
        Assert.Equal(new BulkReconcileCounts(2, 0, Running: 1, Done: 1, 0, 0), (await BulkOf(host).GetAsync(id)).Counts);

        host.External.Open();
        await host.WaitAsync(failed, ProcessStatus.Completed);
        Assert.Equal(new BulkReconcileCounts(2, 0, 0, Done: 2, 0, 0), (await BulkOf(host).GetAsync(id)).Counts);
    }

    [Fact]
    public async Task They_are_right_when_processes_fail_are_retried_and_are_counted_at_once_on_two_hosts()
    {
        await using var one = await EngineHost.StartAsync(_database);
        await using var other = await EngineHost.StartAsync(_database);
        await CreateAsync(one, 10);
        foreach (var host in new[] { one, other })
        {
            host.External.FailNext([.. Enumerable.Range(0, 12).Select(static _ => new InvalidOperationException("down"))]);
        }

        var id = await BulkOf(one).StartAsync("", concurrency: 5, "ann");
        var over = false;
        var retrying = Task.WhenAll(
            new[] { one, other }.Select(host =>
                Task.Run(async () =>
                {
                    while (!Volatile.Read(ref over))
                    {
                        foreach (var failure in (await BulkOf(host).GetAsync(id)).Failures)
                        {
                            await RetryAsync(host, failure.ProcessId);
                        }
                    }
                })
            )
        );
        await EngineHost.UntilAsync(async () => (await BulkOf(one).GetAsync(id)).Counts is { Done: 10 });
        Volatile.Write(ref over, true);
        await retrying;
        await one.WaitAsync(id, ProcessStatus.Completed);

        await one.Services.GetRequiredService<BulkReconcileStore>().CountEndedAsync(id, CancellationToken.None);
        Assert.Equal(["10|0|10|0|0"], _database.Query("SELECT total, to_start, done, failed, refused FROM bulk_reconciles"));
        Assert.Equal(["10|0|10|0|0"], _database.Query(Recounted));
    }

    private static async Task RetryAsync(EngineHost host, Guid processId)
    {
        try
        {
            await host.Processes.ResumeAsync(processId, [], "ann");
        }
        catch (ConflictException)
        {
            // It was retried from the other host, or is done.
        }
    }

    private static IBulkReconciles BulkOf(EngineHost host) => host.Services.GetRequiredService<IBulkReconciles>();

    private static async Task CreateAsync(EngineHost host, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => host.CreateThingAsync()));
}
