using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.BulkReconciles;

/// <summary>Reconciles of a bulk reconcile are started together, and each is decided about on its own all the same.</summary>
public sealed class BulkReconcileStartTests : IDisposable
{
    private readonly TestDatabase _database = TestDatabase.New();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Ten_are_started_with_one_commit_and_as_many_statements_of_its_own_as_one()
    {
        var one = await CountAsync(1);
        var ten = await CountAsync(10);

        Assert.NotEmpty(one);
        Assert.Equal(one, ten);
    }

    [Fact]
    public async Task One_that_cannot_be_started_any_more_is_refused_and_the_others_are_started()
    {
        await using var host = await StartStillAsync();
        var things = await CreateAsync(host, 4);
        var id = await StartHeldAsync(host);
        var prepared = new List<PreparedReconcile>();
        foreach (var thing in things.Where(IsOpen))
        {
            prepared.Add(await PrepareAsync(host, thing));
        }

        // After they were prepared, as by someone who is faster.
        await host
            .Services.GetRequiredService<IDriftPauses>()
            .PauseAsync(DriftPauseTarget.OfSubscription(prepared[0].SubscriptionId), "Maintenance.", until: null, "ann");
        var holder = await host.StartAsync("reconcile_thing", prepared[1].SubscriptionId);

        // A row that another transaction holds would be left for the next look.
        await EngineHost.UntilAsync(() =>
            Task.FromResult(_database.Query($"SELECT 1 FROM process_steps WHERE pid = '{holder}' AND name = 'Lock subscription'").Count > 0)
        );
        MakeRoom(10);
        var result = await StartsOf(host).StartAsync(id, prepared, CancellationToken.None);
        var again = await StartsOf(host).StartAsync(id, [prepared[2]], CancellationToken.None);

        Assert.Equal([prepared[2].Process.ProcessId], result.Started.Select(static process => process.ProcessId));
        Assert.Equal([prepared[0].SubscriptionId, prepared[1].SubscriptionId], result.Refused.Select(static item => item.SubscriptionId));
        Assert.Contains("Maintenance.", result.Refused[0].Reason.Message, StringComparison.Ordinal);
        Assert.Equal(holder, StartRejection.Of(result.Refused[1].Reason).LockedBy);
        Assert.Empty(again.Started);
        Assert.Empty(again.Refused);
        Assert.Equal(["2"], _database.Query("SELECT to_start FROM bulk_reconciles"));
        host.External.Open();
    }

    [Fact]
    public async Task No_more_are_started_than_there_is_room_for_however_many_are_prepared()
    {
        await using var host = await StartStillAsync();
        var things = await CreateAsync(host, 6);
        var id = await StartHeldAsync(host);
        var prepared = new List<PreparedReconcile>();
        foreach (var thing in things.Where(IsOpen))
        {
            prepared.Add(await PrepareAsync(host, thing));
        }

        MakeRoom(3);
        var result = await StartsOf(host).StartAsync(id, prepared, CancellationToken.None);

        Assert.Equal(2, result.Started.Count);
        Assert.Equal(
            BulkReconcileStore.NotNow,
            (await Assert.ThrowsAsync<ConflictException>(() => StartsOf(host).StartAsync(id, prepared, CancellationToken.None))).Code
        );
        host.External.Open();
    }

    [Fact]
    public async Task One_that_the_database_refuses_is_rejected_and_those_beside_it_are_started()
    {
        await using var host = await EngineHost.StartAsync(_database);
        var things = await CreateAsync(host, 3);
        _database.Query(
            _database is SqliteTestDatabase
                ? $"CREATE TRIGGER refuse BEFORE INSERT ON processes WHEN NEW.reserved_subscription_id = '{things[1]}' BEGIN SELECT "
                    + "RAISE(ABORT, 'not this one'); END"
                : $"""
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not this one'; END $$;
                CREATE TRIGGER refuse BEFORE INSERT ON processes FOR EACH ROW
                WHEN (NEW.reserved_subscription_id = '{things[1]}') EXECUTE FUNCTION refuse()
                """
        );

        var id = await BulkOf(host).StartAsync("", concurrency: 3, "ann");
        await host.WaitAsync(id, ProcessStatus.Completed);

        var bulk = await BulkOf(host).GetAsync(id);
        Assert.Equal(new BulkReconcileCounts(3, 0, 0, Done: 2, 0, Refused: 1), bulk.Counts);
        Assert.Equal(things[1], Assert.Single(bulk.Refusals).SubscriptionId);
        Assert.Contains("not this one", bulk.Refusals[0].Reason, StringComparison.Ordinal);
    }

    /// <summary>A host whose clock stands still, so that it does not look again by itself.</summary>
    private Task<EngineHost> StartStillAsync() => EngineHost.StartAsync(_database, time: new FakeTimeProvider(DateTimeOffset.UtcNow));

    private static IBulkReconciles BulkOf(EngineHost host) => host.Services.GetRequiredService<IBulkReconciles>();

    private static BulkReconcileStartStore StartsOf(EngineHost host) => host.Services.GetRequiredService<BulkReconcileStartStore>();

    private static async Task<Guid[]> CreateAsync(EngineHost host, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => host.CreateThingAsync()));

    /// <summary>Starts one that has started its first and has no room for a second.</summary>
    private static async Task<Guid> StartHeldAsync(EngineHost host)
    {
        host.External.Hold();
        var id = await BulkOf(host).StartAsync("", concurrency: 1, "ann");
        await host.External.Entered;
        return id;
    }

    private static async Task<PreparedReconcile> PrepareAsync(EngineHost host, Guid thing) =>
        new(
            thing,
            await host
                .Services.GetRequiredService<ProcessStarter>()
                .PrepareInBackgroundAsync(
                    "reconcile_thing",
                    [EngineHost.Page(new { subscription_id = thing })],
                    new("ann"),
                    reconcile: null,
                    CancellationToken.None
                ),
            AlsoWrite: null
        );

    private void MakeRoom(int concurrency) => _database.Query($"UPDATE bulk_reconciles SET concurrency = {concurrency}");

    private bool IsOpen(Guid thing) =>
        _database.Query($"SELECT 1 FROM bulk_reconcile_items WHERE subscription_id = '{thing}' AND reconcile_id IS NULL").Count > 0;

    /// <summary>The statements on the tables of bulk reconciles and pauses that the start of some reconciles sends.</summary>
    private static async Task<IReadOnlyList<string>> CountAsync(int things)
    {
        using var database = TestDatabase.New();
        var statements = database.LogStatements();

        // The clock stands still, so that there is one look.
        await using var host = await EngineHost.StartAsync(
            database,
            services: statements.Attach,
            time: new FakeTimeProvider(DateTimeOffset.UtcNow)
        );
        await CreateAsync(host, things);
        host.External.Hold();
        statements.Clear();
        var id = await BulkOf(host).StartAsync("", concurrency: 10, "ann");
        await host.WaitAsync(id, ProcessStatus.Waiting);
        IReadOnlyList<string> sent =
        [
            .. statements
                .Statements.Where(static sql =>
                    sql.Contains("FROM drift_pauses", StringComparison.Ordinal)
                    || sql.Contains("JOIN drift_pauses", StringComparison.Ordinal)
                    || sql.Contains("UPDATE bulk_reconcile", StringComparison.Ordinal)
                    || sql.Contains("SELECT pid FROM bulk_reconciles", StringComparison.Ordinal)
                )
                .Select(static sql => sql.Split(' ')[0]),
        ];
        host.External.Open();
        return sent;
    }
}
