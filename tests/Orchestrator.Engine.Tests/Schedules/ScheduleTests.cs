using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.BulkReconciles;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Schedules;

public sealed class ScheduleTests : IAsyncLifetime
{
    private static readonly JsonElement[] NoAnswers = [JsonElement.Parse("{}")];

    private readonly TestDatabase _database = TestDatabase.New();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly List<EngineHost> _hosts = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        _database.Dispose();
    }

    [Fact]
    public async Task However_many_hosts_there_are_each_time_fires_once()
    {
        EngineHost[] hosts = [await StartAsync(), await StartAsync(), await StartAsync(), await StartAsync()];
        var id = await Schedules(hosts[0]).CreateAsync("mop_floor", "Mop", ScheduleTrigger.Every(TimeSpan.FromHours(1)), NoAnswers, "ann");
        for (var hour = 1; hour <= 5; hour++)
        {
            // Not by the kit, which moves the clock and then lets one host look: here all of them look at once.
            _time.Advance(TimeSpan.FromHours(1));
            await Task.WhenAll(hosts.Select(host => Task.Run(() => Scheduler(host).FireAsync(CancellationToken.None))));
            var process = Guid.Parse(_database.Query("SELECT last_pid FROM schedules WHERE declared_key IS NULL").Single());
            Assert.Equal("ann", (await hosts[0].WaitAsync(process, ProcessStatus.Completed)).CreatedBy);
        }

        Assert.Equal(
            ["5"],
            _database.Query("SELECT count(*) FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id WHERE w.name = 'mop_floor'")
        );
        var schedule = await GetAsync(hosts[0], id);
        Assert.Equal(
            (_time.GetUtcNow(), _time.GetUtcNow().AddHours(1), null),
            (schedule.LastRunAt, schedule.NextRunAt, schedule.LastRefusal)
        );
    }

    [Fact]
    public async Task What_was_missed_while_no_host_ran_fires_once()
    {
        var host = await StartAsync();
        var id = await Schedules(host).CreateAsync("mop_floor", name: null, ScheduleTrigger.Cron("0 * * * *"), NoAnswers, "ann");
        await host.StopAsync();
        _time.Advance(TimeSpan.FromHours(30));

        var next = await StartAsync();
        await EngineHost.UntilAsync(async () => (await GetAsync(next, id)).LastProcessId is not null);

        Assert.Equal(
            ["1"],
            _database.Query("SELECT count(*) FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id WHERE w.name = 'mop_floor'")
        );
        Assert.Equal(_time.GetUtcNow().AddHours(1), (await GetAsync(next, id)).NextRunAt);
    }

    [Fact]
    public async Task A_time_at_which_the_workflow_may_not_start_is_passed_over_and_the_reason_kept()
    {
        var host = await StartAsync();
        host.External.Hold();
        var running = await host.Processes.StartAsync("mop_floor", NoAnswers, "test");
        var id = await Schedules(host).CreateAsync("mop_floor", "Mop", ScheduleTrigger.Every(TimeSpan.FromHours(1)), NoAnswers, "ann");

        // Not by the kit, which waits until every process rests: one is held here.
        _time.Advance(TimeSpan.FromHours(1));
        await Scheduler(host).FireAsync(CancellationToken.None);

        var schedule = await GetAsync(host, id);
        Assert.Null(schedule.LastProcessId);
        Assert.Contains($"process {running} is ", schedule.LastRefusal, StringComparison.Ordinal);
        Assert.Equal(_time.GetUtcNow().AddHours(1), schedule.NextRunAt);
    }

    [Fact]
    public async Task While_the_engine_is_paused_a_schedule_stays_due()
    {
        var host = await StartAsync();
        var engine = host.Services.GetRequiredService<IEngineControl>();
        var id = await Schedules(host)
            .CreateAsync("mop_floor", "Mop", ScheduleTrigger.Once(_time.GetUtcNow().AddMinutes(5)), NoAnswers, "ann");
        await engine.PauseAsync("test");
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        var paused = await GetAsync(host, id);

        await engine.ResumeAsync("test");
        await host.AdvanceAsync(TimeSpan.Zero);

        Assert.Equal((null, _time.GetUtcNow().AddMinutes(-55)), (paused.LastProcessId, paused.NextRunAt));
        var fired = await GetAsync(host, id);
        Assert.Null(fired.NextRunAt);
        await host.WaitAsync(fired.LastProcessId!.Value, ProcessStatus.Completed);
    }

    [Fact]
    public async Task What_the_code_declares_is_there_once_and_what_operators_change_stays()
    {
        static void Declare(IOrchestratorBuilder builder) =>
            builder.AddSchedule("test.mop", "mop_floor", ScheduleTrigger.Cron("0 3 * * *"));
        var first = await StartAsync(Declare);
        var second = await StartAsync(Declare);
        var declared = Assert.Single(await Schedules(second).ListAsync(), static schedule => schedule.Key == "test.mop");
        await Schedules(second).UpdateAsync(declared.ScheduleId, "Mop at four", ScheduleTrigger.Cron("0 4 * * *"), "ann");
        var third = await StartAsync(Declare);
        var changed = await GetAsync(third, declared.ScheduleId);
        await Schedules(first).DeleteAsync(declared.ScheduleId, "ann");
        var fourth = await StartAsync(Declare);
        var deleted = await Schedules(fourth).ListAsync();
        var fifth = await StartAsync(static builder => builder.AddSchedule("test.mop", "mop_floor", ScheduleTrigger.Cron("0 5 * * *")));
        var redeclared = await Schedules(fifth).ListAsync();
        var sixth = await StartAsync();
        var gone = _database.Query("SELECT declared_key FROM schedules WHERE declared_key = 'test.mop'");

        Assert.Equal(new DateTimeOffset(2030, 1, 2, 3, 0, 0, TimeSpan.Zero), declared.NextRunAt);
        Assert.Equal(("Mop at four", new DateTimeOffset(2030, 1, 2, 4, 0, 0, TimeSpan.Zero)), (changed.Name, changed.NextRunAt));
        Assert.DoesNotContain(deleted, static schedule => schedule.Key == "test.mop");
        Assert.Equal(
            new DateTimeOffset(2030, 1, 2, 5, 0, 0, TimeSpan.Zero),
            redeclared.Single(static schedule => schedule.Key == "test.mop").NextRunAt
        );
        Assert.NotNull(sixth);
        Assert.Empty(gone);
    }

    [Fact]
    public async Task A_product_is_reconciled_at_set_times()
    {
        var host = await StartAsync(static builder =>
            builder.AddReconcileSchedule("test.reconcile_things", "thing", ScheduleTrigger.Cron("0 2 * * *"), concurrency: 2)
        );
        Guid[] things = [await host.CreateThingAsync(1), await host.CreateThingAsync(2), await host.CreateThingAsync(3)];

        // The nightly validation would hold them just then.
        _database.Query("DELETE FROM schedules WHERE declared_key = 'orchestrator.validate_subscriptions'");

        await host.AdvanceAsync(TimeSpan.FromHours(14));
        var fired = (await Schedules(host).ListAsync())
            .Single(static schedule => schedule.Key == "test.reconcile_things")
            .LastProcessId!.Value;
        await EngineHost.UntilAsync(async () =>
        {
            await host.AdvanceAsync(TimeSpan.FromSeconds(1));
            return (await host.Processes.GetAsync(fired)).Status == ProcessStatus.Completed;
        });

        Assert.Equal(
            things.Select(static thing => thing.ToString()).Order(StringComparer.Ordinal),
            _database.Query(
                "SELECT s.subscription_id FROM processes p JOIN processes_subscriptions s ON s.pid = p.pid "
                    + "WHERE p.last_status = 'completed' AND s.workflow_target = 'RECONCILE' ORDER BY 1"
            )
        );
    }

    [Fact]
    public async Task A_reconcile_schedule_is_about_its_product_and_not_about_others_whose_names_contain_it()
    {
        var host = await StartAsync(static builder =>
            builder.AddReconcileSchedule("test.reconcile_kits", "kit", ScheduleTrigger.Cron("0 2 * * *"))
        );
        _database.Query("DELETE FROM schedules WHERE declared_key = 'orchestrator.validate_subscriptions'");

        await host.AdvanceAsync(TimeSpan.FromHours(14));
        var fired = (await Schedules(host).ListAsync())
            .Single(static schedule => schedule.Key == "test.reconcile_kits")
            .LastProcessId!.Value;

        Assert.Equal(
            $"product_id:{host.ProductId("kit")}",
            (await host.Services.GetRequiredService<IBulkReconciles>().GetAsync(fired)).Query
        );
    }

    [Theory]
    [InlineData("kits", "there is no product 'kits'. Did you mean 'kit'?")]
    [InlineData("Kit", "there is no product 'Kit'. Did you mean 'kit'?")]
    [InlineData("gauge", "the product 'gauge' has no reconcile workflow. Give it one, or remove this.")]
    public async Task A_reconcile_schedule_that_would_reconcile_nothing_is_refused_when_the_host_starts(string product, string problem)
    {
        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() =>
            StartAsync(builder => builder.AddReconcileSchedule("test.reconcile", product, ScheduleTrigger.Cron("0 2 * * *")))
        );

        Assert.StartsWith($"AddReconcileSchedule(\"test.reconcile\"): {problem}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schedule_that_could_never_start_anything_is_refused()
    {
        var host = await StartAsync();

        var unknown = await Assert.ThrowsAsync<NotFoundException>(() =>
            Schedules(host).CreateAsync("clean_roof", null, ScheduleTrigger.Cron("0 2 * * *"), NoAnswers, "ann")
        );
        var past = await Assert.ThrowsAsync<InvalidRequestException>(() =>
            Schedules(host).CreateAsync("mop_floor", null, ScheduleTrigger.Once(_time.GetUtcNow().AddDays(-1)), NoAnswers, "ann")
        );
        var nothing = Guid.NewGuid();
        var missing = await Assert.ThrowsAsync<NotFoundException>(() => Schedules(host).DeleteAsync(nothing, "ann"));
        var undeclarable = await Assert.ThrowsAnyAsync<OptionsValidationException>(() =>
            StartAsync(static builder => builder.AddSchedule("test.roof", "clean_roof", ScheduleTrigger.Cron("0 2 * * *")))
        );

        Assert.StartsWith("There is no workflow 'clean_roof'. Workflows: '", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("never due", past.Message, StringComparison.Ordinal);
        Assert.StartsWith($"There is no schedule {nothing}. ", missing.Message, StringComparison.Ordinal);
        Assert.Contains("AddSchedule(\"test.roof\"): there is no workflow 'clean_roof'", undeclarable.Message, StringComparison.Ordinal);
    }

    private static ISchedules Schedules(EngineHost host) => host.Services.GetRequiredService<ISchedules>();

    private static SchedulerService Scheduler(EngineHost host) => host.Services.GetRequiredService<SchedulerService>();

    private static async Task<Schedule> GetAsync(EngineHost host, Guid id) =>
        (await Schedules(host).ListAsync()).Single(schedule => schedule.ScheduleId == id);

    private async Task<EngineHost> StartAsync(Action<IOrchestratorBuilder>? declare = null)
    {
        var host = await EngineHost.StartAsync(_database, time: _time, builder: declare);
        _hosts.Add(host);
        return host;
    }
}
