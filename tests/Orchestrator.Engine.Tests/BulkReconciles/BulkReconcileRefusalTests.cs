using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkReconciles;
using Orchestrator.Forms;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.BulkReconciles;

/// <summary>What stands in the way of one of many starts, or of all of them for a while.</summary>
public sealed class BulkReconcileRefusalTests : IAsyncLifetime
{
    private readonly Gatekeeper _gatekeeper = new();
    private EngineHost _host = null!;

    private IBulkReconciles Bulk => _host.Services.GetRequiredService<IBulkReconciles>();

    private IEngineControl Engine => _host.Services.GetRequiredService<IEngineControl>();

    public async ValueTask InitializeAsync() =>
        _host = await EngineHost.StartAsync(services: services => services.AddSingleton<IStartPrecondition>(_gatekeeper));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_reason_that_is_too_long_is_refused_as_that_of_any_other_action()
    {
        await _host.CreateThingAsync();

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() =>
            Bulk.StartAsync("", 10, "test", reason: new string('x', Limits.MaxReasonLength + 1))
        );

        Assert.Equal("reason_too_long", refused.Code);
    }

    [Theory]
    [InlineData("predicate", "Not at night.")]
    [InlineData("conflict", "It is being replaced.")]
    [InlineData("missing", "It is no longer there.")]
    [InlineData("code", "There is no workflow 'reconcile_something'.")]
    public async Task A_start_that_is_refused_is_counted_with_its_reason_and_the_bulk_continues(string obstacle, string reason)
    {
        var thing = await _host.CreateThingAsync();
        _gatekeeper.OnStart = (_, _) =>
            obstacle switch
            {
                "predicate" => ValueTask.FromResult<string?>(reason),
                "conflict" => throw new ConflictException("thing_is_replaced", reason),
                "missing" => throw new NotFoundException("thing_is_gone", reason),
                _ => ValueTask.FromResult<string?>(null),
            };
        if (obstacle == "code")
        {
            _host.Database.Query("UPDATE workflows SET name = 'reconcile_something' WHERE name = 'reconcile_thing'");
        }

        var id = await Bulk.StartAsync("", concurrency: 2, "ann");

        await _host.WaitAsync(id, ProcessStatus.Completed);
        var bulk = await Bulk.GetAsync(id);
        Assert.Equal(new BulkReconcileCounts(1, 0, 0, 0, 0, Refused: 1), bulk.Counts);
        Assert.Equal(thing, Assert.Single(bulk.Refusals).SubscriptionId);
        Assert.StartsWith(reason, bulk.Refusals[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_is_paused_in_the_middle_lets_a_bulk_wait_and_continue_with_none_refused()
    {
        await _host.CreateThingAsync();
        await _host.CreateThingAsync();
        await _host.CreateThingAsync();
        PauseAtStart(number: 2);

        var id = await Bulk.StartAsync("", concurrency: 10, "ann");
        await _gatekeeper.Paused;
        var waiting = await _host.WaitAsync(id, ProcessStatus.Waiting);
        await EngineHost.UntilAsync(async () => (await Engine.GetStatusAsync()).RunningProcesses == 0);
        var counts = (await Bulk.GetAsync(id)).Counts;
        await Engine.ResumeAsync("test");
        await _host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Contains("of 3 reconciled", waiting.FailedReason, StringComparison.Ordinal);
        Assert.InRange(counts.ToStart, 1, 3);
        Assert.Equal((0, 0), (counts.Failed, counts.Refused));
        Assert.Equal(new BulkReconcileCounts(3, 0, 0, Done: 3, 0, 0), (await Bulk.GetAsync(id)).Counts);
    }

    [Fact]
    public async Task An_engine_that_is_paused_in_the_middle_lets_the_validations_continue_after_the_last_that_was_started()
    {
        await _host.CreateThingAsync();
        await _host.CreateThingAsync();
        await _host.CreateThingAsync();
        PauseAtStart(number: 2);

        var id = await _host.Processes.StartAsync("task_validate_subscriptions", [EngineHost.Page(new { })], "ann");
        await _gatekeeper.Paused;
        var waiting = await _host.WaitAsync(id, ProcessStatus.Waiting);
        await Engine.ResumeAsync("test");
        var task = await _host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal("1 started, 0 refused; the engine is paused", waiting.FailedReason);
        Assert.Equal((3, 0), (task.CurrentState.Get<int>("started_validations"), task.CurrentState.Get<int>("refused_validations")));
        Assert.Equal(
            ["3"],
            _host.Database.Query(
                "SELECT count(*) FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id WHERE w.name = 'validate_thing'"
            )
        );
    }

    [Fact]
    public async Task A_validation_that_a_rule_of_the_application_refuses_is_counted_and_fails_nothing()
    {
        await _host.CreateThingAsync();
        await _host.CreateThingAsync();
        _gatekeeper.OnStart = static (number, _) =>
            number == 1 ? throw new ConflictException("thing_is_replaced", "It is being replaced.") : ValueTask.FromResult<string?>(null);

        var task = await _host.RunPlainAsync("task_validate_subscriptions");

        Assert.Equal((1, 1), (task.CurrentState.Get<int>("started_validations"), task.CurrentState.Get<int>("refused_validations")));
    }

    [Fact]
    public async Task A_subscription_that_is_deleted_meanwhile_is_refused_and_the_bulk_ends()
    {
        var things = await Task.WhenAll(_host.CreateThingAsync(), _host.CreateThingAsync());
        _host.External.Hold();
        var id = await Bulk.StartAsync("", concurrency: 1, "ann");
        await _host.External.Entered;
        var running = Guid.Parse(
            _host.Database.Query("SELECT subscription_id FROM bulk_reconcile_items WHERE reconcile_id IS NOT NULL").Single()
        );
        var deleted = things.Single(thing => thing != running);
        _host.Database.Query(
            $"DELETE FROM processes_subscriptions WHERE subscription_id = '{deleted}'; DELETE FROM subscriptions "
                + $"WHERE subscription_id = '{deleted}'"
        );
        _host.External.Open();

        await _host.WaitAsync(id, ProcessStatus.Completed);
        var bulk = await Bulk.GetAsync(id);
        Assert.Equal(new BulkReconcileCounts(2, 0, 0, Done: 1, 0, Refused: 1), bulk.Counts);
        Assert.Equal((deleted, "It was deleted meanwhile."), (Assert.Single(bulk.Refusals).SubscriptionId, bulk.Refusals[0].Reason));
    }

    [Theory]
    [InlineData("fragrance:rose", "fragrance")]
    [InlineData("thing | -(fragrance:rose)", "fragrance")]
    [InlineData("-insync:perhaps", "perhaps")]
    [InlineData("-status:activ", "activ")]
    [InlineData("101 words", "at most 100 words")]
    public async Task A_query_that_cannot_be_answered_is_refused_at_the_form_so_that_no_worker_takes_it_up(string query, string problem)
    {
        var page = EngineHost.Page(
            new { query = query == "101 words" ? string.Join(' ', Enumerable.Repeat("-a", 101)) : query, concurrency = 1 }
        );

        var refused = await Assert.ThrowsAsync<FormInvalidException>(() =>
            _host.Processes.StartAsync("task_bulk_reconcile", [page], "ann")
        );

        var error = Assert.Single(refused.Errors);
        Assert.Equal("query", error.Location[^1].ToString());
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_paused_before_it_has_begun_begins_paused()
    {
        using var database = TestDatabase.New();
        await using var first = await EngineHost.StartAsync(database, static options => options.Queues["tasks"] = 0);
        await first.CreateThingAsync();
        var bulk = first.Services.GetRequiredService<IBulkReconciles>();
        var id = await bulk.StartAsync("", concurrency: 3, "ann");
        await bulk.SetPausedAsync(id, paused: true, "test");
        var asked = await bulk.GetAsync(id);

        await using var second = await EngineHost.StartAsync(database);
        var waiting = await second.WaitAsync(id, ProcessStatus.Waiting);
        await bulk.SetPausedAsync(id, paused: false, "test");
        await second.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal((ProcessStatus.Created, true, "", 3), (asked.Status, asked.Paused, asked.Query, asked.Concurrency));
        Assert.Equal("0 of 1 reconciled, 0 running, 0 failed, 0 refused; paused", waiting.FailedReason);
        Assert.Equal(1, (await bulk.GetAsync(id)).Counts.Done);
        await Assert.ThrowsAsync<NotFoundException>(() => bulk.SetPausedAsync(Guid.NewGuid(), paused: true, "test"));
        await Assert.ThrowsAsync<NotFoundException>(async () =>
            await bulk.SetPausedAsync(
                (await first.Processes.SearchAsync(new([new("workflowName", "create_thing")], [], 0, 1))).Items.Single().ProcessId,
                paused: true,
                "test"
            )
        );
    }

    [Fact]
    public async Task What_has_failed_or_was_aborted_is_shown_with_its_process_and_the_reason()
    {
        var things = await Task.WhenAll(_host.CreateThingAsync(), _host.CreateThingAsync());
        _host.External.FailNext(new InvalidOperationException("The box is on fire."), new InvalidOperationException("The box is on fire."));
        var id = await Bulk.StartAsync("", concurrency: 1, "ann");
        await _host.WaitAsync(id, ProcessStatus.Completed);
        var failures = (await Bulk.GetAsync(id)).Failures;

        await _host.Processes.AbortAsync(failures[0].ProcessId, "ann");

        Assert.Equal(things.Order(), failures.Select(static failure => failure.SubscriptionId));
        Assert.All(failures, static failure => Assert.Equal("The box is on fire.", failure.Reason));
        Assert.Equal(
            things[0] == failures[0].SubscriptionId ? things[0] : things[1],
            (await _host.Processes.GetAsync(failures[0].ProcessId)).SubscriptionIds.Single()
        );
        Assert.Equal(
            ["It was aborted.", "The box is on fire."],
            (await Bulk.GetAsync(id)).Failures.Select(static failure => failure.Reason)
        );
    }

    /// <summary>Pauses the engine at a start, after the host has looked whether it is paused and before it writes.</summary>
    private void PauseAtStart(int number) =>
        _gatekeeper.OnStart = async (started, cancellationToken) =>
        {
            if (started == number)
            {
                await Engine.PauseAsync("test", cancellationToken: cancellationToken);
                _gatekeeper.SetPaused();
            }

            return null;
        };

    /// <summary>Is asked at every start of a reconcile or a validation.</summary>
    private sealed class Gatekeeper : IStartPrecondition
    {
        private readonly TaskCompletionSource _paused = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _started;

        /// <summary>Gets the number of the start, from 1.</summary>
        public Func<int, CancellationToken, ValueTask<string?>>? OnStart { get; set; }

        public Task Paused => _paused.Task;

        public void SetPaused() => _paused.TrySetResult();

        public async ValueTask<string?> CheckAsync(StartRequest request, CancellationToken cancellationToken) =>
            request.Target is Target.Reconcile or Target.Validate && OnStart is { } decide
                ? await decide(Interlocked.Increment(ref _started), cancellationToken)
                : null;
    }
}
