using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Dispatch;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Options;
using Orchestrator.Storage.Hosts;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Dispatch;

/// <summary>What hosts say of themselves in the core database.</summary>
public sealed class HostPresenceTests : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.New();
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private EngineHost _host = null!;

    private HostStore Hosts => _host.Services.GetRequiredService<HostStore>();

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync(_database, time: _clock);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task A_host_is_listed_by_all_hosts_while_it_runs_and_by_none_after_it_has_ended()
    {
        var other = await EngineHost.StartAsync(_database, time: _clock);

        var both = await ListAsync(_host);
        Assert.Equal(2, both.Count);
        Assert.All(both, static host => Assert.True(host is { IsOnline: true, Workers: > 0, Running: 0 }));
        Assert.Equal([false, true], both.Select(static host => host.IsThisHost).Order());
        Assert.Equal(2, (await ListAsync(other)).Count);

        await other.DisposeAsync();

        Assert.True(Assert.Single(await ListAsync(_host)).IsThisHost);
    }

    [Fact]
    public async Task A_host_that_ended_without_saying_so_is_listed_as_not_online_and_is_forgotten_after_a_day()
    {
        await Hosts.WriteAsync("crashed/1/x", 4, ["tasks"], TimeSpan.Zero, TestContext.Current.CancellationToken);

        var crashed = Assert.Single(await ListAsync(_host), static host => !host.IsThisHost);
        Assert.Equal(("crashed/1", 4, false), (crashed.Host, crashed.Workers, crashed.IsOnline));
        Assert.Equal(["tasks"], crashed.Queues);

        _database.Query("UPDATE hosts SET seen_at = '2020-01-01T00:00:00.000000Z' WHERE name = 'crashed/1/x'");
        await Presence(_host).WriteAsync(TestContext.Current.CancellationToken);

        Assert.True(Assert.Single(await ListAsync(_host)).IsThisHost);
    }

    [Fact]
    public async Task A_host_is_listed_with_the_queues_that_it_has_workers_for()
    {
        await using var other = await EngineHost.StartAsync(
            _database,
            time: _clock,
            configure: static options =>
            {
                options.Queues["bulk"] = 2;
                options.Queues[QueueNames.Tasks] = 0;
            }
        );

        var listed = Assert.Single(await ListAsync(_host), static host => !host.IsThisHost);

        Assert.Contains("bulk", listed.Queues);
        Assert.Contains(QueueNames.Default, listed.Queues);
        Assert.DoesNotContain(QueueNames.Tasks, listed.Queues);
    }

    [Fact]
    public async Task A_host_tells_its_pages_when_another_has_started_or_ended_and_not_otherwise()
    {
        Assert.Empty(await ChangesOfWriteAsync());

        await Hosts.WriteAsync("other/1/x", 4, [], TimeSpan.FromHours(1), TestContext.Current.CancellationToken);
        Assert.Equal([new(ChangeKind.EngineStatus)], await ChangesOfWriteAsync());
        Assert.Empty(await ChangesOfWriteAsync());

        await Hosts.DeleteAsync("other/1/x", TestContext.Current.CancellationToken);
        Assert.Equal([new(ChangeKind.EngineStatus)], await ChangesOfWriteAsync());
    }

    /// <summary>What the pages of the host are told when it writes once.</summary>
    private async Task<IReadOnlyList<Change>> ChangesOfWriteAsync()
    {
        var feed = _host.Services.GetRequiredService<ChangeFeed>();
        using var page = feed.Subscribe();
        await Presence(_host).WriteAsync(TestContext.Current.CancellationToken);
        feed.ResetSubscribers();
        return await page.ReadAllAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }

    private static Task<IReadOnlyList<HostLoad>> ListAsync(EngineHost host) =>
        host.Services.GetRequiredService<IEngineControl>().ListHostsAsync(TestContext.Current.CancellationToken);

    private static HostPresence Presence(EngineHost host) => host.Services.GetServices<IHostedService>().OfType<HostPresence>().Single();
}
