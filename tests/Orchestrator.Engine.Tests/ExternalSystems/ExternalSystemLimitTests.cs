using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Execution;
using Orchestrator.ExternalResources;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.ExternalSystems;

/// <summary>The limits of an external system, which all hosts of a database share.</summary>
public sealed class ExternalSystemLimitTests : IDisposable
{
    private const string Workshop = "workshop";

    private readonly TestDatabase _database = TestDatabase.New();
    private readonly CountingWorkshop _workshop = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Processes_of_two_hosts_never_make_more_calls_at_once_than_the_limit()
    {
        const int limit = 2;
        await using var one = await StartAsync(new() { MaxConcurrency = limit });
        await using var other = await StartAsync(new() { MaxConcurrency = limit });
        EngineHost[] hosts = [one, other, one, other, one, other, one, other];

        var processes = await Task.WhenAll(hosts.Select(async host => (Host: host, Process: await CreateGadgetAsync(host))));
        await EngineHost.UntilAsync(() =>
            Task.FromResult(_workshop.Running == limit && Query("SELECT count(*) FROM processes WHERE last_status = 'running'") is ["8"])
        );
        Assert.Equal(limit, _workshop.Running);
        _workshop.Open();

        foreach (var (host, process) in processes)
        {
            await host.WaitAsync(process, ProcessStatus.Completed);
        }

        Assert.Equal(limit, _workshop.Most);
        Assert.Equal(2 * processes.Length, _workshop.Calls);
        await EngineHost.UntilAsync(() => Task.FromResult(Query("SELECT host FROM external_system_hosts").Count == 0));
    }

    [Fact]
    public async Task Any_number_of_calls_of_two_hosts_stays_within_the_limit_and_all_get_their_turn()
    {
        const int limit = 3;
        await using var one = await StartAsync(new() { MaxConcurrency = limit });
        await using var other = await StartAsync(new() { MaxConcurrency = limit });
        _workshop.Open();

        await Task.WhenAll(
            Enumerable
                .Range(0, 400)
                .Select(call => CallAsync(call % 2 == 0 ? one : other, call % 3 == 0 ? CallOrigin.Individual : CallOrigin.Background))
        );

        Assert.InRange(_workshop.Most, 1, limit);
        Assert.Equal(400, _workshop.Calls);
    }

    [Fact]
    public async Task What_was_started_individually_on_one_host_does_not_wait_for_what_another_does_in_its_background()
    {
        await using var one = await StartAsync(new() { MaxConcurrency = 1 });
        await using var other = await StartAsync(new() { MaxConcurrency = 1 });
        var systems = one.Services.GetRequiredService<IExternalSystems>();
        var running = await systems.EnterAsync(Workshop, CallOrigin.Background, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var waiting = systems.EnterAsync(Workshop, CallOrigin.Background, stop.Token).AsTask();

        var individual = other
            .Services.GetRequiredService<IExternalSystems>()
            .EnterAsync(Workshop, CallOrigin.Individual, CancellationToken.None)
            .AsTask();
        await EngineHost.UntilAsync(() =>
            Task.FromResult(Query("SELECT count(*) FROM external_system_hosts WHERE individual = 1") is ["1"])
        );
        Assert.False(individual.IsCompleted);
        var share = Query("SELECT max(slots) FROM external_system_hosts");
        await EngineHost.UntilAsync(async () =>
        {
            // The one that runs in the background may have begun the next one before it has seen that another host waits.
            running!.Dispose();
            running = waiting.IsCompletedSuccessfully ? await waiting : running;
            return individual.IsCompletedSuccessfully;
        });

        Assert.Equal(["1"], share);
        (await individual)!.Dispose();
        await stop.CancelAsync();
    }

    [Fact]
    public async Task What_a_host_had_that_died_comes_back_when_its_lease_is_over()
    {
        await using var host = await StartAsync(new() { MaxConcurrency = 1 });
        _workshop.Open();
        var since = Stopwatch.GetTimestamp();
        Query(
            "INSERT INTO external_system_hosts (system_name, host, slots, individual, wanted, since, expires_at) "
                + $"VALUES ('{Workshop}', 'dead', 1, 1, 1, {_database.TimeFromNow("0 seconds")}, {_database.TimeFromNow("2 seconds")})"
        );

        await CallAsync(host, CallOrigin.Individual);

        Assert.True(Stopwatch.GetElapsedTime(since) > TimeSpan.FromSeconds(1));
        Assert.DoesNotContain("dead", Query("SELECT host FROM external_system_hosts"));
    }

    [Fact]
    public async Task A_process_that_waits_for_its_turn_can_be_aborted_and_leaves_no_row()
    {
        await using var host = await StartAsync(new() { MaxConcurrency = 1 });
        var systems = host.Services.GetRequiredService<IExternalSystems>();
        var running = await systems.EnterAsync(Workshop, CallOrigin.Individual, CancellationToken.None);
        var process = await CreateGadgetAsync(host);
        await host.WaitAsync(process, ProcessStatus.Running);

        await host.Processes.AbortAsync(process, "ann");
        await host.WaitAsync(process, ProcessStatus.Aborted);

        // It is aborted at once, and its step stops a moment later.
        var executing = host.Services.GetRequiredService<RunningProcesses>();
        await EngineHost.UntilAsync(() => Task.FromResult(!executing.Ids.Contains(process)));
        running!.Dispose();

        await EngineHost.UntilAsync(() => Task.FromResult(Query("SELECT host FROM external_system_hosts").Count == 0));
        Assert.Equal(0, _workshop.Calls);
    }

    [Fact]
    public async Task Calls_of_two_hosts_together_begin_no_faster_than_the_limit()
    {
        const int perSecond = 50;
        const int calls = 60;
        await using var one = await StartAsync(new() { PerSecond = perSecond });
        await using var other = await StartAsync(new() { PerSecond = perSecond });
        _workshop.Open();

        var since = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, calls).Select(call => CallAsync(call % 2 == 0 ? one : other, CallOrigin.Background)));

        // Were it each host's own limit, it would take half of that.
        Assert.True(Stopwatch.GetElapsedTime(since) > TimeSpan.FromSeconds(0.9 * calls / perSecond));
        Assert.Equal(calls, _workshop.Calls);
    }

    [Fact]
    public async Task Without_a_limit_nothing_is_asked_of_the_database()
    {
        await using var host = await StartAsync(new());
        _workshop.Open();

        await host.WaitAsync(await CreateGadgetAsync(host), ProcessStatus.Completed);

        Assert.Empty(Query("SELECT name FROM external_systems"));
        Assert.Equal(2, _workshop.Calls);
    }

    private Task<EngineHost> StartAsync(ExternalSystemOptions limits) =>
        EngineHost.StartAsync(
            _database,
            options => options.ExternalSystems[Workshop] = limits,
            services => services.AddSingleton(_workshop.System)
        );

    private async Task CallAsync(EngineHost host, CallOrigin origin)
    {
        using var permit = await host.Services.GetRequiredService<IExternalSystems>().EnterAsync(Workshop, origin, CancellationToken.None);
        await _workshop.CallAsync(CancellationToken.None);
    }

    private static Task<Guid> CreateGadgetAsync(EngineHost host) =>
        host.Processes.StartAsync(
            "create_gadget",
            [EngineHost.Page(new { product = host.ProductId("gadget") }), EngineHost.Page(new { size = 3, secret = "" })],
            "ann"
        );

    private IReadOnlyList<string> Query(string sql) => _database.Query(sql);
}
