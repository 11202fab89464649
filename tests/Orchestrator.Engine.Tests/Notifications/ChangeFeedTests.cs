using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Notifications;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Notifications;

/// <summary>What listeners are told, and when.</summary>
public sealed class ChangeFeedTests : IAsyncLifetime
{
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_run_is_told_with_its_subscription_s_lock_and_its_end_comes_after_the_final_status()
    {
        using var listener = _host.Services.GetRequiredService<IChangeFeed>().Subscribe();
        var thing = await _host.CreateThingAsync();
        await foreach (var change in listener.ReadAllAsync().WithDeadline())
        {
            if (change == new Change(ChangeKind.Subscription, thing))
            {
                // The end of the create is told, so that what comes now is the reconcile's.
                break;
            }
        }

        var processId = await _host.StartAsync("reconcile_thing", thing);

        var told = new List<Change>();
        var statusAtTheEnd = ProcessStatus.Created;
        await foreach (var change in listener.ReadAllAsync().WithDeadline())
        {
            told.Add(change);
            if (change == new Change(ChangeKind.Subscription, thing))
            {
                // Only a process that has ended or failed concerns its subscription.
                statusAtTheEnd = (await _host.Processes.GetAsync(processId)).Status;
                break;
            }
        }

        Assert.Equal(ProcessStatus.Completed, statusAtTheEnd);
        Assert.Superset(
            new HashSet<Change>
            {
                new(ChangeKind.Process, processId),
                new(ChangeKind.ProcessCounts),
                new(ChangeKind.SubscriptionLock, thing),
                new(ChangeKind.Subscription, thing),
            },
            told.ToHashSet()
        );
        Assert.All(told, change => Assert.True(change.Id is null || change.Id == processId || change.Id == thing));
    }

    [Fact]
    public async Task A_change_that_is_told_can_be_read()
    {
        using var listener = _host.Services.GetRequiredService<IChangeFeed>().Subscribe();
        var thing = await _host.CreateThingAsync();
        _host.External.FailNext(new InvalidOperationException("Down."));
        var processId = await _host.StartAsync("reconcile_thing", thing);

        // A client that reads at the last notification of the process sees its whole log, including the failure.
        var logs = new List<IReadOnlyList<string>>();
        var failure = new Change(ChangeKind.Subscription, thing);
        var subscriptionTold = 0;
        await foreach (var change in listener.ReadAllAsync().WithDeadline())
        {
            if (change == new Change(ChangeKind.Process, processId))
            {
                logs.Add(_host.Database.Query($"SELECT name FROM process_steps WHERE pid = '{processId}'"));
            }

            if (change == failure && ++subscriptionTold == 2)
            {
                break;
            }
        }

        Assert.Equal(_host.Database.Query($"SELECT name FROM process_steps WHERE pid = '{processId}'"), logs[^1]);
        Assert.Equal("failed", _host.Database.Query($"SELECT last_status FROM processes WHERE pid = '{processId}'").Single());
    }

    [Fact]
    public async Task A_step_that_is_not_recorded_is_not_told()
    {
        var thing = await _host.CreateThingAsync();
        _host.External.Hold();
        var processId = await _host.StartAsync("reconcile_thing", thing);
        await _host.External.Entered;
        using var listener = _host.Services.GetRequiredService<IChangeFeed>().Subscribe();
        await using var told = listener.ReadAllAsync().WithDeadline().GetAsyncEnumerator();
        var engine = _host.Services.GetRequiredService<IEngineControl>();

        // Each of these is published after everything before it.
        await engine.ResumeAsync("test");
        while (await told.MoveNextAsync() && told.Current.Kind != ChangeKind.EngineStatus)
        {
            Assert.Contains(told.Current.Id ?? processId, new[] { processId, thing });
        }

        // Another host has the process now, and no one here is notified of that.
        _host.Database.Query(
            $"UPDATE process_leases SET token = token + 1, owner = 'another', expires_at = '2100-01-01' WHERE pid = '{processId}'"
        );
        _host.External.Open();
        var running = _host.Services.GetRequiredService<Orchestrator.Execution.RunningProcesses>();
        await EngineHost.UntilAsync(() => Task.FromResult(running.Ids.Count == 0));
        await engine.PauseAsync("test");

        Assert.True(await told.MoveNextAsync());
        Assert.Equal(new Change(ChangeKind.EngineStatus), told.Current);
    }

    [Fact]
    public async Task What_people_do_is_told()
    {
        var thing = await _host.CreateThingAsync();
        _host.External.FailNext(new InvalidOperationException("Down."));
        var failed = await _host.StartAsync("reconcile_thing", thing);
        await _host.WaitAsync(failed, ProcessStatus.Failed);
        using var listener = _host.Services.GetRequiredService<IChangeFeed>().Subscribe();
        await using var told = listener.ReadAllAsync().WithDeadline().GetAsyncEnumerator();

        await _host.Processes.SetNoteAsync(failed, "Looked at", "test");
        Assert.Equal([new(ChangeKind.Process, failed)], await NextAsync(told, 1));
        await _host.Processes.AbortAsync(failed, "ann");
        Assert.Equal(
            [new(ChangeKind.Process, failed), new(ChangeKind.ProcessCounts), new(ChangeKind.Subscription, thing)],
            (await NextAsync(told, 4)).Distinct()
        );
        await _host.Services.GetRequiredService<ISubscriptionDirectory>().SetInSyncAsync(thing, "test");
        Assert.Equal([new(ChangeKind.SubscriptionLock, thing)], await NextAsync(told, 1));
    }

    [Fact]
    public async Task A_listener_that_does_not_read_is_ended_and_costs_no_one_anything()
    {
        using var listener = _host.Services.GetRequiredService<IChangeFeed>().Subscribe();
        var feed = _host.Services.GetRequiredService<ChangeFeed>();

        for (var change = 0; change < 20_000; change++)
        {
            feed.Publish([new(ChangeKind.EngineStatus)]);
        }

        var heard = 0;
        await foreach (var _ in listener.ReadAllAsync().WithDeadline())
        {
            heard++;
        }

        Assert.InRange(heard, 1, 19_999);
        Assert.Equal(ProcessStatus.Completed, (await _host.RunPlainAsync("run_group", ProcessStatus.Completed)).Status);
    }

    [Fact]
    public async Task A_subscriber_that_may_have_missed_a_change_is_disconnected_and_the_engine_keeps_working()
    {
        var others = new BrokenRelay();
        await using var host = await EngineHost.StartAsync(services: services => services.AddSingleton<ChangeBackplane>(others));
        using var listener = host.Services.GetRequiredService<IChangeFeed>().Subscribe();

        await host.Services.GetRequiredService<IEngineControl>().ResumeAsync("test");

        var told = new List<Change>();
        await foreach (var change in listener.ReadAllAsync().WithDeadline())
        {
            told.Add(change);
        }

        Assert.Equal([new(ChangeKind.EngineStatus)], told);
        await others.Lost.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(ProcessStatus.Completed, (await host.RunPlainAsync("run_group", ProcessStatus.Completed)).Status);
    }

    private static async Task<IReadOnlyList<Change>> NextAsync(IAsyncEnumerator<Change> told, int count)
    {
        var changes = new List<Change>();
        while (changes.Count < count && await told.MoveNextAsync())
        {
            changes.Add(told.Current);
        }

        return changes;
    }

    /// <summary>Reaches no other host with a change, and each with the news that changes were lost.</summary>
    private sealed class BrokenRelay : ChangeBackplane
    {
        private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes when the other hosts are told that changes were lost.</summary>
        internal Task Lost => _lost.Task;

        internal override Task SendLossAsync(CancellationToken cancellationToken)
        {
            _lost.TrySetResult();
            return Task.CompletedTask;
        }

        internal override bool IsShared => true;

        internal override Task SendAsync(IReadOnlyCollection<Change> changes, CancellationToken cancellationToken) =>
            throw new IOException("The other hosts cannot be reached.");
    }
}
