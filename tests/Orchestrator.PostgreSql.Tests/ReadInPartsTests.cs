using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Sql;
using Orchestrator.SystemTasks;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>What the engine reads and writes in parts, where others write at once and a session has settings of its own.</summary>
public sealed class ReadInPartsTests : IAsyncLifetime
{
    private readonly PostgreSqlTestDatabase _database = new();
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        // Times as text have the day first, and the server reads their IST, which is India's, as Israel's.
        _database.Query(
            """
            DO $$ BEGIN
                EXECUTE format('ALTER DATABASE %I SET datestyle = %L', current_database(), 'SQL, DMY');
                EXECUTE format('ALTER DATABASE %I SET timezone = %L', current_database(), 'Asia/Kolkata');
            END $$
            """
        );
        _host = await EngineHost.StartAsync(_database);
        await _host.RunPlainAsync("mop_floor");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task The_form_in_which_a_session_writes_times_hides_no_row()
    {
        const int count = 25;
        Insert(count, "created");
        var leases = _host.Services.GetRequiredService<LeaseStore>();

        var found = new HashSet<Guid>();
        RowPosition? after = null;
        do
        {
            var part = await leases.FindUnattendedAsync(new("elsewhere", false), after, limit: 10, CancellationToken.None);
            found.UnionWith(part.Rows.Select(static process => process.ProcessId));
            after = part.Next;
        } while (after is not null);

        Assert.Equal(count, found.Count);
    }

    [Fact]
    public async Task What_waits_is_resumed_to_the_last_while_others_change_a_whole_part_of_it()
    {
        Insert(600, "waiting");
        await using var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (
            var abort = new NpgsqlCommand(
                "UPDATE processes SET last_status = 'aborted' WHERE pid IN (SELECT pid FROM processes WHERE queue = 'elsewhere' "
                    + "ORDER BY pid LIMIT 500)",
                connection
            )
        )
        {
            await abort.ExecuteNonQueryAsync();
        }

        var resuming = _host.Services.GetRequiredService<TaskStore>().ResumeWaitingAsync(CancellationToken.None);
        await EngineHost.UntilAsync(() => Task.FromResult(resuming.IsCompleted || IsWaiting()));
        await transaction.CommitAsync();

        Assert.Equal(100, await resuming);
        Assert.Equal(
            ["aborted|500", "resumed|100"],
            _database.Query("SELECT last_status, count(*) FROM processes WHERE queue = 'elsewhere' GROUP BY last_status ORDER BY 1")
        );
    }

    private bool IsWaiting() =>
        _database.Query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").Count > 0;

    /// <summary>Inserts processes of a queue that this host does not serve.</summary>
    private void Insert(int count, string status) =>
        _database.Query(
            $"""
            INSERT INTO processes (pid, workflow_id, is_task, assignee, last_status, started_at, last_modified_at, queue, run_as)
            SELECT gen_random_uuid(), workflow_id, TRUE, 'SYSTEM', '{status}', now() + n * interval '1 second', now(), 'elsewhere', 'ann'
            FROM generate_series(1, {count}) n CROSS JOIN (SELECT workflow_id FROM processes LIMIT 1) one
            """
        );
}
