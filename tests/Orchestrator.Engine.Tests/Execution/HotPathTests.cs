using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Execution;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution;

/// <summary>What a step costs, as decision 0018 says it, counted where the database itself executes and commits.</summary>
public sealed class HotPathTests : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.New();
    private readonly StatementLog _statements;
    private readonly Marks _marks;
    private CommitLog _commits = null!;
    private EngineHost _host = null!;

    public HotPathTests()
    {
        _statements = _database.LogStatements();
        _marks = new(() => EngineStatements.Count);
    }

    /// <summary>Two, because a file changes one table with a statement; one where a server can change several at once.</summary>
    private int StatementsPerStep => IsFile ? 2 : 1;

    private bool IsFile => _database is SqliteTestDatabase;

    private IReadOnlyList<string> EngineStatements => [.. _statements.Statements.Where(static sql => !IsOthers(sql))];

    public async ValueTask InitializeAsync()
    {
        // The clock stands still, so that nothing happens but what the process does.
        _host = await EngineHost.StartAsync(
            _database,
            services: services =>
            {
                services.AddSingleton<IBeat>(_marks);
                _statements.Attach(services);
                _commits = _database.CountCommits(services);
            },
            time: new FakeTimeProvider(DateTimeOffset.UtcNow)
        );
        await RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task A_step_is_one_commit_and_a_process_has_one_more()
    {
        var before = _commits.Count;

        await RunAsync();

        // Its start, Start, the five, Done.
        Assert.Equal(8, _commits.Count - before);
    }

    [Fact]
    public async Task A_reconcile_of_one_step_is_nine_commits_and_a_file_has_one_more_for_its_index()
    {
        var thing = await _host.CreateThingAsync();
        await ReconcileAsync();
        var before = _commits.Count;

        await ReconcileAsync();

        // Its start, Start, the relation, Lock, the one, Unlock, both refresh steps, Done.
        Assert.Equal(IsFile ? 10 : 9, _commits.Count - before);
        async Task ReconcileAsync() => await CompleteAsync(await _host.StartAsync("reconcile_thing", thing));
    }

    [Fact]
    public async Task A_step_that_writes_nothing_itself_is_one_statement_of_a_server_and_two_of_a_file()
    {
        // What a host looks at once after its start, and what a new connection asks, can fall into a run and only adds to it.
        var runs = new List<(int[] Steps, int All)>();
        for (var run = 0; run < 3; run++)
        {
            await RunAsync();
            Assert.Equal(["First", "Second", "Third", "Fourth", "Fifth"], _marks.Seen.Select(static mark => mark.Step));
            runs.Add(
                (
                    [.. _marks.Seen.Zip(_marks.Seen.Skip(1), static (step, next) => next.Statements - step.Statements)],
                    EngineStatements.Count
                )
            );
        }

        Assert.All(Enumerable.Range(0, 4), step => Assert.Equal(StatementsPerStep, runs.Min(run => run.Steps[step])));

        // The start, two that take the process and read it, the seven rows from Start to Done; a file gives the lease back in one of its
        // own, and makes the process, its input and the entry of the audit in three.
        Assert.Equal(1 + 2 + (7 * StatementsPerStep) + (IsFile ? 3 : 0), runs.Min(static run => run.All));
    }

    /// <summary>
    /// The looks of the test itself, transactions (which are counted elsewhere), and what is told to listeners after the commit.
    /// </summary>
    private static bool IsOthers(string sql) =>
        sql.StartsWith("SELECT last_status FROM processes", StringComparison.Ordinal)
        || sql.StartsWith("BEGIN", StringComparison.Ordinal)
        || sql.StartsWith("COMMIT", StringComparison.Ordinal)
        || sql.Contains("pg_notify", StringComparison.Ordinal)
        || sql.Contains("FROM processes_subscriptions", StringComparison.Ordinal);

    private async Task RunAsync()
    {
        _statements.Clear();
        _marks.Clear();
        await CompleteAsync(await _host.Processes.StartAsync("beat_five_times", [EngineHost.Page(new { })], "test"));
    }

    private async Task CompleteAsync(Guid process)
    {
        await EngineHost.UntilAsync(() =>
            Task.FromResult(_database.Query($"SELECT last_status FROM processes WHERE pid = '{process}'") is ["completed"])
        );

        // A driver reports a statement when it is over for the host, which is a little later than for the database.
        await EngineHost.UntilAsync(() => Task.FromResult(_host.Services.GetRequiredService<RunningProcesses>().Ids.Count == 0));
    }

    /// <summary>How many statements there were when each step began.</summary>
    private sealed class Marks(Func<int> count) : IBeat
    {
        private readonly ConcurrentQueue<(string Step, int Statements)> _seen = new();

        internal IReadOnlyList<(string Step, int Statements)> Seen => [.. _seen];

        public void Begin(string step) => _seen.Enqueue((step, count()));

        internal void Clear() => _seen.Clear();
    }
}
