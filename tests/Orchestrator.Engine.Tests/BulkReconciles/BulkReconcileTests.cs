using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkReconciles;
using Orchestrator.Forms;
using Orchestrator.Notifications;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.BulkReconciles;

public sealed class BulkReconcileTests : IAsyncLifetime
{
    private EngineHost _host = null!;

    private IBulkReconciles Bulk => _host.Services.GetRequiredService<IBulkReconciles>();

    public async ValueTask InitializeAsync() =>
        _host = await EngineHost.StartAsync(configure: static options => options.Queues["reconcile"] = 3);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Every_subscription_is_reconciled_once_and_the_task_says_how_many()
    {
        var things = await CreateAsync(12);

        var id = await Bulk.StartAsync("""product_name:"thing" """, concurrency: 4, "ann");

        var process = await _host.WaitAsync(id, ProcessStatus.Completed);
        Assert.Equal(new BulkReconcileCounts(12, 0, 0, Done: 12, 0, 0), (await Bulk.GetAsync(id)).Counts);
        Assert.Equal(things.Order(), Reconciled().Order());
        Assert.True(process.IsTask);
        Assert.Equal(
            ["Start Success", "Select subscriptions Success", "Reconcile subscriptions Success", "Done Complete"],
            process.Steps.Select(static step => $"{step.Name} {step.Status}")
        );
        Assert.Equal(
            ["12"],
            _host.Database.Query(
                "SELECT count(*) FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id "
                    + "WHERE w.name = 'reconcile_thing' AND p.created_by = 'ann'"
            )
        );
    }

    [Fact]
    public async Task What_cannot_be_reconciled_is_counted_with_the_reason_and_what_fails_as_failed()
    {
        var things = await CreateAsync(3);
        _host.Database.Query(
            $"UPDATE subscriptions SET insync = FALSE WHERE subscription_id = '{things[0]}'; UPDATE subscriptions "
                + $"SET status = 'provisioning' WHERE subscription_id = '{things[1]}'"
        );
        _host.External.FailNext(new InvalidOperationException("down"));

        var id = await Bulk.StartAsync("", concurrency: 10, "ann");

        await _host.WaitAsync(id, ProcessStatus.Completed);
        var bulk = await Bulk.GetAsync(id);
        Assert.Equal(new BulkReconcileCounts(3, 0, 0, 0, Failed: 1, Refused: 2), bulk.Counts);
        Assert.Contains(
            "not in sync",
            bulk.Refusals.Single(refusal => refusal.SubscriptionId == things[0]).Reason,
            StringComparison.Ordinal
        );
        Assert.Contains("status", bulk.Refusals.Single(refusal => refusal.SubscriptionId == things[1]).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_shown_as_of_one_moment_also_while_it_runs()
    {
        const int count = 30;
        await CreateAsync(count);
        _host.External.FailNext([.. Enumerable.Range(0, count).Select(static number => new InvalidOperationException($"down {number}"))]);

        var id = await Bulk.StartAsync("", concurrency: 3, "ann");

        var shown = await Bulk.GetAsync(id);
        await EngineHost.UntilAsync(async () =>
        {
            shown = await Bulk.GetAsync(id);
            Assert.Equal((shown.Counts.Failed, shown.Counts.Refused), (shown.Failures.Count, shown.Refusals.Count));
            Assert.True(shown.Status != ProcessStatus.Completed || shown.Counts is { Total: count, ToStart: 0, Running: 0 });
            return shown.Status == ProcessStatus.Completed;
        });
        Assert.Equal(count, shown.Failures.Count);
    }

    [Fact]
    public async Task No_more_run_at_once_than_were_asked_for_and_a_create_does_not_wait_for_them()
    {
        await CreateAsync(6);
        var product = _host.ProductId();
        _host.External.Hold();

        var id = await Bulk.StartAsync("", concurrency: 2, "ann");
        await _host.External.Entered;
        await EngineHost.UntilAsync(async () => (await Bulk.GetAsync(id)).Counts.Running == 2);

        var create = await _host.Processes.StartAsync(
            "create_thing",
            [EngineHost.Page(new { product }), EngineHost.Page(new { size = 1 })],
            "test"
        );
        await EngineHost.UntilAsync(async () =>
            (await _host.Processes.GetAsync(create)).LastStep == "Create Process Subscription relation"
        );
        Assert.Equal(4, (await Bulk.GetAsync(id)).Counts.ToStart);
        var waiting = await _host.WaitAsync(id, ProcessStatus.Waiting);
        Assert.Equal("0 of 6 reconciled, 2 running, 0 failed, 0 refused", waiting.FailedReason);
        Assert.Equal(3, waiting.Steps.Count(static step => step.Status is not null));

        _host.External.Open();
        await _host.WaitAsync(id, ProcessStatus.Completed);
        await _host.WaitAsync(create, ProcessStatus.Completed);
    }

    [Fact]
    public async Task A_paused_one_starts_nothing_until_it_is_resumed_and_an_aborted_one_starts_nothing_more()
    {
        await CreateAsync(4);
        _host.External.Hold();
        var id = await Bulk.StartAsync("", concurrency: 1, "ann");
        await _host.External.Entered;
        await Bulk.SetPausedAsync(id, paused: true, "test");
        _host.External.Open();
        await EngineHost.UntilAsync(async () =>
            (await _host.Processes.GetAsync(id)).FailedReason == "1 of 4 reconciled, 0 running, 0 failed, 0 refused; paused"
        );

        _host.External.Hold();
        await Bulk.SetPausedAsync(id, paused: false, "test");
        await _host.External.Entered;
        await _host.Processes.AbortAsync(id, "ann");
        _host.External.Open();

        await EngineHost.UntilAsync(async () => (await Bulk.GetAsync(id)).Counts is { Done: 2, Running: 0 });
        Assert.Equal(ProcessStatus.Aborted, (await _host.Processes.GetAsync(id)).Status);
        Assert.Equal(2, (await Bulk.GetAsync(id)).Counts.ToStart);
    }

    [Fact]
    public async Task It_continues_on_the_next_host_and_reconciles_none_twice()
    {
        using var database = TestDatabase.New();
        Guid id;
        Guid[] things;
        await using (var first = await EngineHost.StartAsync(database))
        {
            things = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => first.CreateThingAsync()));
            first.External.Hold(heedsCancellation: true);
            id = await first.Services.GetRequiredService<IBulkReconciles>().StartAsync("", concurrency: 2, "ann");
            await first.External.Entered;
            await first.StopAsync();
        }

        await using var next = await EngineHost.StartAsync(database);
        await next.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal(
            new BulkReconcileCounts(5, 0, 0, Done: 5, 0, 0),
            (await next.Services.GetRequiredService<IBulkReconciles>().GetAsync(id)).Counts
        );
        Assert.Equal(things.Order(), next.External.Calls.Select(static call => call.SubscriptionId).Order());
    }

    [Theory]
    [InlineData("status:terminated", 1, "bulk_selects_nothing")]
    [InlineData("fragrance:rose", 1, "search_query_invalid")]
    [InlineData("-drift:perhaps", 1, "search_query_invalid")]
    [InlineData("", 0, "bulk_concurrency_invalid")]
    [InlineData("", 1_001, "bulk_concurrency_invalid")]
    public async Task A_selection_that_makes_no_sense_is_refused_and_leaves_no_process(string query, int concurrency, string code)
    {
        Assert.Equal(code, (await Assert.ThrowsAsync<InvalidRequestException>(() => Bulk.StartAsync(query, concurrency, "ann"))).Code);
        Assert.Equal(["0"], _host.Database.Query("SELECT count(*) FROM processes"));
    }

    [Fact]
    public async Task Subscriptions_that_are_named_one_by_one_are_reconciled_and_no_others()
    {
        var things = await CreateAsync(6);

        var id = await Bulk.StartAsync(BulkSelection.OfSubscriptions([things[0], things[3], things[0], Guid.NewGuid()]), 4, "ann");
        await _host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal(new[] { things[0], things[3] }.Order(), Reconciled().Order());
        var bulk = await Bulk.GetAsync(id);
        Assert.Equal(("", 2, 3), (bulk.Query, bulk.Counts.Done, bulk.SubscriptionIds!.Count));
        Assert.Contains(things[3], bulk.SubscriptionIds);
        Assert.Empty(bulk.ExceptSubscriptionIds);
    }

    [Fact]
    public async Task Subscriptions_that_are_left_out_are_not_reconciled_and_a_search_narrows_those_that_are_named()
    {
        var things = await CreateAsync(5);
        var selection = BulkSelection.OfQuery($"-subscription_id:{things[4]}") with
        {
            SubscriptionIds = [things[0], things[1], things[4]],
            ExceptSubscriptionIds = [things[1]],
        };

        var narrowed = await Bulk.StartAsync(selection, 4, "ann");
        await _host.WaitAsync(narrowed, ProcessStatus.Completed);
        Assert.Equal([things[0]], Reconciled());

        var rest = await Bulk.StartAsync(BulkSelection.OfProduct("thing") with { ExceptSubscriptionIds = [things[0]] }, 4, "ann");
        await _host.WaitAsync(rest, ProcessStatus.Completed);

        Assert.Equal(things.Order(), Reconciled().Order());
        Assert.Equal([things[0]], (await Bulk.GetAsync(rest)).ExceptSubscriptionIds);
    }

    [Theory]
    [InlineData(0, 0, "bulk_selects_nothing", "The list of subscriptions is empty. Name at least one")]
    [InlineData(3, 0, "bulk_selects_nothing", "Of the 3 named subscriptions, the search '' finds no subscription in use")]
    [InlineData(1_001, 0, "bulk_names_too_many", "1001 subscriptions are named. Name at most 1000, or select them with a search.")]
    [InlineData(null, 1_001, "bulk_names_too_many", "1001 subscriptions are named.")]
    public async Task Named_subscriptions_that_make_no_sense_are_refused_and_leave_no_process(
        int? only,
        int except,
        string code,
        string message
    )
    {
        static Guid[] Ids(int count) => [.. Enumerable.Range(0, count).Select(static _ => Guid.NewGuid())];
        var selection = BulkSelection.OfQuery("") with
        {
            SubscriptionIds = only is { } count ? Ids(count) : null,
            ExceptSubscriptionIds = Ids(except),
        };

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => Bulk.StartAsync(selection, 4, "ann"));

        Assert.Equal(code, refused.Code);
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
        Assert.Equal(["0"], _host.Database.Query("SELECT count(*) FROM processes"));
    }

    [Fact]
    public async Task A_brake_is_published_once_it_is_pulled()
    {
        await CreateAsync(3);
        _host.External.FailNext(new InvalidOperationException("down"));
        using var changes = _host.Services.GetRequiredService<IChangeFeed>().Subscribe();
        var id = await Bulk.StartAsync("", concurrency: 1, "ann", brakes: new() { Canary = 1 });
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));

        // Pages list what is paused when the counts change.
        await foreach (var change in changes.ReadAllAsync(deadline.Token))
        {
            if (change.Kind == ChangeKind.ProcessCounts && (await Bulk.GetAsync(id)).Pause is { Brake: "canary" })
            {
                return;
            }
        }

        Assert.Fail("The changes were lost.");
    }

    [Fact]
    public async Task A_product_without_a_reconcile_workflow_is_refused_with_those_that_have_one()
    {
        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => Bulk.StartAsync(BulkSelection.OfProduct("gauge"), 5, "ann"));

        Assert.Equal("bulk_selects_nothing", refused.Code);
        Assert.StartsWith("There is no product 'gauge' that has a reconcile workflow. ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_task_started_as_any_workflow_asks_what_to_reconcile()
    {
        await CreateAsync(2);

        var refused = await Assert.ThrowsAsync<FormInvalidException>(() =>
            _host.RunPlainAsync("task_bulk_reconcile", [new { concurrency = 0 }])
        );
        var all = await _host.RunPlainAsync("task_bulk_reconcile", [new { query = "", concurrency = 5 }]);
        var none = await _host.RunPlainAsync("task_bulk_reconcile", [new { query = "nothing" }]);
        var empty = await Assert.ThrowsAsync<FormInvalidException>(() =>
            _host.RunPlainAsync("task_bulk_reconcile", [new { subscription_ids = Array.Empty<Guid>() }])
        );

        Assert.Equal("subscription_ids", Assert.Single(empty.Errors).Location.Single());
        Assert.Equal("concurrency", Assert.Single(refused.Errors).Location.Single());
        Assert.Equal(2, (await Bulk.GetAsync(all.ProcessId)).Counts.Done);
        Assert.Equal(0, (await Bulk.GetAsync(none.ProcessId)).Counts.Total);
        await Assert.ThrowsAsync<NotFoundException>(async () => await Bulk.GetAsync((await _host.RunPlainAsync("mop_floor")).ProcessId));
    }

    private async Task<Guid[]> CreateAsync(int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => _host.CreateThingAsync()));

    // The first call of each thing is that of its create workflow.
    private IEnumerable<Guid> Reconciled() =>
        _host
            .External.Calls.GroupBy(static call => call.SubscriptionId)
            .SelectMany(static calls => calls.Skip(1).Select(static call => call.SubscriptionId));
}
