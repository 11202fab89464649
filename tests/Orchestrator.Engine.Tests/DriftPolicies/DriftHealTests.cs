using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.BulkChecks;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Products;
using Orchestrator.Tests.Drift;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.DriftPolicies;

/// <summary>What a round of a policy corrects, and what it leaves alone.</summary>
public sealed class DriftHealTests : IAsyncLifetime
{
    /// <summary>Noon: far from the time at which the nightly validation takes subscriptions.</summary>
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2030, 1, 16, 12, 0, 0, TimeSpan.Zero));
    private readonly GadgetSystem _system = new();
    private EngineHost _host = null!;
    private GadgetRounds _rounds = null!;

    private IBulkReconciles Bulk => _host.Services.GetRequiredService<IBulkReconciles>();

    private IDriftPolicies Policies => _host.Services.GetRequiredService<IDriftPolicies>();

    private IDriftPauses Pauses => _host.Services.GetRequiredService<IDriftPauses>();

    public async ValueTask InitializeAsync()
    {
        _host = await EngineHost.StartAsync(
            services: services => services.AddSingleton(_system),
            time: _clock,
            builder: static builder => builder.AddDriftPolicy("gadget", new() { Heal = DriftHealing.Heal })
        );
        _rounds = new(_host, _system);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_round_corrects_what_has_drifted_bound_to_a_plan_and_shows_what_it_has_found_and_done()
    {
        GadgetRows.Create(_host, _system, 20);
        _rounds.Spoil(1, 2);

        var round = await _rounds.RunAsync();

        Assert.Equal((3, 3), (_rounds.SizeOf(1), _rounds.SizeOf(2)));
        Assert.Equal(new BulkReconcileCounts(2, 0, 0, Done: 2, 0, 0), round.Counts);
        Assert.Equal(
            new BulkCheckCounts(Found: 20, NoDrift: 18, Drifted: 2, 0, 0, 0),
            (await _host.Services.GetRequiredService<IBulkChecks>().GetAsync(round.ProcessId)).Counts
        );
        var reconcile = Guid.Parse(
            _host.Database.Query(
                "SELECT pid FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id WHERE w.name = 'reconcile_gadget'"
            )[0]
        );
        Assert.Contains("Check plan", (await _host.Processes.GetAsync(reconcile)).Steps.Select(static step => step.Name));
    }

    [Fact]
    public async Task A_policy_that_reports_or_is_off_corrects_nothing()
    {
        GadgetRows.Create(_host, _system, 20);
        _rounds.Spoil(1, 1);
        foreach (var heal in new[] { DriftHealing.Report, DriftHealing.Off })
        {
            await Policies.SetAsync("gadget", new() { Heal = heal }, "ann");

            Assert.Equal(0, (await _rounds.RunAsync()).Counts.Total);
        }

        Assert.Equal(4, _rounds.SizeOf(1));
    }

    [Fact]
    public async Task Trap_11_a_system_that_was_restored_empty_is_not_rebuilt_by_a_healer_overnight()
    {
        GadgetRows.Create(_host, _system, 30);
        _system.Objects.Clear();

        var round = await _rounds.RunAsync();
        var again = await _rounds.RunAsync();

        Assert.Equal((0, 0), (round.Counts.Total, again.Counts.Total));
        Assert.Empty(_system.Writes);
        var pause = Assert.Single((await Pauses.ListAsync(0, 10)).Items);
        Assert.Equal(
            (
                DriftPauseTarget.OfProduct("gadget"),
                "SYSTEM",
                "30 of 30 compared subscriptions have drifted, more than 10 percent, so nothing was corrected. Check whether the "
                    + "external system has lost its data."
            ),
            (pause.Target, pause.By, pause.Reason)
        );
        Assert.Equal(
            [$"SYSTEM|{round.ProcessId}"],
            _host.Database.Query("SELECT authenticated_name, pid FROM audit_entries WHERE action = 'pause_drift'")
        );
        Assert.Equal(pause, (await Policies.ListAsync()).Single(static policy => policy.Product == "gadget").Pause);
        Assert.Equal(
            pause,
            Assert.Single(
                (await _host.Services.GetRequiredService<ISubscriptionDirectory>().GetActionsAsync(GadgetRows.IdOf(1), "ann")).Pauses
            )
        );

        // A person who knows better decides: the pause is ended, and this much drift is allowed.
        await Pauses.EndAsync(DriftPauseTarget.OfProduct("gadget"), "ann");
        Assert.Equal(0, (await _rounds.RunAsync()).Counts.Total);
        await Pauses.EndAsync(DriftPauseTarget.OfProduct("gadget"), "ann");
        await Policies.SetAsync("gadget", new() { Heal = DriftHealing.Heal, MaxDriftPercent = 100 }, "ann");
        Assert.Equal(30, (await _rounds.RunAsync()).Counts.Done);
    }

    [Theory]
    [InlineData(5, 5, 5)]
    [InlineData(60, 6, 6)]
    [InlineData(59, 6, 0)]
    public async Task More_than_ten_percent_and_more_than_five_are_too_many(int count, int drifted, int corrected)
    {
        GadgetRows.Create(_host, _system, count);
        _rounds.Spoil(1, drifted);

        Assert.Equal(corrected, (await _rounds.RunAsync()).Counts.Done);
    }

    [Fact]
    public async Task What_does_not_answer_is_neither_counted_as_compared_nor_corrected()
    {
        GadgetRows.Create(_host, _system, 60);
        _rounds.Spoil(1, 6);

        // Every second one: a system that answers none of many in succession is not asked again.
        foreach (var number in Enumerable.Range(5, 25))
        {
            _system.Failing.Add(GadgetRows.KeyOf(2 * number));
        }

        var round = await _rounds.RunAsync();

        Assert.Equal(0, round.Counts.Total);
        Assert.StartsWith("6 of 35 compared", Assert.Single((await Pauses.ListAsync(0, 10)).Items).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pause_of_a_person_stays_as_it_is_and_lets_nothing_be_corrected()
    {
        GadgetRows.Create(_host, _system, 20);
        _rounds.Spoil(1, 20);
        await Pauses.PauseAsync(DriftPauseTarget.OfProduct("gadget"), "It is being moved.", until: null, "ann");

        Assert.Equal(0, (await _rounds.RunAsync()).Counts.Total);

        Assert.Equal("It is being moved.", Assert.Single((await Pauses.ListAsync(0, 10)).Items).Reason);
    }

    [Fact]
    public async Task A_round_removes_nothing_and_says_so()
    {
        GadgetRows.Create(_host, _system, 20);
        _host.Database.Query(
            $"UPDATE subscription_instance_values SET value = '0' WHERE value = '3' AND subscription_instance_id = '{GadgetRows.IdOf(1)}'"
        );

        var round = await _rounds.RunAsync();

        Assert.Equal("A reconcile would remove gadget in the workshop, which only a person does.", Assert.Single(round.Refusals).Reason);
        Assert.Empty(_system.Writes);
    }

    [Fact]
    public async Task What_is_held_paused_or_accepted_is_left_alone()
    {
        GadgetRows.Create(_host, _system, 20);
        _rounds.Spoil(1, 4);
        _host.Database.Query($"UPDATE subscriptions SET insync = FALSE WHERE subscription_id = '{GadgetRows.IdOf(1)}'");
        await Pauses.PauseAsync(DriftPauseTarget.OfSubscription(GadgetRows.IdOf(2)), "By hand.", until: null, "ann");
        await _host
            .Services.GetRequiredService<IAcceptedDeviations>()
            .AcceptAsync(GadgetRows.IdOf(3), new("gadget in the workshop", "size", "It may stay."), "ann");

        var round = await _rounds.RunAsync();

        Assert.Equal((4, 4, 4, 3), (_rounds.SizeOf(1), _rounds.SizeOf(2), _rounds.SizeOf(3), _rounds.SizeOf(4)));
        Assert.Equal(
            [$"Subscription {GadgetRows.IdOf(2)} is paused by ann: By hand."],
            round.Refusals.Select(static refusal => refusal.Reason)
        );
    }

    [Fact]
    public async Task What_has_changed_since_the_round_has_found_it_is_left_to_the_next_round()
    {
        GadgetRows.Create(_host, _system, 20);
        _rounds.Spoil(1, 1);
        await _rounds.CloseAsync();
        var round = await _rounds.StartAsync();
        await _rounds.UntilAsync(async () => (await Bulk.GetAsync(round)).Counts.ToStart == 1);

        _system.Objects[GadgetRows.KeyOf(1)] = new(Size: 5, "x", Revision: 1);
        await _rounds.OpenAsync();
        await _rounds.EndAsync(round);

        Assert.Equal(
            "What has drifted is not what the round has found. The next round looks again.",
            Assert.Single((await Bulk.GetAsync(round)).Refusals).Reason
        );
        Assert.Equal(1, (await _rounds.RunAsync()).Counts.Done);
    }

    [Fact]
    public async Task Outside_of_the_windows_a_round_waits_and_no_other_one_overtakes_it()
    {
        GadgetRows.Create(_host, _system, 20);
        _rounds.Spoil(1, 1);
        await _rounds.CloseAsync();
        var round = await _rounds.StartAsync();
        await _rounds.UntilAsync(async () => (await Bulk.GetAsync(round)).Counts.ToStart == 1);
        var other = await _rounds.RunAsync();
        await _host.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal((0, 4), (other.Counts.Total, _rounds.SizeOf(1)));
        await _rounds.OpenAsync();
        await _rounds.EndAsync(round);

        Assert.Equal((1, 3), ((await Bulk.GetAsync(round)).Counts.Done, _rounds.SizeOf(1)));
    }

    [Fact]
    public async Task A_canary_that_fails_stops_the_round_and_a_person_resumes_it()
    {
        await Policies.SetAsync(
            "gadget",
            new()
            {
                Heal = DriftHealing.Heal,
                Brakes = new() { Canary = 1 },
            },
            "ann"
        );
        GadgetRows.Create(_host, _system, 20);
        _rounds.Spoil(1, 2);
        _system.Store = static _ => new(Size: 9, "", Revision: 1);

        var round = await _rounds.StartAsync();
        await _rounds.UntilAsync(async () => (await Bulk.GetAsync(round)).Paused);
        var other = await _rounds.RunAsync();
        _system.Store = static state => state;
        await Bulk.SetPausedAsync(round, paused: false, "ann");
        await _rounds.EndAsync(round);

        Assert.Equal(0, other.Counts.Total);
        var counts = (await Bulk.GetAsync(round)).Counts;
        Assert.Equal((1, 1), (counts.Failed, counts.Done));
    }

    [Fact]
    public async Task Trap_4_each_attempt_waits_longer_and_a_drift_that_is_gone_at_once_resets_nothing()
    {
        GadgetRows.Create(_host, _system, 20);
        _rounds.Spoil(1, 1);

        var done = new List<int>();
        for (var hour = 0; hour < 8; hour++)
        {
            // Something else writes it back each time, right after the correction was read back.
            done.Add((await _rounds.RunAsync()).Counts.Done);
            _rounds.Spoil(1, 1);
            await _host.AdvanceAsync(TimeSpan.FromMinutes(61));
        }

        // After one hour, after two more, after four more.
        Assert.Equal([1, 1, 0, 1, 0, 0, 0, 1], done);
        Assert.Equal(["4"], _host.Database.Query("SELECT attempts FROM external_drift WHERE attempts > 0"));
    }

    [Fact]
    public async Task Trap_4_attempts_are_set_back_once_the_drift_stays_away_or_something_else_is_desired()
    {
        GadgetRows.Create(_host, _system, 20);
        _rounds.Spoil(1, 2);
        Assert.Equal(2, (await _rounds.RunAsync()).Counts.Done);

        // The one is found without drift after the wait, the other is desired otherwise before it.
        _host.Database.Query(
            $"UPDATE subscription_instance_values SET value = '6' WHERE value = '3' AND subscription_instance_id = '{GadgetRows.IdOf(2)}'"
        );
        _rounds.Spoil(1, 1);
        var waits = await _rounds.RunAsync();
        Assert.Equal((1, 1, 6), (waits.Counts.Done, waits.Counts.Refused, _rounds.SizeOf(2)));
        var shown = await _host.Services.GetRequiredService<IDriftChecks>().GetAsync(GadgetRows.IdOf(1));
        var untouched = await _host.Services.GetRequiredService<IDriftChecks>().CheckAsync(GadgetRows.IdOf(3), "ann");
        Assert.Equal((1, 13), (shown.Attempts, shown.NextHealAt!.Value.Hour));
        Assert.Equal((0, null), (untouched.Attempts, untouched.NextHealAt));
        Assert.StartsWith(
            "Its correction has failed, or it has drifted again after it: 1 in succession. It is corrected again after 2030-01-16 13:00",
            Assert.Single(waits.Refusals).Reason,
            StringComparison.Ordinal
        );
        _system.Objects[GadgetRows.KeyOf(1)] = new(Size: 3, "x", Revision: 1);
        await _host.AdvanceAsync(TimeSpan.FromMinutes(61));
        await _rounds.RunAsync();

        // It has drifted in between, so one look is not enough: it has to be found to be gone over the whole wait.
        Assert.Equal(["1", "0"], AttemptsOf(1, 2));
        await _host.AdvanceAsync(TimeSpan.FromMinutes(61));
        await _rounds.RunAsync();

        Assert.Equal(["0", "0"], AttemptsOf(1, 2));
        Assert.Equal(
            ["20"],
            _host.Database.Query("SELECT count(*) FROM external_drift WHERE next_heal_at IS NULL AND healed_states IS NULL")
        );
    }

    [Fact]
    public async Task Trap_4_an_attempt_that_has_failed_counts_as_well()
    {
        GadgetRows.Create(_host, _system, 20);
        _rounds.Spoil(1, 1);
        _system.Reading = earlier =>
        {
            // The check of the round and the one before the start see the same; the process sees another value.
            if (earlier == 21)
            {
                _system.Objects[GadgetRows.KeyOf(1)] = new(Size: 5, "x", Revision: 1);
            }
        };

        var round = await _rounds.StartAsync();
        await _rounds.UntilAsync(async () => (await Bulk.GetAsync(round)).Counts.Failed == 1);
        await _rounds.EndAsync(round);

        Assert.Equal(["1"], AttemptsOf(1));
        Assert.Equal(1, (await _rounds.RunAsync()).Counts.Refused);
    }

    private IEnumerable<string> AttemptsOf(params int[] numbers) =>
        numbers.SelectMany(number =>
            _host.Database.Query($"SELECT attempts FROM external_drift WHERE subscription_id = '{GadgetRows.IdOf(number)}'")
        );
}
