using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Tests.Drift;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.DriftPolicies;

/// <summary>What happens to a round while something changes between what it has looked at and what it does.</summary>
public sealed class DriftHealRaceTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2030, 1, 16, 12, 0, 0, TimeSpan.Zero));
    private readonly GadgetSystem _system = new();
    private EngineHost _host = null!;
    private GadgetRounds _rounds = null!;

    private IBulkReconciles Bulk => _host.Services.GetRequiredService<IBulkReconciles>();

    private IDriftPolicies Policies => _host.Services.GetRequiredService<IDriftPolicies>();

    public async ValueTask InitializeAsync()
    {
        _host = await EngineHost.StartAsync(
            services: services => services.AddSingleton(_system).AddSingleton<IWorkflowAuthorizer, NoOverrideForBob>(),
            time: _clock,
            builder: static builder => builder.AddDriftPolicy("gadget", new() { Heal = DriftHealing.Heal })
        );
        _rounds = new(_host, _system);
        GadgetRows.Create(_host, _system, 20);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Trap_11_too_much_drift_is_not_corrected_when_the_pause_is_gone_before_the_decision()
    {
        // Someone ends each pause before the next transaction sees it.
        _host.Database.Query(
            _host.Database is SqliteTestDatabase
                ? "CREATE TRIGGER gone AFTER INSERT ON drift_pauses BEGIN DELETE FROM drift_pauses; END"
                : """
                CREATE FUNCTION gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM drift_pauses; RETURN NULL; END $$;
                CREATE TRIGGER gone AFTER INSERT ON drift_pauses FOR EACH ROW EXECUTE FUNCTION gone();
                """
        );
        _rounds.Spoil(1, 20);

        var round = await _rounds.RunAsync();

        Assert.Equal(0, round.Counts.Total);
        Assert.Empty(_system.Writes);
        Assert.StartsWith("20 of 20 compared", await ReasonAsync(round.ProcessId), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DriftHealing.Report)]
    [InlineData(DriftHealing.Off)]
    public async Task A_policy_that_is_set_after_the_decision_stops_what_was_not_started(DriftHealing heal)
    {
        _rounds.Spoil(1, 1);
        var round = await _rounds.StartClosedAsync();
        await Policies.SetAsync("gadget", new() { Heal = heal, Windows = [] }, "ann");

        await _rounds.EndAsync(round);

        Assert.Equal("The policy of product 'gadget' corrects nothing now.", await RefusalAsync(round));
        Assert.Equal((20, 4), (_system.Reads, _rounds.SizeOf(1)));
    }

    [Fact]
    public async Task A_policy_that_is_set_while_a_subscription_is_checked_before_its_start_stops_it_too()
    {
        _rounds.Spoil(1, 1);
        var round = await _rounds.StartClosedAsync();
        _system.Hold();
        await _rounds.OpenAsync();
        var ending = _rounds.EndAsync(round);
        await _system.ReadBegun.WithDeadline();
        await Policies.SetAsync("gadget", new() { Heal = DriftHealing.Report, Windows = [] }, "ann");
        _system.LetGo();

        await ending;

        Assert.Equal("The policy of product 'gadget' corrects nothing now.", await RefusalAsync(round));
        Assert.Equal(4, _rounds.SizeOf(1));
    }

    [Theory]
    [InlineData("ann")]
    [InlineData("bob")]
    public async Task A_window_that_ends_while_a_subscription_is_checked_before_its_start_lets_it_wait(string user)
    {
        _rounds.Spoil(1, 1);
        var round = await _rounds.StartClosedAsync(user);
        _system.Hold();
        await _rounds.OpenAsync();
        var looking = _host.AdvanceAsync(TimeSpan.FromSeconds(10));
        await _system.ReadBegun.WithDeadline();
        await _rounds.CloseAsync();
        _system.LetGo();
        await looking;
        await _host.AdvanceAsync(TimeSpan.FromMinutes(10));

        var counts = (await Bulk.GetAsync(round)).Counts;
        Assert.Equal((1, 0, 4), (counts.ToStart, counts.Refused, _rounds.SizeOf(1)));
        await _rounds.OpenAsync();
        await _rounds.EndAsync(round);

        Assert.Equal((1, 3), ((await Bulk.GetAsync(round)).Counts.Done, _rounds.SizeOf(1)));
    }

    [Fact]
    public async Task What_does_not_answer_before_its_start_is_left_alone_for_that_reason()
    {
        _rounds.Spoil(1, 1);
        var round = await _rounds.StartClosedAsync();
        _system.Failing.Add(GadgetRows.KeyOf(1));
        await _rounds.OpenAsync();

        await _rounds.EndAsync(round);

        Assert.StartsWith("It could not be compared again", await RefusalAsync(round), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_brakes_of_a_round_are_those_of_the_policy_at_its_decision_also_when_it_was_paused_before()
    {
        _rounds.Spoil(1, 1);
        _system.Hold();
        var round = await _rounds.StartAsync();
        await _system.ReadBegun.WithDeadline();
        await Bulk.SetPausedAsync(round, paused: true, "ann");
        await Bulk.SetPausedAsync(round, paused: false, "ann");
        await Policies.SetAsync(
            "gadget",
            new()
            {
                Heal = DriftHealing.Heal,
                Brakes = new() { WaveSize = 7 },
            },
            "ann"
        );
        _system.LetGo();

        await _rounds.EndAsync(round);

        Assert.Equal(1, (await Bulk.GetAsync(round)).Counts.Done);
        Assert.Equal(
            ["0|0|7|7"],
            _host.Database.Query($"SELECT canary, stop_failed, wave_size, stage_end FROM bulk_reconciles WHERE pid = '{round}'")
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_has_changed_where_it_is_masked_is_not_what_the_round_has_found(bool hasChanged)
    {
        _system.Objects[GadgetRows.KeyOf(1)] = new(Size: 3, "0ther", Revision: 1);
        var round = await _rounds.StartClosedAsync();
        _system.Objects[GadgetRows.KeyOf(1)] = new(Size: 3, hasChanged ? "an0ther" : "0ther", Revision: 1);
        await _rounds.OpenAsync();

        await _rounds.EndAsync(round);

        Assert.Equal(hasChanged ? 0 : 1, (await Bulk.GetAsync(round)).Counts.Done);
        Assert.Equal(hasChanged ? "an0ther" : "x", _system.Objects[GadgetRows.KeyOf(1)].Secret);
        if (hasChanged)
        {
            Assert.StartsWith("What has drifted is not what the round has found.", await RefusalAsync(round), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_round_that_had_failed_corrects_nothing_while_a_later_one_has_not_ended()
    {
        _rounds.Spoil(1, 1);
        var failed = await _rounds.StartClosedAsync();
        SetStatus(failed, "failed");
        var later = await _rounds.StartClosedAsync();
        await Bulk.SetPausedAsync(later, paused: true, "ann");

        // A person retries it.
        SetStatus(failed, "waiting");
        await _rounds.OpenAsync();
        await _host.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal((1, 4), ((await Bulk.GetAsync(failed)).Counts.ToStart, _rounds.SizeOf(1)));
        await Bulk.SetPausedAsync(later, paused: false, "ann");
        await _rounds.EndAsync(later);
        await _rounds.EndAsync(failed);

        Assert.Equal((1, 1), ((await Bulk.GetAsync(later)).Counts.Done, (await Bulk.GetAsync(failed)).Counts.Refused));
    }

    [Fact]
    public async Task A_round_while_something_of_the_product_is_still_checked_says_that_it_has_selected_nothing()
    {
        _rounds.Spoil(1, 1);
        var before = await _rounds.StartClosedAsync();
        _host.Database.Query($"UPDATE bulk_check_items SET status = NULL WHERE pid = '{before}' AND status = 'drifted'");

        var round = await _rounds.RunAsync();

        Assert.Equal(0, round.Counts.Total);
        Assert.Equal($"Process {before} still checks subscriptions of the product.", await ReasonAsync(round.ProcessId));
    }

    [Fact]
    public async Task Trap_4_the_wait_for_the_next_attempt_begins_when_the_correction_has_ended()
    {
        _rounds.Spoil(1, 1);
        var round = await _rounds.RunAsync();

        // The correction takes half an hour longer.
        _host.Database.Query($"UPDATE bulk_reconcile_items SET outcome = NULL WHERE pid = '{round.ProcessId}'");
        await _host.AdvanceAsync(TimeSpan.FromMinutes(30));
        await _host.Services.GetRequiredService<BulkReconcileStore>().CountEndedAsync(round.ProcessId, CancellationToken.None);
        _rounds.Spoil(1, 1);
        await _host.AdvanceAsync(TimeSpan.FromMinutes(45));

        Assert.Equal(1, (await _rounds.RunAsync()).Counts.Refused);
        await _host.AdvanceAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(1, (await _rounds.RunAsync()).Counts.Done);
    }

    private async Task<string> ReasonAsync(Guid round) =>
        (await _host.Processes.GetAsync(round)).CurrentState["not_corrected"].GetString()!;

    private async Task<string> RefusalAsync(Guid round) => Assert.Single((await Bulk.GetAsync(round)).Refusals).Reason;

    private void SetStatus(Guid process, string status) =>
        _host.Database.Query($"UPDATE processes SET last_status = '{status}' WHERE pid = '{process}'");

    private sealed class NoOverrideForBob : IWorkflowAuthorizer
    {
        public ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default) =>
            new((request.User, request.Action) is not ("bob", WorkflowAction.OverrideWindow));
    }
}
