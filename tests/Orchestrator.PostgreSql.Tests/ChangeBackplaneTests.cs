using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.PostgreSql;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>What one host does, listeners of another hear.</summary>
public sealed class ChangeBackplaneTests : IAsyncLifetime
{
    private const string Listening = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'";

    private readonly PostgreSqlTestDatabase _database = new();
    private EngineHost _here = null!;
    private EngineHost _there = null!;

    public async ValueTask InitializeAsync()
    {
        _here = await EngineHost.StartAsync(_database);
        _there = await EngineHost.StartAsync(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await _there.DisposeAsync();
        await _here.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public void A_host_that_has_started_hears_the_others() => Assert.Equal(2, _database.Query(Listening).Count);

    [Fact]
    public async Task A_subscriber_that_joins_while_the_connection_is_lost_is_told_to_read_everything_again()
    {
        // What others do goes over a connection that was open before: neither host has one to count on while no one gets in.
        await using var others = new NpgsqlConnection(_database.ConnectionString + ";Pooling=false");
        await others.OpenAsync(TestContext.Current.CancellationToken);
        using var before = _there.Services.GetRequiredService<IChangeFeed>().Subscribe();
        using var gap = _database.RefuseConnections();
        _database.Terminate(Listening);
        await AssertEndsAsync(before);

        // The host is deaf: nothing that others do now will ever be told to it.
        using var during = _there.Services.GetRequiredService<IChangeFeed>().Subscribe();
        await using (var pause = new NpgsqlCommand("UPDATE engine_settings SET global_lock = TRUE", others))
        {
            Assert.Equal(1, await pause.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }

        gap.Dispose();

        await AssertEndsAsync(during);
        Assert.True((await _there.Services.GetRequiredService<IEngineControl>().GetStatusAsync()).IsPaused);
    }

    [Fact]
    public async Task A_change_on_one_host_is_heard_once_on_every_other()
    {
        using var listener = _there.Services.GetRequiredService<IChangeFeed>().Subscribe();
        await using var told = listener.ReadAllAsync().WithDeadline().GetAsyncEnumerator();

        await _here.Services.GetRequiredService<IEngineControl>().PauseAsync("test");
        Assert.True(await told.MoveNextAsync());
        Assert.Equal(new Change(ChangeKind.EngineStatus), told.Current);

        // Its own, which comes back from the server as well, a host tells only once.
        await _there.Services.GetRequiredService<IEngineControl>().ResumeAsync("test");
        var thing = Guid.NewGuid();
        _here.Services.GetRequiredService<ChangePublisher>().Publish(ChangeKind.SubscriptionLock, thing);
        Assert.True(await told.MoveNextAsync());
        Assert.Equal(new Change(ChangeKind.EngineStatus), told.Current);
        Assert.True(await told.MoveNextAsync());
        Assert.Equal(new Change(ChangeKind.SubscriptionLock, thing), told.Current);
    }

    [Fact]
    public async Task A_host_that_has_lost_changes_ends_the_listeners_of_every_other()
    {
        using var listener = _there.Services.GetRequiredService<IChangeFeed>().Subscribe();

        await new PostgreSqlChangeBackplane(_database.ConnectionString).SendLossAsync(TestContext.Current.CancellationToken);

        await AssertEndsAsync(listener);
    }

    [Fact]
    public async Task More_changes_than_fit_into_one_notification_are_all_heard()
    {
        using var listener = _there.Services.GetRequiredService<IChangeFeed>().Subscribe();
        Guid[] ids = [.. Enumerable.Range(0, 450).Select(static _ => Guid.NewGuid())];

        var publisher = _here.Services.GetRequiredService<ChangePublisher>();
        foreach (var id in ids)
        {
            publisher.Publish(ChangeKind.SubscriptionLock, id);
        }

        var heard = new List<Guid>();
        await foreach (var change in listener.ReadAllAsync().WithDeadline())
        {
            heard.Add(change.Id!.Value);
            if (heard.Count == ids.Length)
            {
                break;
            }
        }

        Assert.Equal(ids, heard);
    }

    [Fact]
    public async Task A_host_that_could_not_hear_for_a_while_ends_its_listeners_and_hears_again()
    {
        using var listener = _there.Services.GetRequiredService<IChangeFeed>().Subscribe();
        var before = _database.Query(Listening);

        _database.Query($"SELECT count(pg_terminate_backend(pid)) FROM ({Listening}) AS listening");
        await AssertEndsAsync(listener);

        await EngineHost.UntilAsync(() => Task.FromResult(_database.Query(Listening) is [_, _] now && !now.Intersect(before).Any()));

        // A host that hears again ends its listeners once more, after the server knows that it listens: one that has subscribed in between
        // subscribes again.
        Change? heard = null;
        await EngineHost.UntilAsync(async () =>
        {
            using var again = _there.Services.GetRequiredService<IChangeFeed>().Subscribe();
            await _here.Services.GetRequiredService<IEngineControl>().PauseAsync("test");
            await using var told = again.ReadAllAsync().WithDeadline().GetAsyncEnumerator();
            heard = await told.MoveNextAsync() ? told.Current : null;
            return heard is not null;
        });

        Assert.Equal(new Change(ChangeKind.EngineStatus), heard);
    }

    private static async Task AssertEndsAsync(ChangeSubscription listener)
    {
        await foreach (var change in listener.ReadAllAsync().WithDeadline())
        {
            Assert.Fail($"{change} was told, though the host could not hear of it.");
        }
    }
}
