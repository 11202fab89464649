using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>What the server does to a process in the middle of a step, for real.</summary>
public sealed class LostConnectionTests : IAsyncLifetime
{
    // What says that a connection was cut while a commit was on its way.
    private const string CutAtCommit = """
        CREATE SEQUENCE commits;
        CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.name = 'Apply thing' AND nextval('commits') = 1 THEN
                PERFORM pg_terminate_backend(pg_backend_pid());
            END IF;
            RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER cut_at_commit AFTER INSERT ON process_steps DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut()
        """;

    private readonly PostgreSqlTestDatabase _database = new();
    private EngineHost _host = null!;

    // Real time and short leases, not the kit's clock: connections are lost and found again in real time too.
    public async ValueTask InitializeAsync() =>
        _host = await EngineHost.StartAsync(_database, static options => options.LeaseDuration = TimeSpan.FromSeconds(1));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task All_connections_cut_in_the_middle_of_a_step_cost_nothing()
    {
        var thing = await _host.CreateThingAsync();
        _host.External.Hold();
        var processId = await _host.StartAsync("reconcile_thing", thing);
        await _host.External.Entered;

        _database.Query(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        );
        _host.External.Open();

        var process = await CompletedAsync(_host, processId);
        Assert.Single(process.Steps, static step => step.Name == "Apply thing");
        Assert.Equal(["1|null"], _database.Query("SELECT insync, locked_by FROM subscriptions"));
    }

    [Fact]
    public async Task A_connection_cut_at_the_commit_of_a_step_leaves_the_step_undone_and_it_is_done_again()
    {
        var things = await Task.WhenAll(_host.CreateThingAsync(), _host.CreateThingAsync());
        var created = _host.External.Calls.Count;

        // The host is busy with something else: that must not keep the lease of the process whose commit is lost.
        _host.External.Hold();
        var busy = await _host.StartAsync("validate_thing", things[1]);
        await _host.External.Entered;
        _host.External.HoldOnlyThoseInside();

        _database.Query(CutAtCommit);
        var lost = await _host.StartAsync("reconcile_thing", things[0]);
        var process = await _host.WaitAsync(lost, ProcessStatus.Completed);
        var calls = _host.External.Calls.Count - created;
        _host.External.Open();
        await _host.WaitAsync(busy, ProcessStatus.Completed);

        Assert.Single(process.Steps, static step => step.Name == "Apply thing");
        Assert.True(calls >= 2, $"'Apply thing' was executed {calls} times.");
        Assert.True(process.CurrentState.Get<int>("attempt") >= 2);
    }

    /// <summary>
    /// Steps that write in a transaction, one that is a single statement, and the two that also take and give back the lease.
    /// </summary>
    /// <remarks>
    /// The lease is long enough that a busy machine renews it in time, because each call is counted. What was cut takes it over after that.
    /// </remarks>
    [Theory]
    [InlineData("Start")]
    [InlineData("Lock subscription")]
    [InlineData("Resize thing")]
    [InlineData("Apply thing")]
    [InlineData("Done")]
    public async Task A_connection_cut_after_the_commit_of_a_step_leaves_the_step_done_and_it_is_not_done_again(string step)
    {
        await using var proxy = new LossyProxy(_database.ConnectionString);
        await using var host = await EngineHost.StartAsync(
            _database,
            options => (options.Database, options.LeaseDuration) = (proxy.ConnectionString, TimeSpan.FromSeconds(3))
        );
        await _host.StopAsync();
        var thing = await host.CreateThingAsync();
        var created = Version();

        proxy.LoseAcknowledgementOf(step);
        var processId = await host.StartAsync("modify_thing", thing, new { size = 4 });
        var process = await CompletedAsync(host, processId);
        var lost = Version();
        await host.WaitAsync(await host.StartAsync("modify_thing", thing, new { size = 5 }), ProcessStatus.Completed);

        Assert.Equal(1, proxy.Lost);
        Assert.Equal(
            [
                "Start Success",
                "Create Process Subscription relation Success",
                "Lock subscription Success",
                "Set subscription to 'provisioning' Success",
                "Resize thing Success",
                "Set subscription to 'active' Success",
                "Apply thing Success",
                "Unlock subscription Success",
                "Refresh subscription search index Success",
                "Refresh process search index Success",
                "Done Complete",
            ],
            process.Steps.Select(static row => $"{row.Name} {row.Status}")
        );
        Assert.Equal([(thing, 1), (thing, 4), (thing, 5)], host.External.Calls);

        // Each update of the row is a version: one that loses nothing has as many.
        Assert.Equal(Version() - lost, lost - created);
        Assert.Equal(["1|null"], _database.Query("SELECT insync, locked_by FROM subscriptions"));

        int Version() => int.Parse(_database.Query("SELECT version FROM subscriptions").Single(), CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_server_that_crashes_in_the_middle_of_a_step_and_comes_back_costs_nothing()
    {
        using var server = PostgreSqlServer.GetPrivate();
        using var database = new PostgreSqlTestDatabase(server, migrated: false);
        await using var host = await EngineHost.StartAsync(database, static options => options.LeaseDuration = TimeSpan.FromSeconds(1));
        var thing = await host.CreateThingAsync();
        host.External.Hold();
        var processId = await host.StartAsync("reconcile_thing", thing);
        await host.External.Entered;

        server.Restart();
        host.External.Open();

        var process = await CompletedAsync(host, processId);
        Assert.Single(process.Steps, static step => step.Name == "Apply thing");
        Assert.Equal(["1|null"], database.Query("SELECT insync, locked_by FROM subscriptions"));
    }

    [Fact]
    public async Task A_host_cut_off_past_its_lease_finds_the_process_done_by_another_and_writes_nothing()
    {
        var thing = await _host.CreateThingAsync();
        _host.External.Hold();
        var processId = await _host.StartAsync("reconcile_thing", thing);
        await _host.External.Entered;

        // Time stands still for this host as far as the database knows: its lease runs out unrenewed, and another host takes the process.
        _database.Query("UPDATE process_leases SET expires_at = '2020-01-01', owner = 'frozen'");
        await using var other = await EngineHost.StartAsync(_database);
        var done = await other.WaitAsync(processId, ProcessStatus.Completed);
        _host.External.Open();
        await _host.StopAsync();

        var rows = (await other.Processes.GetAsync(processId)).Steps;
        Assert.Equal(
            done.Steps.Select(static step => (step.StepId, step.CompletedAt)),
            rows.Select(static step => (step.StepId, step.CompletedAt))
        );
    }

    /// <summary>Waits as a client does that retries: each dead connection of the pool costs one attempt.</summary>
    private static async Task<ProcessDetail> CompletedAsync(EngineHost host, Guid processId)
    {
        ProcessDetail? process = null;
        await EngineHost.UntilAsync(async () =>
        {
            try
            {
                process = await host.Processes.GetAsync(processId);
                return process.Status == ProcessStatus.Completed;
            }
            catch (Exception exception)
                when (host.Services.GetRequiredService<StorageErrors>().Explain(exception) is { Code: "storage_unreachable" })
            {
                return false;
            }
        });
        return process!;
    }
}
