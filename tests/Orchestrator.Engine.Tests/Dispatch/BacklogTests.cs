using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Dispatch;
using Orchestrator.Processes;
using Orchestrator.SystemTasks;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Dispatch;

public sealed class BacklogTests
{
    [Fact]
    public async Task A_backlog_is_worked_off_at_the_pace_of_the_workers_without_waiting_for_the_next_look()
    {
        const int waiting = 1_300;
        using var database = TestDatabase.New();
        await using (var host = await EngineHost.StartAsync(database))
        {
            await host.RunPlainAsync("mop_floor");
        }

        // Their workflow is gone: that they fail is the least that can be done with a process.
        database.Query(
            $"""
            INSERT INTO workflows (workflow_id, name, target, is_task, description, created_at) SELECT {database.NumberedId(
                "999999"
            )}, 'gone', 'SYSTEM', TRUE, 'Gone', created_at FROM workflows WHERE name = 'mop_floor';
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {waiting})
            INSERT INTO processes (pid, workflow_id, is_task, assignee, last_status, started_at, last_modified_at, queue)
            SELECT {database.NumberedId(
                "n"
            )}, (SELECT workflow_id FROM workflows WHERE name = 'gone'), TRUE, 'SYSTEM', 'created', started_at, last_modified_at, 'tasks'
            FROM numbers CROSS JOIN (SELECT started_at, last_modified_at FROM processes LIMIT 1) one
            """
        );

        // The clock stands still: there is the look at the start, and no other.
        await using var next = await EngineHost.StartAsync(database, time: new FakeTimeProvider(DateTimeOffset.UtcNow));

        await EngineHost.UntilAsync(() =>
            Task.FromResult(
                database.Query("SELECT count(*) FROM processes WHERE last_status = 'failed'") is [var count] && count == $"{waiting}"
            )
        );
    }

    [Fact]
    public async Task One_callback_that_cannot_be_failed_holds_up_no_other()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await EngineHost.StartAsync(time: clock);
        var broken = await host.RunPlainAsync("call_back", ProcessStatus.AwaitingCallback);
        var late = await host.RunPlainAsync("call_back", ProcessStatus.AwaitingCallback);
        host.Database.Query(
            $"DELETE FROM process_steps WHERE pid = '{broken.ProcessId}'; UPDATE process_callbacks "
                + "SET expires_at = '2020-01-01T00:00:00.000000Z'"
        );
        host.Database.Query($"UPDATE process_callbacks SET expires_at = '2019-01-01T00:00:00.000000Z' WHERE pid = '{broken.ProcessId}'");

        await host.Services.GetRequiredService<CallbackExpiry>().ExpireAsync(CancellationToken.None);

        Assert.Equal("Callback timed out", (await host.Processes.GetAsync(late.ProcessId)).FailedReason);
    }

    [Fact]
    public async Task Tasks_that_are_deleted_aborted_and_cleaned_up_while_their_steps_are_committed_keep_none_from_its_end()
    {
        using var database = TestDatabase.New();
        await using (
            var host = await EngineHost.StartAsync(
                database,
                static options => (options.Queues["tasks"], options.TaskRetention) = (16, TimeSpan.Zero),
                static services => services.AddSingleton<IBeat, NoBeat>()
            )
        )
        {
            // Steps that write nothing, and steps that lock a subscription, link it and store a callback's address in their own
            // transaction.
            Guid[] things = [await host.CreateThingAsync(), await host.CreateThingAsync(), await host.CreateThingAsync()];
            for (var round = 0; round < 6; round++)
            {
                var tasks = await Task.WhenAll(
                    Enumerable
                        .Range(0, 20)
                        .Select(number =>
                            (number % 4) switch
                            {
                                0 => host.Processes.StartAsync("beat_five_times", [EngineHost.Page(new { })], "test"),
                                1 => host.Processes.StartAsync("call_back", [EngineHost.Page(new { })], "test"),
                                _ => host.StartAsync("validate_thing", things[number % 3]),
                            }
                        )
                );
                var cleaning = Task.Run(() =>
                    host.Services.GetRequiredService<TaskStore>().DeleteCompletedTasksAsync(TimeSpan.Zero, CancellationToken.None)
                );
                await Task.WhenAll(
                    tasks.SelectMany(task =>
                        new[]
                        {
                            Task.Run(() => UnlessGoneAsync(() => host.Processes.AbortAsync(task, "test"))),
                            Task.Run(() => UnlessGoneAsync(() => host.Processes.DeleteAsync(task, "test"))),
                        }
                    )
                );
                await cleaning;
            }

            await EngineHost.UntilAsync(() =>
                Task.FromResult(database.Query("SELECT count(*) FROM processes WHERE is_task") is [var left] && left == "0")
            );
            Assert.Equal(
                ["0|0"],
                database.Query(
                    "SELECT (SELECT count(*) FROM process_callbacks), (SELECT count(*) FROM process_steps s "
                        + "WHERE NOT EXISTS (SELECT 1 FROM processes p WHERE p.pid = s.pid))"
                )
            );
        }

        Assert.Equal(0, database.CountDeadlocks());
    }

    private static async Task UnlessGoneAsync(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (NotFoundException)
        {
            // Another one was faster.
        }
    }

    private sealed class NoBeat : IBeat
    {
        public void Begin(string step)
        {
            // Only the engine's own work counts here.
        }
    }
}
