using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkOperations;
using Orchestrator.Forms;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations;

/// <summary>Retrying and aborting all processes that a filter finds, as one task.</summary>
public sealed class BulkOperationTests : IAsyncLifetime
{
    private static readonly FieldFilter[] Failed = [new("is_task", "true"), new("last_status", "failed")];

    private readonly TestDatabase _database = TestDatabase.New();
    private readonly Gate _gate = new();
    private readonly OwnProcessesOnly _scope = new();
    private EngineHost _host = null!;

    private IBulkOperations Operations => Of(_host);

    public async ValueTask InitializeAsync()
    {
        _host = await StartAsync();
        await _host.RunPlainAsync("mop_floor");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task All_that_the_filter_finds_are_retried_in_the_background_and_each_has_who_and_why_in_the_audit()
    {
        Insert("failed", 520);
        Insert("suspended", 1, first: 1_001);
        Assert.Equal(520, await Operations.CountAsync(BulkOperationKind.Retry, Failed, "ann"));
        Assert.Equal(520, await Operations.CountAsync(BulkOperationKind.Retry, [new("is_task", "true")], "ann"));

        var id = await Operations.StartAsync(BulkOperationKind.Retry, Failed, "The switch is back.", "ann");
        await _host.WaitAsync(id, ProcessStatus.Completed);

        var done = await Operations.GetAsync(id, "ann");
        Assert.Equal(new BulkOperationCounts(Found: 520, Done: 520, Refused: 0), done.Counts);
        Assert.Equal((BulkOperationKind.Retry, "The switch is back.", "ann"), (done.Kind, done.Reason, done.StartedBy));
        Assert.Equal(Failed, done.Filters);
        Assert.Equal(["resumed|1|ann|520", "suspended|0|ann|1"], CountElsewhere("last_status, is_background, run_as"));
        Assert.Equal(
            ["retry_process|ann|The switch is back.|520"],
            _database.Query(
                "SELECT action, authenticated_name, reason, count(*) FROM audit_entries WHERE action = 'retry_process' "
                    + "GROUP BY action, authenticated_name, reason"
            )
        );
    }

    [Fact]
    public async Task One_that_cannot_be_retried_says_why_and_stops_no_other()
    {
        Insert("failed", 8);
        var (forbidden, thrown, gone, unreadable, ended) = (IdOf(1), IdOf(2), IdOf(3), IdOf(4), IdOf(5));
        _gate.Answers[forbidden] = static () => false;
        _gate.Answers[thrown] = static () => throw new TimeoutException("The directory does not answer.");
        _gate.Answers[gone] = () => _database.Query($"DELETE FROM processes WHERE pid = '{gone}'").Count == 0;
        _gate.Answers[ended] = () => _database.Query($"UPDATE processes SET last_status = 'completed' WHERE pid = '{ended}'").Count == 0;
        _database.Query(
            $"""
            INSERT INTO process_steps (stepid, pid, name, status, state, started_at, completed_at)
            SELECT '{Guid.NewGuid()}', '{unreadable}', 'Start', 'success', '7', started_at, started_at FROM processes
            WHERE pid = '{unreadable}'
            """
        );

        var id = await Operations.StartAsync(BulkOperationKind.Retry, Failed, "again", "ann");
        await _host.WaitAsync(id, ProcessStatus.Completed);

        var found = await Operations.GetAsync(id);
        Assert.Equal(new BulkOperationCounts(Found: 8, Done: 3, Refused: 5), found.Counts);
        Assert.Equal([forbidden, thrown, gone, unreadable, ended], found.Refusals.Select(static refusal => refusal.ProcessId));
        Assert.All(found.Refusals, static refusal => Assert.NotEmpty(refusal.Reason));
        Assert.Contains("The directory does not answer.", found.Refusals[1].Reason, StringComparison.Ordinal);
        Assert.Contains("cannot be read", found.Refusals[3].Reason, StringComparison.Ordinal);
        Assert.Equal(["completed|1", "failed|3", "resumed|3"], CountElsewhere("last_status"));
    }

    [Fact]
    public async Task One_that_has_ended_before_its_turn_says_so()
    {
        Insert("failed", 3);
        _gate.Answers[IdOf(1)] = () =>
            _database.Query($"UPDATE processes SET last_status = 'completed' WHERE pid = '{IdOf(2)}'").Count == 0;
        var retried = await Operations.StartAsync(BulkOperationKind.Retry, Failed, "again", "ann");
        await _host.WaitAsync(retried, ProcessStatus.Completed);
        Insert("suspended", 3, first: 11);
        _gate.Answers[IdOf(11)] = () =>
            _database.Query($"UPDATE processes SET last_status = 'aborted' WHERE pid = '{IdOf(12)}'").Count == 0;
        var waits = new FieldFilter("last_status", "suspended");

        var aborted = await Operations.StartAsync(BulkOperationKind.Abort, [waits], "again", "ann");
        await _host.WaitAsync(aborted, ProcessStatus.Completed);

        Assert.Equal(
            $"Process {IdOf(2)} is completed by now, so there is nothing to retry.",
            Assert.Single((await Operations.GetAsync(retried)).Refusals).Reason
        );
        Assert.Equal(
            $"Process {IdOf(12)} has ended by now, so there is nothing to abort.",
            Assert.Single((await Operations.GetAsync(aborted)).Refusals).Reason
        );
        Assert.Equal(["aborted|3", "completed|1", "resumed|2"], CountElsewhere("last_status"));
    }

    [Fact]
    public async Task Refusals_are_bounded_in_number_and_length()
    {
        Insert("failed", 1_001);
        var reason = new string('x', 3_000);
        _gate.Otherwise = () => throw new TimeoutException(reason);

        var id = await Operations.StartAsync(BulkOperationKind.Retry, Failed, "again", "ann");
        await _host.WaitAsync(id, ProcessStatus.Completed);

        var done = await Operations.GetAsync(id);
        Assert.Equal(new BulkOperationCounts(Found: 1_001, Done: 0, Refused: 1_001), done.Counts);
        Assert.Equal(Enumerable.Range(1, 1_000).Select(IdOf), done.Refusals.Select(static refusal => refusal.ProcessId));
        Assert.All(done.Refusals, static refusal => Assert.Equal(Limits.MaxRejectionLength, refusal.Reason.Length));
    }

    [Theory]
    [InlineData(BulkOperationKind.Retry, "resumed")]
    [InlineData(BulkOperationKind.Abort, "aborted")]
    public async Task Each_process_that_is_changed_is_published(BulkOperationKind kind, string status)
    {
        Insert("failed", 3);
        using var changes = _host.Services.GetRequiredService<IChangeFeed>().Subscribe();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var missing = Enumerable.Range(1, 3).Select(IdOf).ToHashSet();

        await _host.WaitAsync(await Operations.StartAsync(kind, Failed, "again", "ann"), ProcessStatus.Completed);

        await foreach (var change in changes.ReadAllAsync(deadline.Token))
        {
            missing.Remove(change.Id ?? Guid.Empty);
            if (missing.Count == 0)
            {
                break;
            }
        }

        Assert.Empty(missing);
        Assert.Equal([$"{status}|3"], CountElsewhere("last_status"));
    }

    [Fact]
    public async Task What_is_retried_runs_at_once_where_this_host_serves_its_queue()
    {
        await _host.StopAsync();
        await using var host = await StartAsync(static options => options.RecoveryInterval = TimeSpan.FromHours(1));
        Insert("failed", 2);
        _database.Query("UPDATE processes SET queue = 'tasks' WHERE queue = 'elsewhere'");

        await host.WaitAsync(await Of(host).StartAsync(BulkOperationKind.Retry, Failed, "again", "ann"), ProcessStatus.Completed);

        await host.WaitAsync(IdOf(1), ProcessStatus.Completed);
        await host.WaitAsync(IdOf(2), ProcessStatus.Completed);
    }

    [Fact]
    public async Task A_task_whose_state_cannot_be_read_is_shown_without_what_it_was_asked()
    {
        Insert("failed", 1);
        var id = await Operations.StartAsync(BulkOperationKind.Retry, Failed, "again", "ann");
        await _host.WaitAsync(id, ProcessStatus.Completed);

        _database.Query($"UPDATE process_steps SET state = '{{}}' WHERE pid = '{id}'");

        var shown = await Operations.GetAsync(id);
        Assert.Equal((0, "", 1), (shown.Filters.Count, shown.Reason, shown.Counts.Done));
    }

    [Fact]
    public async Task The_next_host_continues_where_one_has_stopped_and_retries_none_twice()
    {
        Insert("failed", 20);
        var stands = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _gate.Before = async (asked, token) =>
        {
            if (asked == 6)
            {
                stands.SetResult();
                await Task.Delay(Timeout.Infinite, token);
            }
        };
        var id = await Operations.StartAsync(BulkOperationKind.Retry, Failed, "again", "ann");
        await stands.Task;
        await _host.StopAsync();
        var before = CountElsewhere("last_status");

        _gate.Before = static (_, _) => Task.CompletedTask;
        await using var next = await StartAsync();
        await next.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal(["failed|15", "resumed|5"], before);
        Assert.Equal(new BulkOperationCounts(Found: 20, Done: 20, Refused: 0), (await Of(next).GetAsync(id)).Counts);
        Assert.Equal(["20|20"], _database.Query("SELECT count(*), count(DISTINCT pid) FROM audit_entries WHERE action = 'retry_process'"));
    }

    [Fact]
    public async Task A_task_that_is_aborted_changes_nothing_more_and_keeps_nothing_of_the_one_that_it_is_at()
    {
        Insert("failed", 10);
        var bulk = new TaskCompletionSource<Guid>(TaskCreationOptions.RunContinuationsAsynchronously);
        _gate.Before = async (asked, cancellationToken) =>
        {
            if (asked == 4)
            {
                await _host.Processes.AbortAsync(await bulk.Task, "bob", cancellationToken: cancellationToken);
            }
        };

        bulk.SetResult(await Operations.StartAsync(BulkOperationKind.Retry, Failed, "again", "ann"));
        await _host.WaitAsync(await bulk.Task, ProcessStatus.Aborted);
        await EngineHost.UntilAsync(() => Task.FromResult(_gate.Asked >= 4 && _database.TakesWrites()));
        await _host.StopAsync();

        Assert.Equal(["failed|7", "resumed|3"], CountElsewhere("last_status"));
    }

    [Fact]
    public async Task A_pause_of_the_engine_leaves_the_rest_for_later()
    {
        Insert("failed", 10);
        var control = _host.Services.GetRequiredService<IEngineControl>();
        _gate.Before = async (asked, cancellationToken) =>
        {
            if (asked == 4)
            {
                await control.PauseAsync("bob", cancellationToken: cancellationToken);
            }
        };

        var id = await Operations.StartAsync(BulkOperationKind.Retry, Failed, "again", "ann");
        await EngineHost.UntilAsync(async () =>
            (await Operations.GetAsync(id)).Problem?.Contains("paused", StringComparison.Ordinal) == true
        );

        var paused = await Operations.GetAsync(id);
        Assert.Equal((10, 4, 0), (paused.Counts.Found, paused.Counts.Done, paused.Counts.Refused));
        await control.ResumeAsync("bob");
        await _host.WaitAsync(id, ProcessStatus.Completed);
        Assert.Equal(["resumed|10"], CountElsewhere("last_status"));
    }

    [Fact]
    public async Task What_has_not_ended_is_aborted_but_neither_the_task_itself_nor_what_was_started_after_it()
    {
        Insert("suspended", 3);
        Insert("failed", 2, first: 11);
        Insert("completed", 1, first: 21);
        Insert("suspended", 1, first: 31);
        _database.Query($"UPDATE processes SET started_at = '2999-01-01T00:00:00.000000Z' WHERE pid = '{IdOf(31)}'");

        var id = await Operations.StartAsync(BulkOperationKind.Abort, [new("is_task", "true")], "We start again.", "ann");
        var process = await _host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal(5, process.CurrentState["bulk_operation"].GetProperty("done").GetInt32());
        Assert.Equal(["aborted|5", "completed|1", "suspended|1"], CountElsewhere("last_status"));
        Assert.Equal(["5"], _database.Query("SELECT count(*) FROM process_steps WHERE name = 'User Aborted' AND created_by = 'ann'"));
        Assert.Equal(
            ["5"],
            _database.Query("SELECT count(*) FROM audit_entries WHERE action = 'abort_process' AND reason = 'We start again.'")
        );
    }

    [Fact]
    public async Task What_the_user_does_not_see_is_neither_counted_nor_changed()
    {
        Insert("failed", 2);
        Insert("failed", 3, first: 11, user: "bob");
        _scope.IsOn = true;

        var counted = await Operations.CountAsync(BulkOperationKind.Retry, Failed, "ann");
        var id = await Operations.StartAsync(BulkOperationKind.Retry, Failed, "again", "ann");
        await _host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal((2, 2), (counted, (await Operations.GetAsync(id, "ann")).Counts.Found));
        Assert.Equal(["failed|bob|3", "resumed|ann|2"], CountElsewhere("last_status, run_as"));
        await Assert.ThrowsAsync<NotFoundException>(() => Operations.GetAsync(id, "bob"));
    }

    [Fact]
    public async Task A_value_with_the_characters_that_separate_alternatives_is_a_single_one_when_it_is_said_to_be()
    {
        Insert("failed", 3);
        _database.Query($"UPDATE processes SET created_by = 'ann-lee' WHERE pid = '{IdOf(1)}'");
        _database.Query($"UPDATE processes SET created_by = 'lee' WHERE pid = '{IdOf(2)}'");

        Assert.Equal(1, await Operations.CountAsync(BulkOperationKind.Retry, [new("created_by", "ann-lee") { IsSingle = true }]));
        Assert.Equal(1, await Operations.CountAsync(BulkOperationKind.Retry, [new("created_by", "ann-lee")]));
        var id = await Operations.StartAsync(BulkOperationKind.Retry, [new("created_by", "ann-lee") { IsSingle = true }], "again", "ann");
        await _host.WaitAsync(id, ProcessStatus.Completed);
        Assert.Equal([IdOf(1).ToString()], _database.Query("SELECT pid FROM processes WHERE last_status = 'resumed'"));
    }

    [Theory]
    [InlineData("", "x", "again", "filters")]
    [InlineData("colour", "red", "again", "filters")]
    [InlineData("started_at", "yesterday", "again", "filters")]
    [InlineData("is_task", "true", "  ", "reason")]
    [InlineData("is_task", "true", "", "reason")]
    public async Task Without_a_filter_that_can_be_read_and_a_reason_nothing_is_started(
        string field,
        string value,
        string reason,
        string wrong
    )
    {
        FieldFilter[] filters = field.Length == 0 ? [] : [new(field, value)];

        var refused = await Assert.ThrowsAsync<FormInvalidException>(() =>
            Operations.StartAsync(BulkOperationKind.Abort, filters, reason, "ann")
        );

        Assert.Equal(wrong, Assert.Single(refused.Errors).Location[0]);
        Assert.Empty(_database.Query("SELECT pid FROM bulk_operation_items"));
    }

    [Fact]
    public async Task Who_may_not_start_the_task_starts_none_and_a_key_that_is_repeated_starts_one()
    {
        Insert("failed", 1);
        var first = await Operations.StartAsync(BulkOperationKind.Retry, Failed, "again", "ann", "key");
        Assert.Equal(first, await Operations.StartAsync(BulkOperationKind.Retry, Failed, "again", "ann", "key"));

        _gate.MayStart = false;

        await Assert.ThrowsAsync<ForbiddenException>(() => Operations.StartAsync(BulkOperationKind.Retry, Failed, "again", "ann"));
    }

    private static IBulkOperations Of(EngineHost host) => host.Services.GetRequiredService<IBulkOperations>();

    private static Guid IdOf(int number) => Guid.Parse(FormattableString.Invariant($"00000000-0000-0000-0000-{number:D12}"));

    private Task<EngineHost> StartAsync(Action<OrchestratorOptions>? configure = null) =>
        EngineHost.StartAsync(
            _database,
            configure: configure,
            services: services =>
            {
                services.AddSingleton<IReadAuthorizer>(_scope);
                services.AddSingleton<IWorkflowAuthorizer>(_gate);
            }
        );

    /// <summary>Tasks of a queue that this host does not serve, so that they stay as they are.</summary>
    private void Insert(string status, int count, int first = 1, string user = "ann") =>
        _database.Query(
            $"""
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})
            INSERT INTO processes (pid, workflow_id, is_task, assignee, last_status, started_at, last_modified_at, queue, run_as)
            SELECT {_database.NumberedId(
                $"{first - 1} + n"
            )}, workflow_id, TRUE, 'SYSTEM', '{status}', started_at, last_modified_at, 'elsewhere', '{user}'
            FROM numbers CROSS JOIN (SELECT workflow_id, started_at, last_modified_at FROM processes LIMIT 1) one
            """
        );

    private IReadOnlyList<string> CountElsewhere(string columns) =>
        _database.Query($"SELECT {columns}, count(*) FROM processes WHERE queue = 'elsewhere' GROUP BY {columns} ORDER BY {columns}");

    /// <summary>Decides about retries and aborts as the test says; everything else is allowed.</summary>
    private sealed class Gate : IWorkflowAuthorizer
    {
        private int _asked;

        public ConcurrentDictionary<Guid, Func<bool>> Answers { get; } = [];

        /// <summary>Awaited with how many retries were asked about, this one included.</summary>
        public Func<int, CancellationToken, Task> Before { get; set; } = static (_, _) => Task.CompletedTask;

        public bool MayStart { get; set; } = true;

        /// <summary>What is answered about a process without an answer of its own.</summary>
        public Func<bool> Otherwise { get; set; } = static () => true;

        public int Asked => _asked;

        public async ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default)
        {
            if (request.Action == WorkflowAction.Start)
            {
                return MayStart;
            }

            if (request.Action is not (WorkflowAction.Retry or WorkflowAction.Abort) || request.ProcessId is not { } process)
            {
                return true;
            }

            if (request.Action == WorkflowAction.Retry)
            {
                await Before(Interlocked.Increment(ref _asked), cancellationToken);
            }

            return Answers.GetValueOrDefault(process, Otherwise)();
        }
    }
}
