using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>The server's disk fills up in the middle of a step.</summary>
public sealed class FullDiskTests
{
    // No whole number of the server's pages, so that the last page is written in part and the server finds the disk full.
    private const long DiskSize = 2_000_000;

    [Fact]
    public async Task A_full_disk_lets_no_step_be_recorded_that_is_not_committed_and_the_process_continues_once_there_is_room()
    {
        using var server = PostgreSqlServer.GetPrivate();
        using var database = new PostgreSqlTestDatabase(server, migrated: false);
        await using var host = await EngineHost.StartAsync(database, static options => options.LeaseDuration = TimeSpan.FromSeconds(1));
        var thing = await host.CreateThingAsync();
        host.External.Hold();
        var processId = await host.StartAsync("reconcile_thing", thing);
        await host.External.Entered;

        server.LimitFileSize(DiskSize);
        CutConnections(database);
        Fill(database);
        var callsBefore = host.External.Calls.Count;
        host.External.Open();
        await EngineHost.UntilAsync(() => Task.FromResult(host.External.Calls.Count >= callsBefore + 2));
        var refusal = await RefusalAsync(host, processId);
        var recorded = database.Query($"SELECT name FROM process_steps WHERE pid = '{processId}' ORDER BY completed_at");
        var status = database.Query($"SELECT last_status FROM processes WHERE pid = '{processId}'").Single();

        server.LimitFileSize(null);
        CutConnections(database);
        await EngineHost.UntilAsync(() =>
            Task.FromResult(database.Query($"SELECT last_status FROM processes WHERE pid = '{processId}'").Single() == "completed")
        );

        Assert.Equal(("storage_full", "running"), (refusal.Code, status));
        Assert.DoesNotContain("Apply thing", recorded);
        var rows = database.Query($"SELECT name FROM process_steps WHERE pid = '{processId}'");
        Assert.Equal(rows.Distinct(), rows);
        Assert.Contains("Apply thing", rows);
        Assert.Equal(["1|null"], database.Query("SELECT insync, locked_by FROM subscriptions"));
    }

    /// <summary>Connections that were opened before know nothing of the new limit.</summary>
    private static void CutConnections(TestDatabase database) =>
        database.Query(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        );

    /// <summary>Fills the table of steps until not even the smallest row finds room.</summary>
    private static void Fill(TestDatabase database)
    {
        foreach (var length in new[] { 1_500, 1 })
        {
            var full = Assert.Throws<PostgresException>(() =>
                database.Query(
                    $"""
                    DO $$ BEGIN
                        LOOP
                            INSERT INTO process_steps (stepid, pid, name, status, state, created_by, completed_at, started_at, step_key)
                            SELECT gen_random_uuid(), pid, repeat('x', {length}), 'success', JSONB '{"{}"}', 'filler', now(), now(), 'filler' FROM processes WHERE last_status = 'completed' LIMIT 1;
                            COMMIT;
                        END LOOP;
                    END $$
                    """
                )
            );
            Assert.Equal(PostgresErrorCodes.DiskFull, full.SqlState);
        }
    }

    /// <summary>What a person is told who answers or retries meanwhile; connections that were cut cost an attempt each.</summary>
    private static async Task<StorageException> RefusalAsync(EngineHost host, Guid processId)
    {
        while (true)
        {
            try
            {
                await host.Processes.AbortAsync(processId, "ann");
                Assert.Fail("An abort was recorded on a full disk.");
            }
            catch (Exception exception) when (host.Services.GetRequiredService<StorageErrors>().Explain(exception) is { } refusal)
            {
                if (refusal.Code != "storage_unreachable")
                {
                    return refusal;
                }
            }
        }
    }
}
