using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Drift;

/// <summary>No bulk reconcile touches what is paused, and everyone sees who has paused it and why.</summary>
public sealed class DriftPauseTests : IAsyncLifetime
{
    /// <summary>Noon: far from the time at which the nightly validation takes subscriptions.</summary>
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2030, 1, 16, 12, 0, 0, TimeSpan.Zero));
    private EngineHost _host = null!;

    private IDriftPauses Pauses => _host.Services.GetRequiredService<IDriftPauses>();

    private IBulkReconciles Bulk => _host.Services.GetRequiredService<IBulkReconciles>();

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync(time: _clock);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_bulk_reconcile_refuses_a_paused_subscription_with_who_and_why_and_reconciles_the_others()
    {
        var paused = await _host.CreateThingAsync();
        await _host.CreateThingAsync();
        await Pauses.PauseAsync(DriftPauseTarget.OfSubscription(paused), "The box is moved.", until: null, "ann");

        var bulk = await RunAsync();

        var refusal = Assert.Single(bulk.Refusals);
        Assert.Equal((paused, $"Subscription {paused} is paused by ann: The box is moved."), (refusal.SubscriptionId, refusal.Reason));
        Assert.Equal((1, 1), (bulk.Counts.Done, bulk.Counts.Refused));
    }

    [Fact]
    public async Task A_pause_of_a_product_is_about_each_of_its_subscriptions_and_a_single_reconcile_still_works()
    {
        var thing = await _host.CreateThingAsync();
        await _host.CreateThingAsync();
        await Pauses.PauseAsync(DriftPauseTarget.OfProduct("thing"), "Maintenance.", _clock.GetUtcNow().AddHours(1), "ann");

        var bulk = await RunAsync();
        await _host.WaitAsync(await _host.StartAsync("reconcile_thing", thing), ProcessStatus.Completed);

        Assert.Equal(2, bulk.Counts.Refused);
        Assert.All(
            bulk.Refusals,
            static refusal => Assert.StartsWith("Product 'thing' is paused by ann until ", refusal.Reason, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_pause_counts_until_its_time_and_not_after_it()
    {
        var thing = await _host.CreateThingAsync();
        await Pauses.PauseAsync(DriftPauseTarget.OfSubscription(thing), "Maintenance.", _clock.GetUtcNow().AddHours(1), "ann");

        _clock.Advance(TimeSpan.FromMinutes(59));
        var during = await RunAsync();
        _clock.Advance(TimeSpan.FromMinutes(2));
        var after = await RunAsync();

        Assert.Equal((1, 1), (during.Counts.Refused, after.Counts.Done));
        Assert.Empty((await Pauses.ListAsync(0, 10)).Items);
        await Assert.ThrowsAsync<NotFoundException>(() => Pauses.EndAsync(DriftPauseTarget.OfSubscription(thing), "ann"));
        await _host.RunPlainAsync("task_clean_up_tasks");
        Assert.Equal(["0"], _host.Database.Query("SELECT count(*) FROM drift_pauses"));
    }

    [Fact]
    public async Task A_pause_that_comes_while_a_bulk_reconcile_runs_counts_for_what_was_not_started_yet()
    {
        await _host.CreateThingAsync();
        await _host.CreateThingAsync();
        _host.External.Hold();
        var id = await Bulk.StartAsync("product_name:thing", concurrency: 1, "ann");
        await _host.External.Entered;

        await Pauses.PauseAsync(DriftPauseTarget.OfProduct("thing"), "Stop.", until: null, "bob");
        _host.External.Open();
        var counts = (await EndAsync(id)).Counts;

        Assert.Equal((1, 1), (counts.Done, counts.Refused));
    }

    [Fact]
    public async Task A_pause_that_is_ended_or_replaced_counts_no_longer_and_the_audit_keeps_who_and_why()
    {
        var thing = await _host.CreateThingAsync();
        var target = DriftPauseTarget.OfSubscription(thing);
        await Pauses.PauseAsync(target, "First.", until: null, "ann");
        await Pauses.PauseAsync(target, "Second.", until: null, "bob");

        var shown = Assert.Single((await Pauses.ListAsync(0, 10)).Items);
        await Pauses.EndAsync(target, "carol");

        Assert.Equal((target, "Second.", "bob", (DateTimeOffset?)null), (shown.Target, shown.Reason, shown.By, shown.Until));
        Assert.Equal(1, (await RunAsync()).Counts.Done);
        Assert.Equal(
            [
                $"pause_drift|ann|Subscription {thing} is paused by ann: First.",
                $"pause_drift|bob|Subscription {thing} is paused by bob: Second.",
                "resume_drift|carol|",
            ],
            _host.Database.Query(
                "SELECT action, authenticated_name, COALESCE(reason, '') FROM audit_entries WHERE action LIKE '%_drift' ORDER BY 1, 2"
            )
        );
    }

    [Fact]
    public async Task Each_pause_is_shown_where_a_reconcile_is_started_the_own_one_first()
    {
        var thing = await _host.CreateThingAsync();
        await Pauses.PauseAsync(DriftPauseTarget.OfProduct("thing"), "All.", until: null, "ann");
        await Pauses.PauseAsync(DriftPauseTarget.OfSubscription(thing), "One.", until: null, "bob");
        await Pauses.PauseAsync(DriftPauseTarget.OfProduct("gadget"), "Others.", until: null, "bob");

        var checks = _host.Services.GetRequiredService<IDriftChecks>();
        string[] expected = ["One.", "All."];
        foreach (
            var shown in new[]
            {
                (await checks.GetAsync(thing)).Pauses,
                (await checks.CheckAsync(thing, "ann")).Pauses,
                (await _host.Services.GetRequiredService<IReconcilePlans>().MakeAsync(thing, "ann")).Pauses,
                (await _host.Services.GetRequiredService<ISubscriptionDirectory>().GetActionsAsync(thing, "ann")).Pauses,
            }
        )
        {
            Assert.Equal(expected, shown.Select(static pause => pause.Reason));
        }
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_and_changes_nothing()
    {
        var target = DriftPauseTarget.OfSubscription(await _host.CreateThingAsync());
        await Assert.ThrowsAsync<InvalidRequestException>(() => Pauses.PauseAsync(target, " ", until: null, "ann"));
        await Assert.ThrowsAsync<InvalidRequestException>(() => Pauses.PauseAsync(target, "Late.", _clock.GetUtcNow(), "ann"));
        await Assert.ThrowsAsync<NotFoundException>(() => Pauses.PauseAsync(DriftPauseTarget.OfProduct("none"), "No.", until: null, "ann"));
        await Assert.ThrowsAsync<NotFoundException>(() =>
            Pauses.PauseAsync(DriftPauseTarget.OfSubscription(Guid.NewGuid()), "No.", until: null, "ann")
        );
        await Assert.ThrowsAsync<NotFoundException>(() => Pauses.EndAsync(target, "ann"));

        Assert.Equal(["0"], _host.Database.Query("SELECT count(*) FROM drift_pauses"));
    }

    private async Task<BulkReconcile> RunAsync() => await EndAsync(await Bulk.StartAsync("product_name:thing", concurrency: 5, "ann"));

    private async Task<BulkReconcile> EndAsync(Guid id)
    {
        await EngineHost.UntilAsync(async () =>
        {
            await _host.AdvanceAsync(TimeSpan.FromSeconds(1));
            return (await _host.Processes.GetAsync(id)).Status == ProcessStatus.Completed;
        });
        return await Bulk.GetAsync(id);
    }
}
