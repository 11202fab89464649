using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations.Authorization;

/// <summary>No one changes anything unasked, in whatever way.</summary>
public sealed class AuthorizationTests : IAsyncLifetime
{
    private readonly Guard _guard = new();
    private readonly LineLog _log = new();
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await EngineHost.StartAsync(services: services =>
            services.AddSingleton<IWorkflowAuthorizer>(_guard).AddSingleton<ILoggerProvider>(_log)
        );

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("start", WorkflowAction.Start)]
    [InlineData("answer", WorkflowAction.Resume)]
    [InlineData("retry", WorkflowAction.Retry)]
    [InlineData("skip", WorkflowAction.Skip)]
    [InlineData("abort", WorkflowAction.Abort)]
    [InlineData("delete", WorkflowAction.Delete)]
    [InlineData("note", WorkflowAction.Annotate)]
    [InlineData("call back", WorkflowAction.CallBack)]
    [InlineData("report progress", WorkflowAction.CallBack)]
    [InlineData("start a bulk reconcile", WorkflowAction.Start)]
    [InlineData("pause a bulk reconcile", WorkflowAction.PauseBulk)]
    [InlineData("continue a bulk reconcile", WorkflowAction.PauseBulk)]
    [InlineData("pause a subscription", WorkflowAction.ManageDrift)]
    [InlineData("end the pause of a subscription", WorkflowAction.ManageDrift)]
    [InlineData("set in sync", WorkflowAction.SetInSync)]
    [InlineData("pause the engine", WorkflowAction.PauseEngine)]
    [InlineData("release the engine", WorkflowAction.PauseEngine)]
    [InlineData("create a schedule", WorkflowAction.Start)]
    [InlineData("change a schedule", WorkflowAction.Start)]
    [InlineData("delete a schedule", WorkflowAction.Start)]
    [InlineData("cancel a bulk reconcile", WorkflowAction.Abort)]
    [InlineData("describe a workflow", WorkflowAction.Describe)]
    [InlineData("start once", WorkflowAction.Start)]
    public async Task Every_way_of_changing_something_is_asked_about_refused_to_who_may_not_and_open_to_who_may(
        string way,
        WorkflowAction action
    )
    {
        var change = await PrepareAsync(way);
        var before = Dump();

        await Assert.ThrowsAsync<ForbiddenException>(() => change("bob"));

        Assert.Equal([action], _guard.Asked.Where(static request => request.User == "bob").Select(static request => request.Action));
        Assert.Equal(before, Dump());
        await change("ann");
        Assert.NotEqual(before, Dump());
    }

    [Fact]
    public async Task Who_may_not_retry_is_not_told_whether_there_is_something_to_retry()
    {
        var done = await _host.RunPlainAsync("mop_floor", ProcessStatus.Completed);

        await Assert.ThrowsAsync<ForbiddenException>(() => _host.Processes.ResumeAsync(done.ProcessId, [], "bob"));
        await Assert.ThrowsAsync<ConflictException>(() => _host.Processes.ResumeAsync(done.ProcessId, [], "ann"));
    }

    [Theory]
    [InlineData("answer or retry")]
    [InlineData("skip")]
    [InlineData("abort")]
    [InlineData("delete")]
    [InlineData("note")]
    [InlineData("call back")]
    [InlineData("report progress")]
    [InlineData("pause a bulk reconcile")]
    [InlineData("cancel a bulk reconcile")]
    [InlineData("change a schedule")]
    [InlineData("delete a schedule")]
    [InlineData("pause a subscription")]
    [InlineData("end the pause of a subscription")]
    [InlineData("set in sync")]
    [InlineData("describe a workflow")]
    public async Task Who_may_not_is_refused_before_he_learns_anything_about_the_thing(string way)
    {
        // Completed, of another workflow than the one that is asked for, and not a task: everything but a note and an abort is a conflict
        // or not there.
        await _host.CreateThingAsync();
        var process = (await _host.Processes.SearchAsync(new([], [], 0, 1))).Items.Single().ProcessId;
        foreach (var id in new[] { process, Guid.NewGuid() })
        {
            await Assert.ThrowsAsync<ForbiddenException>(() => ChangeAsync(way, id, "bob"));
        }

        var told = await Record.ExceptionAsync(() => ChangeAsync(way, Guid.NewGuid(), "ann"));
        Assert.IsType<NotFoundException>(told);
    }

    [Fact]
    public async Task Each_decision_about_a_change_is_logged_with_who_is_signed_in_and_who_is_recorded()
    {
        var done = (await _host.RunPlainAsync("mop_floor", ProcessStatus.Completed)).ProcessId;

        await _host.Processes.SetNoteAsync(done, "Looked at.", new Caller("ann") { AuthenticatedName = "mallory" });
        await Assert.ThrowsAsync<ForbiddenException>(() =>
            _host.Processes.DeleteAsync(done, new Caller("ann") { AuthenticatedName = "bob" })
        );

        Assert.Contains(
            $"User 'mallory', recorded as 'ann', is allowed to Annotate (workflow mop_floor, process {done}, subscription (null))",
            _log.Lines
        );
        Assert.Contains(
            $"User 'bob', recorded as 'ann', is not allowed to Delete (workflow mop_floor, process {done}, subscription (null))",
            _log.Lines
        );
    }

    [Fact]
    public async Task A_bulk_reconcile_is_asked_about_before_its_search_is_done()
    {
        var bulk = _host.Services.GetRequiredService<IBulkReconciles>();

        await Assert.ThrowsAsync<ForbiddenException>(() => bulk.StartAsync("finds:nothing", concurrency: 0, "bob"));
        await Assert.ThrowsAsync<ForbiddenException>(() => bulk.StartAsync(BulkSelection.OfProduct("no product"), concurrency: 0, "bob"));
        await Assert.ThrowsAsync<InvalidRequestException>(() => bulk.StartAsync("finds:nothing", concurrency: 1, "ann"));
    }

    [Fact]
    public async Task Who_retries_all_tasks_retries_those_that_he_may_and_hears_how_many_those_were()
    {
        _host.External.FailNext(new InvalidOperationException("Down."), new InvalidOperationException("Down."));
        var guarded = await _host.RunPlainAsync("work_under_policies", ProcessStatus.Failed);
        var open = await _host.RunPlainAsync("mop_floor", ProcessStatus.Failed);
        _guard.ForbiddenPolicy = "menders";

        Assert.Equal(1, await _host.Processes.ResumeAllAsync("ann"));

        await _host.WaitAsync(open.ProcessId, ProcessStatus.Completed);
        Assert.Equal(ProcessStatus.Failed, (await _host.Processes.GetAsync(guarded.ProcessId)).Status);
    }

    [Fact]
    public async Task An_authorizer_is_told_which_process_or_which_subscription_it_is_about()
    {
        var thing = await _host.CreateThingAsync();
        var process = (await _host.Processes.SearchAsync(new([], [], 0, 1))).Items.Single().ProcessId;
        await _host.Processes.SetNoteAsync(process, "Done.", "ann");
        await _host.Services.GetRequiredService<ISubscriptionDirectory>().SetInSyncAsync(thing, "ann");

        Assert.Equal(
            [
                new(WorkflowAction.Annotate, "create_thing", Target.Create, StepId: null, "ann") { ProcessId = process },
                new(WorkflowAction.SetInSync, WorkflowName: null, Target: null, StepId: null, "ann") { SubscriptionId = thing },
            ],
            _guard.Asked.Where(static request => request.User == "ann")
        );
    }

    private Task ChangeAsync(string way, Guid id, string user)
    {
        var services = _host.Services;
        return way switch
        {
            "answer or retry" => _host.Processes.ResumeAsync(id, [], user),
            "skip" => _host.Processes.SkipAsync(id, "Not needed.", user),
            "abort" => _host.Processes.AbortAsync(id, user),
            "delete" => _host.Processes.DeleteAsync(id, user),
            "note" => _host.Processes.SetNoteAsync(id, "Looked at.", user),
            "call back" => services.GetRequiredService<ICallbacks>().AcceptAsync(id, "token", EngineHost.Page(new { }), user),
            "report progress" => services.GetRequiredService<ICallbacks>().ReportProgressAsync(id, "token", EngineHost.Page(new { }), user),
            "pause a bulk reconcile" => services.GetRequiredService<IBulkReconciles>().SetPausedAsync(id, paused: true, user),
            "cancel a bulk reconcile" => services.GetRequiredService<IBulkReconciles>().CancelAsync(id, user),
            "change a schedule" => services.GetRequiredService<ISchedules>().UpdateAsync(id, "Mop", trigger: null, user),
            "delete a schedule" => services.GetRequiredService<ISchedules>().DeleteAsync(id, user),
            "pause a subscription" => services
                .GetRequiredService<IDriftPauses>()
                .PauseAsync(DriftPauseTarget.OfSubscription(id), "Moved.", until: null, user),
            "end the pause of a subscription" => services
                .GetRequiredService<IDriftPauses>()
                .EndAsync(DriftPauseTarget.OfSubscription(id), user),
            "set in sync" => services.GetRequiredService<ISubscriptionDirectory>().SetInSyncAsync(id, user),
            "describe a workflow" => services.GetRequiredService<IWorkflowDirectory>().DescribeAsync(id, "Change it", user),
            _ => throw new ArgumentOutOfRangeException(nameof(way), way, null),
        };
    }

    /// <summary>Makes what can be changed in a way, and gives the change.</summary>
    private async Task<Func<string, Task>> PrepareAsync(string way)
    {
        var processes = _host.Processes;
        var callbacks = _host.Services.GetRequiredService<ICallbacks>();
        var bulk = _host.Services.GetRequiredService<IBulkReconciles>();
        var engine = _host.Services.GetRequiredService<IEngineControl>();
        var schedules = _host.Services.GetRequiredService<ISchedules>();
        var never = ScheduleTrigger.Once(DateTimeOffset.UtcNow.AddYears(1));
        switch (way)
        {
            case "start":
                return user => processes.StartAsync("mop_floor", [EngineHost.Page(new { })], user);
            case "start once":
                return user => processes.StartOnceAsync("mop_floor", [EngineHost.Page(new { })], user, "key");
            case "describe a workflow":
                var workflow = Guid.Parse(_host.Database.Query("SELECT workflow_id FROM workflows WHERE name = 'modify_thing'").Single());
                return user => _host.Services.GetRequiredService<IWorkflowDirectory>().DescribeAsync(workflow, "Change it", user);
            case "cancel a bulk reconcile":
                await _host.CreateThingAsync();
                _host.External.Hold();
                var running = await bulk.StartAsync("", concurrency: 1, "test");
                await _host.External.Entered;
                await _host.WaitAsync(running, ProcessStatus.Waiting);
                return user => bulk.CancelAsync(running, user);
            case "answer":
                var asking = (await _host.RunPlainAsync("ask_then_call_back", ProcessStatus.Suspended)).ProcessId;
                return user => processes.ResumeAsync(asking, [EngineHost.Page(new { answer = 1 })], user);
            case "retry" or "skip" or "abort" or "delete" or "note":
                _host.External.FailNext(new InvalidOperationException("Down."));
                var failed = (await _host.RunPlainAsync("mop_floor", ProcessStatus.Failed)).ProcessId;
                return way switch
                {
                    "retry" => user => processes.ResumeAsync(failed, [], user),
                    "skip" => user => processes.SkipAsync(failed, "Not needed.", user),
                    "abort" => user => processes.AbortAsync(failed, user),
                    "delete" => user => processes.DeleteAsync(failed, user),
                    _ => user => processes.SetNoteAsync(failed, "Looked at.", user),
                };
            case "call back" or "report progress":
                var waiting = await _host.RunPlainAsync("call_back", ProcessStatus.AwaitingCallback);
                var token = waiting.CurrentState.Get<string>("callback_route").Split('/')[^1];
                var said = EngineHost.Page(new { colour = "red" });
                return way == "call back"
                    ? user => callbacks.AcceptAsync(waiting.ProcessId, token, said, user)
                    : user => callbacks.ReportProgressAsync(waiting.ProcessId, token, said, user);
            case "start a bulk reconcile" or "pause a bulk reconcile" or "continue a bulk reconcile":
                await _host.CreateThingAsync();
                if (way.StartsWith("start", StringComparison.Ordinal))
                {
                    return user => bulk.StartAsync("", concurrency: 1, user);
                }

                var done = await bulk.StartAsync("", concurrency: 1, "test");
                await _host.WaitAsync(done, ProcessStatus.Completed);
                var pauses = way.StartsWith("pause", StringComparison.Ordinal);
                await bulk.SetPausedAsync(done, !pauses, "test");
                return user => bulk.SetPausedAsync(done, pauses, user);
            case "pause a subscription" or "end the pause of a subscription":
                var paused = await _host.CreateThingAsync();
                if (way.StartsWith("end", StringComparison.Ordinal))
                {
                    await ChangeAsync("pause a subscription", paused, "test");
                }

                return user => ChangeAsync(way, paused, user);
            case "set in sync":
                var thing = await _host.CreateThingAsync();
                _host.Database.Query("UPDATE subscriptions SET insync = FALSE");
                return user => _host.Services.GetRequiredService<ISubscriptionDirectory>().SetInSyncAsync(thing, user);
            case "pause the engine":
                return user => engine.PauseAsync(user);
            case "release the engine":
                await engine.PauseAsync("test");
                return user => engine.ResumeAsync(user);
            case "create a schedule":
                return user => schedules.CreateAsync("mop_floor", "Mop", never, [], user);
            case "change a schedule" or "delete a schedule":
                var schedule = await schedules.CreateAsync("mop_floor", "Mop", never, [], "test");
                return way.StartsWith("change", StringComparison.Ordinal)
                    ? user => schedules.UpdateAsync(schedule, "Mop it all", trigger: null, user)
                    : user => schedules.DeleteAsync(schedule, user);
            default:
                throw new ArgumentOutOfRangeException(nameof(way), way, null);
        }
    }

    /// <summary>What any of the changes changes. A bulk reconcile under way waits and runs in turn, whatever anyone does.</summary>
    private IReadOnlyList<string> Dump() =>
        [
            .. _host.Database.Query(
                "SELECT pid, CASE last_status WHEN 'waiting' THEN 'running' ELSE last_status END, note FROM processes ORDER BY pid"
            ),
            .. _host.Database.Query("SELECT state FROM process_steps ORDER BY stepid"),
            .. _host.Database.Query("SELECT insync FROM subscriptions ORDER BY subscription_id"),
            .. _host.Database.Query("SELECT global_lock FROM engine_settings"),
            .. _host.Database.Query("SELECT paused FROM bulk_reconciles ORDER BY pid"),
            .. _host.Database.Query("SELECT name FROM schedules ORDER BY name"),
            .. _host.Database.Query("SELECT reason FROM drift_pauses"),
            .. _host.Database.Query("SELECT description FROM workflows ORDER BY name"),
        ];

    /// <summary>Keeps what is logged.</summary>
    private sealed class LineLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => _lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
            // Nothing to let go.
        }
    }

    /// <summary>Lets Bob do nothing, and remembers who asked for what.</summary>
    private sealed class Guard : IWorkflowAuthorizer
    {
        private readonly ConcurrentQueue<WorkflowAuthorization> _asked = new();

        public string? ForbiddenPolicy { get; set; }

        public IReadOnlyCollection<WorkflowAuthorization> Asked => _asked;

        public ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default)
        {
            _asked.Enqueue(request);
            return ValueTask.FromResult(request.User != "bob" && (request.Policy is null || request.Policy != ForbiddenPolicy));
        }
    }
}
