using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.BulkReconciles;
using Orchestrator.Dispatch;
using Orchestrator.Drift;
using Orchestrator.DriftPolicies;
using Orchestrator.ExternalResources;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Tests.Drift;
using Orchestrator.Tests.ExternalSystems;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.DriftPolicies;

/// <summary>How long a round looks at a time, how often it asks, and when it looks again.</summary>
public sealed class DriftHealLookTests : IAsyncLifetime
{
    private const int Count = 20;

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2030, 1, 16, 12, 0, 0, TimeSpan.Zero));
    private readonly GadgetSystem _system = new();
    private readonly OneCallAtOnce _limits = new();
    private EngineHost _host = null!;
    private GadgetRounds _rounds = null!;

    private IBulkReconciles Bulk => _host.Services.GetRequiredService<IBulkReconciles>();

    private IDriftPolicies Policies => _host.Services.GetRequiredService<IDriftPolicies>();

    public async ValueTask InitializeAsync()
    {
        _host = await EngineHost.StartAsync(
            configure: static options =>
                (options.DriftCheckTimeout, options.LeaseDuration) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1)),
            services: services => services.AddSingleton(_system).AddSingleton<IExternalSystems>(_limits),
            time: _clock,
            builder: static builder => builder.AddDriftPolicy("gadget", new() { Heal = DriftHealing.Heal })
        );
        _rounds = new(_host, _system);
        GadgetRows.Create(_host, _system, Count);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _limits.Dispose();
    }

    [Fact]
    public async Task After_several_in_succession_that_were_not_answered_a_round_asks_no_more()
    {
        var round = await StartClosedAsync(drifted: 12);
        _system.Failure = new IOException("down");
        await OpenAsync();

        await _rounds.EndAsync(round);

        var refusals = (await Bulk.GetAsync(round)).Refusals.Select(static refusal => refusal.Reason).ToArray();
        Assert.Equal(Count + HealLook.MaxUnanswered, _system.Reads);
        Assert.Equal(
            HealLook.MaxUnanswered,
            refusals.Count(static reason => reason.StartsWith("It could not be compared again", StringComparison.Ordinal))
        );
        Assert.Equal(
            12 - HealLook.MaxUnanswered,
            refusals.Count(static reason => reason.StartsWith("It was not compared again", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task What_was_not_answered_counts_over_all_looks_and_no_longer_once_another_one_was()
    {
        var round = await StartClosedAsync(drifted: 12);

        // Who is asked first is not decided. The third one is answered, and has nothing to correct any more, so nothing else reads.
        foreach (var number in Enumerable.Range(1, 12))
        {
            _system.Objects[GadgetRows.KeyOf(number)] = _system.Objects[GadgetRows.KeyOf(Count)];
        }

        var first = _system.Reads;
        _system.Reading = read =>
        {
            _system.Failure = read - first == 2 ? null : new IOException("down");

            // Each look has time for one.
            _clock.Advance(TimeSpan.FromSeconds(3));
        };
        await OpenAsync();
        await UntilAsync(async () => (await _host.Processes.GetAsync(round)).Status == ProcessStatus.Completed);

        Assert.Equal(first + 6, _system.Reads);
        Assert.Equal((0, 12), ((await Bulk.GetAsync(round)).Counts.Done, (await Bulk.GetAsync(round)).Counts.Refused));
    }

    [Fact]
    public async Task A_look_has_an_end_also_while_there_is_more_to_do()
    {
        var round = await StartClosedAsync(drifted: 12);

        // Something has changed each of them, so none is started.
        foreach (var number in Enumerable.Range(1, 12))
        {
            _system.Objects[GadgetRows.KeyOf(number)] = new(Size: 5, "x", Revision: 1);
        }

        var looks = new List<string>();
        _system.Reading = _ =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            looks.AddRange(_host.Database.Query("SELECT completed_at FROM process_steps WHERE name = 'Correct drift'"));
        };
        await OpenAsync();
        await UntilAsync(async () => (await _host.Processes.GetAsync(round)).Status == ProcessStatus.Completed);

        // The row of the step is written at the end of each look.
        Assert.InRange(looks.Distinct(StringComparer.Ordinal).Count(), 3, 12);
    }

    [Fact]
    public async Task A_look_that_only_meets_limits_that_are_used_up_ends_and_refuses_nothing()
    {
        var round = await StartClosedAsync(drifted: 2);
        using var other = await _limits.EnterAsync("workshop", CallOrigin.Individual, CancellationToken.None);
        var givenUp = _limits.GivenUp;
        await OpenAsync();

        // Three looks, each of which has waited for nothing.
        await UntilAsync(() => Task.FromResult(_limits.GivenUp >= givenUp + 3));
        var meanwhile = (await Bulk.GetAsync(round)).Counts;
        other!.Dispose();
        await UntilAsync(async () => (await _host.Processes.GetAsync(round)).Status == ProcessStatus.Completed);

        Assert.Equal((2, 0), (meanwhile.ToStart, meanwhile.Refused));
        Assert.Equal(2, (await Bulk.GetAsync(round)).Counts.Done);
    }

    [Fact]
    public async Task Outside_of_the_windows_a_round_does_not_look_again_before_the_next_one_opens()
    {
        _rounds.Spoil(1, 1);
        await SetWindowsAsync(
            new() { Cron = "40 12 * * *", Duration = TimeSpan.FromMinutes(30) },
            new()
            {
                Cron = "40 12 * * *",
                Duration = TimeSpan.FromMinutes(10),
                Deny = true,
            }
        );
        var round = await _rounds.StartAsync();
        await _rounds.UntilAsync(async () => (await Bulk.GetAsync(round)).Counts.ToStart > 0 && await IsWaitingAsync(round));
        var before = await LookedAtAsync(round);

        await _host.AdvanceAsync(TimeSpan.FromMinutes(45));
        var meanwhile = await LookedAtAsync(round);
        await _host.AdvanceAsync(TimeSpan.FromMinutes(6));
        await _rounds.EndAsync(round);

        Assert.Equal(before, meanwhile);
        Assert.Equal(1, (await Bulk.GetAsync(round)).Counts.Done);
    }

    /// <summary>Moves the clock also while a look takes its time: the host would wait for its end.</summary>
    private Task UntilAsync(Func<Task<bool>> holds) =>
        EngineHost.UntilAsync(async () =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await _host.Services.GetRequiredService<RecoveryService>().RecoverAsync(CancellationToken.None);
            return await holds();
        });

    private async Task<Guid> StartClosedAsync(int drifted)
    {
        _rounds.Spoil(1, drifted);
        await SetWindowsAsync(
            new MaintenanceWindowOptions
            {
                Cron = "* * * * *",
                Duration = TimeSpan.FromHours(1),
                Deny = true,
            }
        );
        var round = await _rounds.StartAsync();
        await _rounds.UntilAsync(async () => (await Bulk.GetAsync(round)).Counts.ToStart > 0 && await IsWaitingAsync(round));
        return round;
    }

    private Task<ProductDriftPolicy> OpenAsync() => SetWindowsAsync();

    private Task<ProductDriftPolicy> SetWindowsAsync(params MaintenanceWindowOptions[] windows) =>
        Policies.SetAsync(
            "gadget",
            new()
            {
                Heal = DriftHealing.Heal,
                MaxDriftPercent = 100,
                Windows = windows,
            },
            "ann"
        );

    private async Task<bool> IsWaitingAsync(Guid round) => (await _host.Processes.GetAsync(round)).Status == ProcessStatus.Waiting;

    private async Task<DateTimeOffset> LookedAtAsync(Guid round) => (await _host.Processes.GetAsync(round)).LastModifiedAt;
}
