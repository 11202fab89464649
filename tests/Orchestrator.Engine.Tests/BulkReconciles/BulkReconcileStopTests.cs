using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.BulkReconciles;
using Orchestrator.Storage.Schema;
using Orchestrator.Storage.Sql;
using Orchestrator.Tests.Faults;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.BulkReconciles;

/// <summary>
/// A host is killed within a transaction that decides something about a bulk reconcile: before each command, before the commit and after
/// it.
/// </summary>
public sealed class BulkReconcileStopTests
{
    /// <summary>How each transaction begins that decides something: what it decides follows from what it then reads.</summary>
    private const string Opening = "SELECT pid FROM bulk_reconciles WHERE pid = @pid";

    private const int Things = 5;

    [Fact]
    public async Task A_canary_that_fails_pauses_the_bulk_once_whatever_command_the_host_is_killed_at() =>
        await StopAtEachPointAsync(
            new() { Canary = 2 },
            fails: true,
            static bulk => BulkReconcileMove.Decide(bulk, DateTimeOffset.UtcNow) is BulkReconcileMove.Pull,
            "paused = TRUE",
            static (bulk, run) =>
            {
                Assert.Equal("canary", bulk.Pause?.Brake);
                Assert.Equal(new BulkReconcileCounts(Things, ToStart: 3, 0, 0, Failed: 2, 0), bulk.Counts);
                Assert.Equal(2, run.Touched);
                Assert.Equal(1, run.Told);
            }
        );

    [Fact]
    public async Task Too_many_failures_pause_the_bulk_once_whatever_command_the_host_is_killed_at() =>
        await StopAtEachPointAsync(
            new() { StopAfterFailed = 1 },
            fails: true,
            static bulk => BulkReconcileMove.Decide(bulk, DateTimeOffset.UtcNow) is BulkReconcileMove.Pull,
            "paused = TRUE",
            static (bulk, run) =>
            {
                Assert.Equal("stop_after", bulk.Pause?.Brake);
                Assert.Equal(bulk.Counts.Started, run.Touched);
                Assert.Equal(1, run.Told);

                // Both were started with one commit, and the first failure is the limit.
                Assert.Equal(2, run.Touched);
            }
        );

    [Theory]
    [InlineData(0, nameof(BulkReconcileMove.BeginWave), "stage_end = @end")]
    [InlineData(1, nameof(BulkReconcileMove.WaitForWave), "next_wave_at = @until")]
    public async Task A_wave_begins_once_and_is_as_large_as_was_asked_for_whatever_command_the_host_is_killed_at(
        int wait,
        string move,
        string decision
    ) =>
        await StopAtEachPointAsync(
            new() { WaveSize = 3, WaitSeconds = wait },
            fails: false,
            bulk => Equals(BulkReconcileMove.Decide(bulk, DateTimeOffset.UtcNow).GetType().Name, move),
            decision,
            (bulk, run) =>
            {
                Assert.Equal(new BulkReconcileCounts(Things, 0, 0, Done: Things, 0, 0), bulk.Counts);
                Assert.Equal(Things, run.Touched);
                Assert.Equal(0, run.Told);
                StartedWaves.AssertAre(run.Database, TimeSpan.FromSeconds(wait), 3, 2);
            }
        );

    [Fact]
    public async Task Reconciles_are_started_once_whatever_command_of_their_start_the_host_is_killed_at() =>
        await StopAtEachPointAsync(
            new() { Canary = 2 },
            fails: false,
            static bulk => bulk.Counts.Started == 0 && BulkReconcileMove.Decide(bulk, DateTimeOffset.UtcNow) is BulkReconcileMove.Start,
            "SET reconcile_id = CASE",
            static (bulk, run) =>
            {
                Assert.Equal(new BulkReconcileCounts(Things, 0, 0, Done: Things, 0, 0), bulk.Counts);
                Assert.Equal(Things, run.Touched);
                Assert.Equal(0, run.Told);
                StartedWaves.AssertAre(run.Database, TimeSpan.Zero, 2, 3);
            }
        );

    /// <summary>Runs a bulk reconcile once to its end, and once for each of the points of its decision at which a host is killed.</summary>
    /// <param name="brakes">The brakes.</param>
    /// <param name="fails">Whether all reconciles fail.</param>
    /// <param name="isDue">Whether it is the decision that is made next.</param>
    /// <param name="decision">What a command of the decision contains.</param>
    /// <param name="assert">Says what is right at the end.</param>
    private static async Task StopAtEachPointAsync(
        BulkReconcileBrakes brakes,
        bool fails,
        Func<StoredBulkReconcile, bool> isDue,
        string decision,
        Action<BulkReconcile, Run> assert
    )
    {
        var none = new HostStop(Opening, IsDueAsync, static (_, _) => false);
        await RunAsync(none, brakes, fails, assert);
        var points = none.Passed.ToArray();
        Assert.Contains(points, sql => sql.Contains(decision, StringComparison.Ordinal));
        Assert.Contains(HostStop.BeforeCommit, points);
        Assert.Contains(HostStop.AfterCommit, points);
        await Parallel.ForEachAsync(
            points.Index().Where(point => IsRun(point, decision)),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (point, _) =>
            {
                // How many commands a decision needs depends on what else has ended meanwhile: one that needs fewer is stopped at its
                // commit.
                var stop = new HostStop(
                    Opening,
                    IsDueAsync,
                    (passed, at) =>
                        point.Item is HostStop.BeforeCommit or HostStop.AfterCommit
                            ? at == point.Item
                            : passed == point.Index || at == HostStop.BeforeCommit
                );
                await RunAsync(stop, brakes, fails, assert);
                Assert.True(stop.Stopped.IsCompleted, $"The host was not killed at point {point.Index}: {point.Item}");
            }
        );

        async Task<bool> IsDueAsync(OrchestratorDbContext database, CancellationToken cancellationToken) =>
            await database.ReadTextsAsync("SELECT CAST(pid AS text) FROM bulk_reconciles", cancellationToken) is [var id]
            && await BulkReconcileRows.FindAsync(database, Guid.Parse(id), cancellationToken) is { } bulk
            && isDue(bulk);
    }

    /// <summary>
    /// True for the first command, the one that decides and both sides of the commit, between which most differs, and for a share of the
    /// others that is spread over the transaction.
    /// </summary>
    private static bool IsRun((int Index, string Item) point, string decision) =>
        point.Index == 0
        || point.Item is HostStop.BeforeCommit or HostStop.AfterCommit
        || point.Item.Contains(decision, StringComparison.Ordinal)
        || FaultShare.Includes(point.Index);

    private static async Task RunAsync(HostStop stop, BulkReconcileBrakes brakes, bool fails, Action<BulkReconcile, Run> assert)
    {
        using var database = TestDatabase.New();
        var system = new CountingSystem();
        await using (var first = await StartAsync(database, system, stop.Attach))
        {
            for (var thing = 0; thing < Things; thing++)
            {
                await first.CreateThingAsync();
            }

            system.Begin(fails);
            await BulkOf(first).StartAsync("", concurrency: brakes.WaveSize ?? 2, "ann", brakes: brakes);
            await EngineHost.UntilAsync(() => Task.FromResult(stop.Stopped.IsCompleted || IsAtRest(database)));
        }

        // As time does.
        database.Query("UPDATE process_leases SET expires_at = '2020-01-01T00:00:00.000000Z'");
        await using var next = await StartAsync(database, system, static _ => { });
        await EngineHost.UntilAsync(() => Task.FromResult(IsAtRest(database)));
        var id = Guid.Parse(database.Query("SELECT pid FROM bulk_reconciles").Single());
        await EngineHost.UntilAsync(async () => (await BulkOf(next).GetAsync(id)).Counts.Running == 0);

        var touched = database.Query("SELECT subscription_id FROM bulk_reconcile_items WHERE reconcile_id IS NOT NULL");
        Assert.Equal(
            touched.Order(StringComparer.Ordinal),
            system.Touched.Select(static thing => thing.ToString()).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            [$"{touched.Count}"],
            database.Query(
                "SELECT count(*) FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id WHERE w.name = 'reconcile_thing'"
            )
        );
        var told = database.Query("SELECT delivery_id FROM webhook_deliveries WHERE event_type = 'brake.pulled'").Count;
        assert(await BulkOf(next).GetAsync(id), new(database, touched.Count, told));
    }

    private static bool IsAtRest(TestDatabase database) =>
        database
            .Query(
                "SELECT 1 FROM bulk_reconciles b JOIN processes p ON p.pid = b.pid "
                    + "WHERE b.paused OR p.last_status IN ('completed', 'failed')"
            )
            .Count > 0;

    private static IBulkReconciles BulkOf(EngineHost host) => host.Services.GetRequiredService<IBulkReconciles>();

    private static Task<EngineHost> StartAsync(TestDatabase database, CountingSystem system, Action<IServiceCollection> services) =>
        EngineHost.StartAsync(
            database,
            static options =>
                options.Webhooks["noc"] = new()
                {
                    // No one listens: what is to be told stays stored.
                    Url = "http://127.0.0.1:9",
                    Secret = $"whsec_{Convert.ToBase64String(new byte[32])}",
                    Events = { "brake.pulled" },
                },
            collection =>
            {
                collection.AddSingleton<IExternalSystem>(system);
                services(collection);
            }
        );

    /// <summary>What has become of a bulk reconcile.</summary>
    /// <param name="Database">Its database.</param>
    /// <param name="Touched">For how many subscriptions the external system was called.</param>
    /// <param name="Told">How often the event of its brake was published.</param>
    private sealed record Run(TestDatabase Database, int Touched, int Told);

    /// <summary>The external system of both hosts.</summary>
    private sealed class CountingSystem : IExternalSystem
    {
        private readonly ConcurrentDictionary<Guid, bool> _touched = new();
        private bool _fails;

        internal ICollection<Guid> Touched => _touched.Keys;

        /// <summary>Counts from here on.</summary>
        internal void Begin(bool fails)
        {
            _touched.Clear();
            _fails = fails;
        }

        public Task<int> ApplyAsync(Guid subscriptionId, int size, CancellationToken cancellationToken)
        {
            _touched[subscriptionId] = true;
            return _fails ? throw new InvalidOperationException("down") : Task.FromResult(size);
        }
    }
}
