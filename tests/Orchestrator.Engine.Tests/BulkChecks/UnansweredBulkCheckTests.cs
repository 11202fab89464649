using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.BulkChecks;
using Orchestrator.BulkReconciles;
using Orchestrator.Dispatch;
using Orchestrator.Drift;
using Orchestrator.Processes;
using Orchestrator.Tests.Drift;
using Orchestrator.Tests.DriftPolicies;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.BulkChecks;

/// <summary>How often checks of many subscriptions ask an external system that does not answer.</summary>
public sealed class UnansweredBulkCheckTests : IAsyncLifetime
{
    private const int Count = 20;

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2030, 1, 16, 12, 0, 0, TimeSpan.Zero));
    private readonly GadgetSystem _system = new();
    private EngineHost _host = null!;

    private IBulkChecks Checks => _host.Services.GetRequiredService<IBulkChecks>();

    public async ValueTask InitializeAsync()
    {
        _host = await EngineHost.StartAsync(
            configure: static options =>
                (options.DriftCheckTimeout, options.LeaseDuration) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1)),
            services: services => services.AddSingleton(_system),
            time: _clock,
            builder: static builder => builder.AddDriftPolicy("gadget", new() { Heal = DriftHealing.Heal })
        );
        GadgetRows.Create(_host, _system, Count);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_system_that_has_answered_none_in_succession_for_half_a_minute_is_not_asked_about_the_others()
    {
        _system.Failure = new HttpRequestException("down");
        _system.Reading = _ => _clock.Advance(TimeSpan.FromSeconds(20));

        // Each turn has time for one: what was not answered counts over all of them.
        var found = await CheckAsync(concurrency: 1);

        Assert.Equal(3, _system.Reads);
        Assert.Equal(new BulkCheckCounts(Found: Count, NoDrift: 0, Drifted: 0, Unknown: Count, Unsupported: 0, Refused: 0), found.Counts);
        Assert.Equal((DriftStatus.Unknown, "down"), await FindAsync(GadgetRows.IdOf(3)));
        var (status, error) = await FindAsync(GadgetRows.IdOf(4));
        Assert.Equal(DriftStatus.Unknown, status);
        Assert.Equal(
            "workshop was not asked: it has not answered since 2030-01-16 12:00:20 UTC. Check the subscription again when it answers.",
            error
        );
    }

    [Fact]
    public async Task However_many_a_short_interruption_fails_the_system_is_asked_about_the_others()
    {
        _system.Failure = new HttpRequestException("down");
        _system.Reading = before => _system.Failure = before < Count - 2 ? _system.Failure : null;

        var found = await CheckAsync(concurrency: 1);

        Assert.Equal(Count, _system.Reads);
        Assert.Equal((2, Count - 2), (found.Counts.NoDrift, found.Counts.Unknown));
    }

    [Fact]
    public async Task A_mistake_in_the_code_of_a_resource_does_not_count_against_its_system()
    {
        _system.Failure = new InvalidOperationException("mistake");
        _system.Reading = _ => _clock.Advance(TimeSpan.FromSeconds(20));

        await CheckAsync(concurrency: 1);

        Assert.Equal(Count, _system.Reads);
        Assert.Equal((DriftStatus.Unknown, "mistake"), await FindAsync(GadgetRows.IdOf(Count)));
    }

    [Fact]
    public async Task An_answer_begins_the_count_again()
    {
        _system.Reading = _ => _clock.Advance(TimeSpan.FromSeconds(20));
        foreach (var number in Enumerable.Range(1, Count).Where(static number => number % 3 != 0))
        {
            _system.Failing.Add(GadgetRows.KeyOf(number));
        }

        var found = await CheckAsync(concurrency: 1);

        Assert.Equal(Count, _system.Reads);
        Assert.Equal((6, 14), (found.Counts.NoDrift, found.Counts.Unknown));
    }

    [Fact]
    public async Task A_check_that_is_asked_for_alone_asks_the_system_also_after_that()
    {
        _system.Failure = new HttpRequestException("down");
        _system.Reading = _ => _clock.Advance(TimeSpan.FromSeconds(20));
        await CheckAsync(concurrency: 1);
        _system.Failure = null;

        var found = await _host.Services.GetRequiredService<IDriftChecks>().CheckAsync(GadgetRows.IdOf(Count), "ann");

        Assert.Equal(DriftStatus.NoDrift, found.Status);
    }

    [Fact]
    public async Task A_round_of_a_policy_asks_no_more_either_and_corrects_nothing()
    {
        _system.Failure = new HttpRequestException("down");
        _system.Reading = _ => _clock.Advance(TimeSpan.FromSeconds(5));
        var rounds = new GadgetRounds(_host, _system);

        var round = await rounds.RunAsync();

        // A round checks five at once, and asks again now and then.
        Assert.InRange(_system.Reads, 10, Count - 1);
        Assert.Equal(0, round.Counts.Total);
        Assert.Equal(Count, (await Checks.GetAsync(round.ProcessId)).Counts.Unknown);
        Assert.Empty(_system.Writes);
    }

    private async Task<BulkCheck> CheckAsync(int concurrency)
    {
        var id = await Checks.StartAsync(BulkSelection.OfProduct("gadget"), concurrency, "ann");
        await EngineHost.UntilAsync(async () =>
        {
            await _host.Services.GetRequiredService<RecoveryService>().RecoverAsync(CancellationToken.None);
            return (await _host.Processes.GetAsync(id)).Status == ProcessStatus.Completed;
        });
        return await Checks.GetAsync(id);
    }

    private async Task<(DriftStatus Status, string? Error)> FindAsync(Guid subscriptionId)
    {
        var drift = await _host.Services.GetRequiredService<IDriftChecks>().GetAsync(subscriptionId);
        return (drift.Status, drift.Resources.Single().Error);
    }
}
