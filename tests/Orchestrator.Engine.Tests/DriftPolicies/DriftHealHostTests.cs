using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkChecks;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Processes;
using Orchestrator.Tests.Drift;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.DriftPolicies;

/// <summary>A round that several hosts work at, or that its host does not survive.</summary>
public sealed class DriftHealHostTests : IDisposable
{
    private readonly TestDatabase _database = TestDatabase.New();
    private readonly GadgetSystem _system = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Two_hosts_in_one_round_correct_each_subscription_once_and_no_more_at_once_than_the_round_says()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        GadgetRows.Create(one, _system, 40);
        new GadgetRounds(one, _system).Spoil(1, 30);
        await one
            .Services.GetRequiredService<IDriftPolicies>()
            .SetAsync(
                "gadget",
                new()
                {
                    Heal = DriftHealing.Heal,
                    MaxDriftPercent = 100,
                    Brakes = new(),
                },
                "ann"
            );

        var round = await new GadgetRounds(other, _system).StartAsync();

        // The round changes its host ten times, as where one is slow to renew its lease, and gets to its end then.
        var (most, changes, bulk) = (0, 10, one.Services.GetRequiredService<IBulkReconciles>());
        await EngineHost.UntilAsync(async () =>
        {
            if (changes-- > 0)
            {
                _database.Query($"UPDATE process_leases SET expires_at = '2020-01-01T00:00:00.000000Z' WHERE pid = '{round}'");
            }

            most = Math.Max(most, (await bulk.GetAsync(round)).Counts.Running);
            return (await one.Processes.GetAsync(round)).Status == ProcessStatus.Completed;
        });

        Assert.Equal(new BulkReconcileCounts(30, 0, 0, Done: 30, 0, 0), (await bulk.GetAsync(round)).Counts);
        Assert.InRange(most, 0, 5);
        Assert.Equal(30, _system.Writes.Count);
        Assert.Equal(30, _system.Writes.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(
            ["30|30"],
            _database.Query("SELECT count(*), sum(attempts) FROM external_drift WHERE attempts > 0").Select(static row => row)
        );
    }

    [Fact]
    public async Task A_host_that_is_lost_between_the_pause_and_the_decision_leaves_the_product_paused_once_and_nothing_corrected()
    {
        Guid round;
        await using (var first = await StartAsync())
        {
            GadgetRows.Create(first, _system, 30);
            _system.Objects.Clear();
            LoseAfterPause();
            round = await new GadgetRounds(first, _system).StartAsync();
            await EngineHost.UntilAsync(() =>
                Task.FromResult(_database.Query("SELECT count(*) FROM process_leases WHERE owner = 'dead'") is ["1"])
            );
        }

        Assert.Equal(["1"], _database.Query("SELECT count(*) FROM drift_pauses"));
        Assert.Equal(["0"], _database.Query("SELECT count(*) FROM bulk_reconciles"));
        _database.Query(_database is SqliteTestDatabase ? "DROP TRIGGER lost" : "DROP TRIGGER lost ON drift_pauses");
        LostHost.EndLeases(_database);
        await using var next = await StartAsync();
        await next.WaitAsync(round, ProcessStatus.Completed);

        Assert.Equal(
            new BulkCheckCounts(Found: 30, 0, Drifted: 30, 0, 0, 0),
            (await next.Services.GetRequiredService<IBulkChecks>().GetAsync(round)).Counts
        );
        Assert.Equal(0, (await next.Services.GetRequiredService<IBulkReconciles>().GetAsync(round)).Counts.Total);
        Assert.Empty(_system.Writes);
        Assert.StartsWith(
            "30 of 30 compared subscriptions have drifted",
            (await next.Processes.GetAsync(round)).CurrentState["not_corrected"].GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(["1"], _database.Query("SELECT count(*) FROM audit_entries WHERE action = 'pause_drift'"));
    }

    /// <summary>Takes the lease of the round from its host in the transaction that pauses the product.</summary>
    private void LoseAfterPause()
    {
        const string lose = "UPDATE process_leases SET owner = 'dead', token = token + 1, expires_at = '2999-01-01T00:00:00.000000Z';";
        _database.Query(
            _database is SqliteTestDatabase
                ? $"CREATE TRIGGER lost AFTER INSERT ON drift_pauses BEGIN {lose} END"
                : $"""
                CREATE FUNCTION lost() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {lose} RETURN NULL; END $$;
                CREATE TRIGGER lost AFTER INSERT ON drift_pauses FOR EACH ROW EXECUTE FUNCTION lost();
                """
        );
    }

    private Task<EngineHost> StartAsync() =>
        EngineHost.StartAsync(
            _database,
            services: services => services.AddSingleton(_system),
            builder: static builder => builder.AddDriftPolicy("gadget", new() { Heal = DriftHealing.Heal })
        );
}
