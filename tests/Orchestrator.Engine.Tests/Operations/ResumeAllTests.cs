using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations;

/// <summary>Retrying all tasks: however many there are, and whatever else retries them meanwhile.</summary>
public sealed class ResumeAllTests : IAsyncLifetime
{
    private const int Many = 1_300;

    private readonly TestDatabase _database = TestDatabase.New();
    private readonly StatementLog _statements;
    private readonly OwnOnly _scope = new();
    private readonly Gate _gate = new();
    private EngineHost _host = null!;

    public ResumeAllTests() => _statements = _database.LogStatements();

    public async ValueTask InitializeAsync()
    {
        _host = await EngineHost.StartAsync(
            _database,
            services: services =>
            {
                _statements.Attach(services);
                services.AddSingleton<IReadAuthorizer>(_scope);
                services.AddSingleton<IWorkflowAuthorizer>(_gate);
            }
        );
        await _host.RunPlainAsync("mop_floor");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task What_is_seen_is_asked_once_for_each_batch_and_what_is_hidden_stays_as_it_is()
    {
        Insert("failed", Many, "ann");
        Insert("failed", 1, "bob", first: Many + 1);
        _statements.Clear();
        var before = _scope.Asked;

        var resumed = await _host.Processes.ResumeAllAsync("ann");

        Assert.Equal(Many, resumed);
        Assert.Equal(1, _scope.Asked - before);
        Assert.InRange(
            _statements.Statements.Count(static sql => sql.Contains("processes_subscriptions vl", StringComparison.Ordinal)),
            1,
            4
        );
        Assert.Equal(["failed|1", $"resumed|{Many}"], CountElsewhere());
        Assert.Equal(1, await _host.Processes.ResumeAllAsync("bob"));
    }

    [Fact]
    public async Task A_pause_meanwhile_leaves_the_later_batches_as_they_are_and_the_number_is_of_those_before()
    {
        Insert("failed", Many, "ann");
        var control = _host.Services.GetRequiredService<IEngineControl>();
        _gate.OnRetry = () => control.PauseAsync("ann");

        var resumed = await _host.Processes.ResumeAllAsync("ann");

        Assert.Equal(500, resumed);
        Assert.Equal([$"failed|{Many - 500}", "resumed|500"], CountElsewhere());
    }

    [Fact]
    public async Task Two_who_retry_all_tasks_and_the_task_that_resumes_what_waits_never_lock_each_other_out()
    {
        for (var round = 0; round < 3; round++)
        {
            Insert("waiting", Many, "ann");

            await Task.WhenAll(
                _host.RunPlainAsync("task_resume_workflows"),
                Task.Run(() => _host.Processes.ResumeAllAsync("ann")),
                Task.Run(() => _host.Processes.ResumeAllAsync("ann"))
            );

            Assert.Equal([$"resumed|{Many}"], CountElsewhere());
            _database.Query("DELETE FROM processes WHERE queue = 'elsewhere'");
        }

        Assert.Equal(0, _database.CountDeadlocks());
    }

    /// <summary>
    /// Tasks of a queue that this host does not serve, so that they stay as they are; the last one comes first in the table.
    /// </summary>
    private void Insert(string status, int count, string user, int first = 1) =>
        _database.Query(
            $"""
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})
            INSERT INTO processes (pid, workflow_id, is_task, assignee, last_status, started_at, last_modified_at, queue, run_as)
            SELECT {_database.NumberedId(
                $"{first + count} - n"
            )}, workflow_id, TRUE, 'SYSTEM', '{status}', started_at, last_modified_at, 'elsewhere', '{user}'
            FROM numbers CROSS JOIN (SELECT workflow_id, started_at, last_modified_at FROM processes LIMIT 1) one
            """
        );

    private IReadOnlyList<string> CountElsewhere() =>
        _database.Query("SELECT last_status, count(*) FROM processes WHERE queue = 'elsewhere' GROUP BY last_status ORDER BY last_status");

    /// <summary>Allows everything, and does something at the first retry.</summary>
    private sealed class Gate : IWorkflowAuthorizer
    {
        private Func<Task>? _onRetry;

        public Func<Task> OnRetry
        {
            set => _onRetry = value;
        }

        public async ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default)
        {
            if (request.Action == WorkflowAction.Retry && Interlocked.Exchange(ref _onRetry, null) is { } act)
            {
                await act();
            }

            return true;
        }
    }

    /// <summary>No customer: a process without a subscription is seen by who runs it.</summary>
    private sealed class OwnOnly : IReadAuthorizer
    {
        private int _asked;

        public int Asked => _asked;

        public ValueTask<CustomerScope> GetScopeAsync(Caller user, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _asked);
            return new(CustomerScope.Only([]));
        }
    }
}
