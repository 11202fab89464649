using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkChecks;
using Orchestrator.BulkReconciles;
using Orchestrator.Processes;
using Orchestrator.Storage.Schema;
using Orchestrator.Tests.Drift;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.BulkChecks;

public sealed class BulkCheckTests : IAsyncLifetime
{
    private readonly GadgetSystem _system = new();
    private EngineHost _host = null!;

    private IBulkChecks Checks => Of(_host);

    public async ValueTask InitializeAsync() => _host = await StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_dry_run_over_a_thousand_groups_what_differs_and_changes_nothing_but_what_is_known_of_drift()
    {
        GadgetRows.Create(_host, _system, 1_000);
        Spoil(1, 20, static state => state with { Size = 4 });
        Spoil(21, 30, static state => state with { Secret = "0ther" });
        for (var number = 31; number <= 37; number++)
        {
            _system.Objects.TryRemove(GadgetRows.KeyOf(number), out _);
        }

        // What is due at a time of the day would be a change too.
        _host.Database.Query("DELETE FROM schedules");
        var (before, writes) = (Dump(""), _system.Writes.Count);

        var id = await Checks.StartAsync(BulkSelection.OfProduct("gadget"), concurrency: 20, "ann");
        var process = await _host.WaitAsync(id, ProcessStatus.Completed, ProcessStatus.Failed);

        var found = await Checks.GetAsync(id);
        Assert.Equal(ProcessStatus.Completed, process.Status);
        Assert.Equal(new BulkCheckCounts(Found: 1_000, NoDrift: 963, Drifted: 37, 0, 0, 0), found.Counts);
        Assert.Equal(1_000, found.Counts.Checked);
        Assert.Equal(
            [("size", DifferenceKind.Changed, 20), ("secret", DifferenceKind.Changed, 10), ("", DifferenceKind.Missing, 7)],
            found.Groups.Select(static group => (group.Difference.Path, group.Difference.Kind, group.Subscriptions))
        );
        Assert.Equal(writes, _system.Writes.Count);
        Assert.Equal(before, Dump(id.ToString()));
        Assert.Equal(["37"], _host.Database.Query("SELECT count(*) FROM external_drift WHERE status = 'drifted'"));
        Assert.DoesNotContain(
            "0ther",
            string.Join('\n', _host.Database.Query("SELECT resources FROM bulk_check_items WHERE resources IS NOT NULL")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Hundreds_of_subscriptions_that_are_named_one_by_one_are_checked_and_no_others()
    {
        GadgetRows.Create(_host, _system, 1_000);
        Guid[] named = [.. Enumerable.Range(1, 500).Select(static number => GadgetRows.IdOf(2 * number))];

        var id = await Checks.StartAsync(
            BulkSelection.OfSubscriptions(named) with
            {
                ExceptSubscriptionIds = named[..100],
            },
            concurrency: 20,
            "ann"
        );
        await _host.WaitAsync(id, ProcessStatus.Completed, ProcessStatus.Failed);

        var found = await Checks.GetAsync(id);
        Assert.Equal(new BulkCheckCounts(Found: 400, NoDrift: 400, 0, 0, 0, 0), found.Counts);
        Assert.Equal(named, found.SubscriptionIds);
        Assert.Equal(named[..100], found.ExceptSubscriptionIds);
        Assert.Equal(
            named[100..].Select(static one => one.ToString()).Order(StringComparer.Ordinal),
            _host.Database.Query("SELECT subscription_id FROM external_drift").Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Groups_are_not_made_again_each_time_that_someone_looks()
    {
        GadgetRows.Create(_host, _system, 2);
        Spoil(1, 1, static state => state with { Size = 4 });
        var id = await Checks.StartAsync("", concurrency: 2, "ann");
        await _host.WaitAsync(id, ProcessStatus.Completed);
        var first = (await Checks.GetAsync(id)).Groups;

        // Nothing writes this: it shows whether it is read.
        _host.Database.Query("UPDATE bulk_check_items SET resources = '[]' WHERE resources IS NOT NULL");
        var again = (await Checks.GetAsync(id)).Groups;
        _host.Database.Query("UPDATE bulk_check_items SET status = 'drifted'");
        var changed = (await Checks.GetAsync(id)).Groups;

        Assert.Equal("size", Assert.Single(first).Difference.Path);
        Assert.Same(first, again);
        Assert.Empty(changed);
    }

    [Fact]
    public async Task What_could_not_be_compared_or_does_not_count_has_a_number_and_a_reason_of_its_own()
    {
        GadgetRows.Create(_host, _system, 4);
        _host.Database.Query(
            $"UPDATE subscriptions SET insync = FALSE WHERE subscription_id = '{GadgetRows.IdOf(1)}'; UPDATE subscriptions "
                + $"SET status = 'provisioning' WHERE subscription_id = '{GadgetRows.IdOf(2)}'"
        );
        Spoil(1, 1, static state => state with { Size = 4 });
        _system.Failing.Add(GadgetRows.KeyOf(3));

        var id = await Checks.StartAsync("", concurrency: 2, "ann");
        await _host.WaitAsync(id, ProcessStatus.Completed);

        var found = await Checks.GetAsync(id);
        Assert.Equal(new BulkCheckCounts(Found: 4, NoDrift: 1, Drifted: 0, Unknown: 1, Unsupported: 0, Refused: 2), found.Counts);
        Assert.Empty(found.Groups);
        Assert.Equal(
            [
                (GadgetRows.IdOf(1), $"Subscription {GadgetRows.IdOf(1)} is not in sync, so its drift does not count."),
                (
                    GadgetRows.IdOf(2),
                    $"Subscription {GadgetRows.IdOf(2)} cannot be checked while it is provisioning: its reconcile workflow runs "
                        + "only while it is active."
                ),
            ],
            found.Refusals.Select(static refusal => (refusal.SubscriptionId, refusal.Reason))
        );
    }

    [Fact]
    public async Task The_next_host_continues_where_one_has_stopped_and_checks_none_again()
    {
        using var database = TestDatabase.New();
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _system.Reading = before =>
        {
            if (before == 5)
            {
                _system.Hold();
                held.SetResult();
            }
        };
        Guid id;
        await using (var first = await StartAsync(database))
        {
            GadgetRows.Create(first, _system, 10);
            id = await Of(first).StartAsync("", concurrency: 1, "ann");
            await held.Task;
            await first.StopAsync();
        }

        var done = database.Query("SELECT subscription_id FROM bulk_check_items WHERE status IS NOT NULL").Count;
        _system.LetGo();
        await using var next = await StartAsync(database);
        await next.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal(5, done);
        Assert.Equal(new BulkCheckCounts(Found: 10, NoDrift: 10, 0, 0, 0, 0), (await Of(next).GetAsync(id)).Counts);
        Assert.Equal(11, _system.Reads);
    }

    [Fact]
    public async Task No_more_are_checked_at_once_than_were_asked_for()
    {
        GadgetRows.Create(_host, _system, 30);
        var (now, most) = (0, 0);
        _system.OnRead = async () =>
        {
            var running = Interlocked.Increment(ref now);
            InterlockedMax(ref most, running);
            await Task.Yield();
            Interlocked.Decrement(ref now);
        };

        await _host.WaitAsync(await Checks.StartAsync("", concurrency: 3, "ann"), ProcessStatus.Completed);

        Assert.InRange(most, 1, 3);
    }

    [Theory]
    [InlineData("", "drift:drifted")]
    [InlineData("status:active | note:x", "(status:active | note:x) drift:drifted")]
    public async Task Only_drifted_selects_what_was_found_to_have_drifted_and_counts(string query, string shown)
    {
        GadgetRows.Create(_host, _system, 4);
        Spoil(1, 3, static state => state with { Size = 4 });
        await _host.WaitAsync(await Checks.StartAsync("", concurrency: 5, "ann"), ProcessStatus.Completed);
        _host.Database.Query($"UPDATE subscriptions SET insync = FALSE WHERE subscription_id = '{GadgetRows.IdOf(3)}'");
        var reads = _system.Reads;

        var dryRun = await Checks.StartAsync(BulkSelection.OfQuery(query) with { OnlyDrifted = true }, concurrency: 5, "ann");
        await _host.WaitAsync(dryRun, ProcessStatus.Completed);
        var checkedOnly = _system.Reads - reads;
        var bulk = _host.Services.GetRequiredService<IBulkReconciles>();
        var reconcile = await bulk.StartAsync(BulkSelection.OfProduct("gadget") with { OnlyDrifted = true }, concurrency: 5, "ann");
        await _host.WaitAsync(reconcile, ProcessStatus.Completed);

        var found = await Checks.GetAsync(dryRun);
        Assert.Equal((shown, 2, 2), (found.Query, found.Counts.Drifted, checkedOnly));
        Assert.Equal(new BulkReconcileCounts(2, 0, 0, Done: 2, 0, 0), (await bulk.GetAsync(reconcile)).Counts);
        Assert.Equal(3, _system.Objects[GadgetRows.KeyOf(1)].Size);
        Assert.Equal(4, _system.Objects[GadgetRows.KeyOf(3)].Size);
    }

    [Theory]
    [InlineData("a) | (b")]
    [InlineData("\"a")]
    public async Task Only_drifted_of_what_is_not_a_query_is_refused(string query)
    {
        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() =>
            Checks.StartAsync(BulkSelection.OfQuery(query) with { OnlyDrifted = true }, concurrency: 5, "ann")
        );

        Assert.Equal("search_query_invalid", refused.Code);
    }

    private static IBulkChecks Of(EngineHost host) => host.Services.GetRequiredService<IBulkChecks>();

    private Task<EngineHost> StartAsync(TestDatabase? database = null) =>
        EngineHost.StartAsync(database, services: services => services.AddSingleton(_system));

    private static void InterlockedMax(ref int most, int number)
    {
        for (var seen = Volatile.Read(ref most); number > seen; )
        {
            var before = Interlocked.CompareExchange(ref most, number, seen);
            seen = before == seen ? number : before;
        }
    }

    private void Spoil(int first, int last, Func<GadgetState, GadgetState> change)
    {
        for (var number = first; number <= last; number++)
        {
            _system.Objects[GadgetRows.KeyOf(number)] = change(_system.Objects[GadgetRows.KeyOf(number)]);
        }
    }

    /// <summary>Every row of every table but those of drift and those of one process.</summary>
    private string Dump(string process)
    {
        using var context = _host.Services.GetRequiredService<IDbContextFactory<OrchestratorDbContext>>().CreateDbContext();
        return string.Join(
            '\n',
            context
                .Model.GetEntityTypes()
                .Select(static entity => entity.GetTableName()!)
                .Where(static table =>
                    table is not ("external_drift" or "external_drift_history" or "bulk_check_items" or TestDatabase.HostTable)
                )
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .SelectMany(table =>
                    _host
                        .Database.Query($"SELECT '{table}', * FROM {table}")
                        .Where(row => process is "" || !row.Contains(process, StringComparison.Ordinal))
                        .Order(StringComparer.Ordinal)
                )
        );
    }
}
