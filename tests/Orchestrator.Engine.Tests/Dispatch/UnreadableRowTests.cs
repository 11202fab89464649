using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Storage.Processes;
using Orchestrator.Storage.Sql;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Dispatch;

/// <summary>A row that cannot be read ends no read in parts, and hides none that follows it.</summary>
public sealed class UnreadableRowTests : IAsyncLifetime
{
    private const int Part = 10;

    private const int Readable = 25;

    private readonly TestDatabase _database = TestDatabase.New();
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await EngineHost.StartAsync(_database);
        await _host.RunPlainAsync("mop_floor");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task The_backlog_is_read_to_its_end()
    {
        Insert("created");
        var leases = _host.Services.GetRequiredService<LeaseStore>();

        var found = await ReadAllAsync(after => leases.FindUnattendedAsync(new("elsewhere", false), after, Part, CancellationToken.None));

        Assert.Equal(_database is SqliteTestDatabase ? Readable : Readable + 1, found.Distinct().Count());
    }

    [Fact]
    public async Task Callbacks_that_are_too_late_are_read_to_the_end()
    {
        Insert("awaiting_callback");
        _database.Query("INSERT INTO process_callbacks (pid, token_hash, expires_at) SELECT pid, '', started_at FROM processes");
        var callbacks = _host.Services.GetRequiredService<CallbackStore>();

        var found = await ReadAllAsync(after => callbacks.FindExpiredAsync(after, Part, CancellationToken.None));

        Assert.Equal(_database is SqliteTestDatabase ? Readable : Readable + 1, found.Distinct().Count());
    }

    [Fact]
    public async Task Tasks_are_retried_to_the_last()
    {
        Insert("failed");

        Assert.Equal(_database is SqliteTestDatabase ? Readable : Readable + 1, await _host.Processes.ResumeAllAsync("ann"));
    }

    /// <summary>
    /// Where a column has one kind of value, the end of time stands for them: it has no place among the times that .NET has either.
    /// </summary>
    [Theory]
    [InlineData("x'31'", "'infinity'")]
    [InlineData("x'FF'", "'-infinity'")]
    public async Task A_whole_part_of_rows_whose_time_is_none_is_read_once(string stored, string time)
    {
        Insert("created");
        var isFile = _database is SqliteTestDatabase;
        _database.Query(
            $"UPDATE processes SET started_at = {(isFile ? stored : time)} WHERE queue = 'elsewhere' "
                + $"AND CAST(pid AS text) <= '00000000-0000-0000-0000-0000000000{Part + 5}'"
        );
        var leases = _host.Services.GetRequiredService<LeaseStore>();

        var found = await ReadAllAsync(after => leases.FindUnattendedAsync(new("elsewhere", false), after, Part, CancellationToken.None));

        Assert.Equal(isFile ? Readable : Readable + 1, found.Count);
        Assert.Equal(found.Count, found.Distinct().Count());
    }

    private static async Task<IReadOnlyList<T>> ReadAllAsync<T>(Func<RowPosition?, Task<ReadPart<T>>> read)
    {
        var found = new List<T>();
        RowPosition? after = null;
        do
        {
            var part = await read(after);
            found.AddRange(part.Rows);
            after = part.Next;
            Assert.InRange(found.Count, 0, 10 * Readable);
        } while (after is not null);

        return found;
    }

    /// <summary>
    /// Inserts processes of a queue that this host does not serve. Where ids are texts, that of the last process of the first part cannot
    /// be read; elsewhere one process has a time that .NET does not have.
    /// </summary>
    private void Insert(string status)
    {
        _database.Query(
            $"""
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {Readable + 1})
            INSERT INTO processes (pid, workflow_id, is_task, assignee, last_status, started_at, last_modified_at, queue, run_as)
            SELECT {_database.NumberedId(
                "n"
            )}, workflow_id, TRUE, 'SYSTEM', '{status}', started_at, last_modified_at, 'elsewhere', 'ann'
            FROM numbers CROSS JOIN (SELECT workflow_id, started_at, last_modified_at FROM processes LIMIT 1) one
            """
        );
        _database.Query(
            _database is SqliteTestDatabase
                ? "UPDATE processes SET pid = '00000000-0000-0000-0000-00000000001x' WHERE pid = '00000000-0000-0000-0000-000000000010'"
                : $"UPDATE processes SET started_at = '4000-01-01 00:00:00+00 BC' WHERE pid = {_database.NumberedId("1")}"
        );
    }
}
