using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.BulkReconciles;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.BulkReconciles;

/// <summary>A mistake stops after as few subscriptions as was asked for.</summary>
public sealed class BulkReconcileBrakeTests : IDisposable
{
    private readonly TestDatabase _database = TestDatabase.New();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task The_rest_is_not_touched_while_one_of_the_canary_has_failed_until_an_operator_resumes_it()
    {
        await using var host = await EngineHost.StartAsync(_database);
        await CreateAsync(host, 8);
        host.External.FailNext(new InvalidOperationException("down"));

        var id = await BulkOf(host).StartAsync("", concurrency: 5, "ann", brakes: new() { Canary = 3 });
        var braked = await UntilPausedAsync(host, id);
        await BulkOf(host).SetPausedAsync(id, paused: false, "ann", "The box was replaced.");
        await host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal(new BulkReconcileCounts(8, ToStart: 5, 0, Done: 2, Failed: 1, 0), braked.Counts);
        Assert.Equal(
            ("canary", "Of the 3 reconciles that went first, 2 completed, 1 failed and 0 wait for a person.", null),
            (braked.Pause!.Brake, braked.Pause.Reason, braked.Pause.By)
        );
        Assert.Equal(new BulkReconcileCounts(8, 0, 0, Done: 7, Failed: 1, 0), (await BulkOf(host).GetAsync(id)).Counts);
        Assert.Contains(
            "resume_bulk_reconcile|ann|The box was replaced.",
            _database.Query("SELECT action, authenticated_name, reason FROM audit_entries")
        );
    }

    [Fact]
    public async Task The_rest_follows_a_canary_of_which_all_completed()
    {
        await using var host = await EngineHost.StartAsync(_database);
        await CreateAsync(host, 6);

        var id = await BulkOf(host).StartAsync("", concurrency: 5, "ann", brakes: new() { Canary = 2 });
        await host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal(6, (await BulkOf(host).GetAsync(id)).Counts.Done);
        AssertWaves(2, 4);
    }

    [Fact]
    public async Task Waves_are_as_large_as_was_asked_for_and_each_ends_before_the_next_begins()
    {
        await using var host = await EngineHost.StartAsync(_database);
        await CreateAsync(host, 11);

        var id = await BulkOf(host).StartAsync("", concurrency: 10, "ann", brakes: new() { WaveSize = 4 });
        await host.WaitAsync(id, ProcessStatus.Completed);

        AssertWaves(4, 4, 3);
    }

    [Fact]
    public async Task The_next_wave_waits_for_its_time()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await EngineHost.StartAsync(_database, time: clock);
        await CreateAsync(host, 4);
        var id = await BulkOf(host).StartAsync("", concurrency: 4, "ann", brakes: new() { WaveSize = 2, WaitSeconds = 600 });
        DateTimeOffset? next = null;
        await EngineHost.UntilAsync(async () =>
        {
            await host.AdvanceAsync(TimeSpan.FromSeconds(1));
            next = (await BulkOf(host).GetAsync(id)).NextWaveAt;
            return next is not null;
        });

        await host.AdvanceAsync(next!.Value - clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        var before = (await BulkOf(host).GetAsync(id)).Counts;
        await EngineHost.UntilAsync(async () =>
        {
            await host.AdvanceAsync(TimeSpan.FromSeconds(10));
            return (await host.Processes.GetAsync(id)).Status == ProcessStatus.Completed;
        });

        Assert.Equal(new BulkReconcileCounts(4, ToStart: 2, 0, Done: 2, 0, 0), before);
        Assert.Equal(4, (await BulkOf(host).GetAsync(id)).Counts.Done);
    }

    [Fact]
    public async Task Nothing_more_is_started_once_as_many_have_failed_as_was_said_on_two_hosts_as_well()
    {
        const int concurrency = 4;
        await using var one = await EngineHost.StartAsync(_database);
        await using var other = await EngineHost.StartAsync(_database);
        await CreateAsync(one, 30);
        foreach (var host in new[] { one, other })
        {
            host.External.FailNext([.. Enumerable.Range(0, 2).Select(static _ => new InvalidOperationException("down"))]);
        }

        var id = await BulkOf(one).StartAsync("", concurrency, "ann", brakes: new() { StopAfterFailed = 2 });
        var braked = await UntilPausedAsync(other, id);
        await EngineHost.UntilAsync(async () => (await BulkOf(one).GetAsync(id)).Counts.Running == 0);
        var counts = (await BulkOf(one).GetAsync(id)).Counts;
        await EngineHost.UntilAsync(async () =>
        {
            // As often as as many fail again.
            if ((await BulkOf(one).GetAsync(id)).Paused)
            {
                await BulkOf(one).SetPausedAsync(id, paused: false, "ann");
            }

            return (await one.Processes.GetAsync(id)).Status == ProcessStatus.Completed;
        });

        Assert.Equal("stop_after", braked.Pause!.Brake);
        Assert.Contains("it stops after 2 failures.", braked.Pause.Reason, StringComparison.Ordinal);
        Assert.InRange(counts.Failed, 2, 1 + concurrency);
        var ended = int.Parse(braked.Pause.Reason!.Split(' ')[2], CultureInfo.InvariantCulture);
        Assert.True(counts.Done + counts.Failed <= ended + concurrency, $"{counts} of {ended} ended");
        Assert.Equal(30, (await BulkOf(one).GetAsync(id)).Counts is var end ? end.Done + end.Failed : 0);
    }

    [Fact]
    public async Task One_that_failed_and_is_retried_after_a_resume_lets_no_other_fail_for_nothing()
    {
        await using var host = await EngineHost.StartAsync(_database);
        await CreateAsync(host, 3);
        host.External.FailNext(new InvalidOperationException("down"));
        var id = await BulkOf(host).StartAsync("", concurrency: 1, "ann", brakes: new() { StopAfterFailed = 1 });
        var failed = Assert.Single((await UntilPausedAsync(host, id)).Failures).ProcessId;

        host.External.Hold();
        await BulkOf(host).SetPausedAsync(id, paused: false, "ann");
        await host.External.Entered;
        host.External.HoldOnlyThoseInside();
        await host.Processes.ResumeAsync(failed, [], "ann");
        await host.WaitAsync(failed, ProcessStatus.Completed);
        host.External.FailNext(new InvalidOperationException("down"));
        host.External.Open();

        Assert.Equal(new BulkReconcileCounts(3, ToStart: 1, 0, Done: 1, Failed: 1, 0), (await UntilPausedAsync(host, id)).Counts);
    }

    [Fact]
    public async Task One_that_waits_for_a_person_is_counted_as_such_and_gives_its_place_to_the_next()
    {
        await using var host = await EngineHost.StartAsync(_database);
        await CreateAsync(host, 2);
        host.External.Hold();
        var id = await BulkOf(host).StartAsync("", concurrency: 1, "ann");
        await host.External.Entered;

        _database.Query(
            "UPDATE processes SET last_status = 'suspended' WHERE pid IN (SELECT reconcile_id FROM bulk_reconcile_items "
                + "WHERE reconcile_id IS NOT NULL)"
        );
        await EngineHost.UntilAsync(async () => (await BulkOf(host).GetAsync(id)).Counts is { ToStart: 0, Running: 1, Waiting: 1 });
        host.External.Open();
        await host.WaitAsync(id, ProcessStatus.Completed);

        Assert.Equal(new BulkReconcileCounts(2, 0, 0, Done: 2, 0, 0), (await BulkOf(host).GetAsync(id)).Counts);
    }

    [Theory]
    [InlineData("awaiting_callback")]
    [InlineData("waiting")]
    public async Task One_that_waits_for_its_system_keeps_its_place_however_long_that_lasts(string status)
    {
        await using var host = await EngineHost.StartAsync(_database);
        await CreateAsync(host, 2);
        host.External.Hold();
        var id = await BulkOf(host).StartAsync("", concurrency: 1, "ann");
        await host.External.Entered;

        _database.Query(
            $"UPDATE processes SET last_status = '{status}', started_at = '2020-01-01T00:00:00.0000000Z' "
                + "WHERE pid IN (SELECT reconcile_id FROM bulk_reconcile_items WHERE reconcile_id IS NOT NULL)"
        );

        Assert.Equal(new BulkReconcileCounts(2, ToStart: 1, Running: 1, 0, 0, 0), (await BulkOf(host).GetAsync(id)).Counts);
        host.External.Open();
        await host.WaitAsync(id, ProcessStatus.Completed);
    }

    [Fact]
    public async Task One_that_is_cancelled_starts_nothing_more_although_its_host_is_in_the_middle_of_it()
    {
        await using var host = await EngineHost.StartAsync(_database);
        await CreateAsync(host, 3);
        host.External.Hold();
        var id = await BulkOf(host).StartAsync("", concurrency: 1, "ann");
        await host.External.Entered;
        await BulkOf(host).CancelAsync(id, "ann", "The wrong product.");
        host.External.Open();
        await EngineHost.UntilAsync(async () => (await BulkOf(host).GetAsync(id)).Counts.Running == 0);

        var refused = await Assert.ThrowsAsync<ConflictException>(() => StartNextAsync(host, id));
        Assert.Equal(BulkReconcileStore.NotNow, refused.Code);
        Assert.Contains("abort_process|The wrong product.", _database.Query("SELECT action, reason FROM audit_entries"));
    }

    [Theory]
    [InlineData(0, null, null)]
    [InlineData(null, 101, null)]
    [InlineData(null, null, -1)]
    [InlineData(null, null, 5)]
    public async Task Brakes_that_make_no_sense_are_refused(int? canary, int? percent, int? wait)
    {
        await using var host = await EngineHost.StartAsync(_database);

        var brakes = new BulkReconcileBrakes
        {
            Canary = canary,
            StopAfterPercent = percent,
            WaitSeconds = wait ?? 0,
        };
        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => BulkOf(host).StartAsync("", 1, "ann", brakes: brakes));

        Assert.Equal("bulk_brakes_invalid", refused.Code);
    }

    private static IBulkReconciles BulkOf(EngineHost host) => host.Services.GetRequiredService<IBulkReconciles>();

    private static async Task CreateAsync(EngineHost host, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => host.CreateThingAsync()));

    private static async Task<BulkReconcile> UntilPausedAsync(EngineHost host, Guid id)
    {
        await EngineHost.UntilAsync(async () => (await BulkOf(host).GetAsync(id)).Paused);
        return await BulkOf(host).GetAsync(id);
    }

    /// <summary>What a host does that has decided to start one and does not know yet that it was cancelled.</summary>
    private async Task StartNextAsync(EngineHost host, Guid id)
    {
        var thing = Guid.Parse(_database.Query("SELECT subscription_id FROM bulk_reconcile_items WHERE reconcile_id IS NULL")[0]);
        var process = await host
            .Services.GetRequiredService<ProcessStarter>()
            .PrepareInBackgroundAsync(
                "reconcile_thing",
                [EngineHost.Page(new { subscription_id = thing })],
                new("ann"),
                reconcile: null,
                CancellationToken.None
            );
        await host
            .Services.GetRequiredService<BulkReconcileStartStore>()
            .StartAsync(id, [new(thing, process, AlsoWrite: null)], CancellationToken.None);
    }

    private void AssertWaves(params int[] sizes) => StartedWaves.AssertAre(_database, wait: TimeSpan.Zero, sizes);
}
