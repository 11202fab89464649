using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Schedules;

/// <summary>One schedule that fails, however it fails, stops no other, and says why.</summary>
public sealed class ScheduleFaultTests : IAsyncLifetime
{
    private static readonly JsonElement[] NoAnswers = [JsonElement.Parse("{}")];
    private static readonly ScheduleTrigger Hourly = ScheduleTrigger.Every(TimeSpan.FromHours(1));

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private EngineHost _host = null!;

    private ISchedules Schedules => _host.Services.GetRequiredService<ISchedules>();

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync(time: _time);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_form_that_throws_is_the_matter_of_its_own_schedule()
    {
        var failing = await Schedules.CreateAsync("ask_inventory", "Failing", Hourly, NoAnswers, "ann");
        var innocent = await Schedules.CreateAsync("beat_five_times", "Innocent", Hourly, NoAnswers, "ann");

        for (var hour = 1; hour <= 2; hour++)
        {
            // Twice, because the host's own scheduler may ask at the same time as the test's: the one that is first is recorded.
            _host.External.FailNext(new HttpRequestException("The inventory is down."), new HttpRequestException("The inventory is down."));
            await AdvanceAsync();
            var (down, fine) = (await GetAsync(failing), await GetAsync(innocent));

            Assert.Contains("'ask_inventory' failed", down.LastRefusal, StringComparison.Ordinal);
            Assert.Equal((_time.GetUtcNow(), _time.GetUtcNow().AddHours(1)), (down.LastRunAt!.Value, down.NextRunAt));
            Assert.Equal((null, _time.GetUtcNow(), _time.GetUtcNow().AddHours(1)), (fine.LastRefusal, fine.LastRunAt, fine.NextRunAt));
            Assert.NotNull(fine.LastProcessId);
        }
    }

    [Fact]
    public async Task A_refusal_names_each_field_that_is_wrong_and_the_log_the_schedule_by_its_key()
    {
        const string refusal = "address.city: Field required; colour: Extra inputs are not permitted";
        using var log = new HostLog();
        await using var host = await EngineHost.StartAsync(time: _time, services: services => services.AddSingleton<ILoggerProvider>(log));
        var schedules = host.Services.GetRequiredService<ISchedules>();
        var answers = JsonElement.Parse("""{"address": {"floors": [1]}, "colour": "red"}""");
        var id = await schedules.CreateAsync("ask_inventory", "ask_inventory", Hourly, [answers], "ann");
        host.Database.Query($"UPDATE schedules SET declared_key = 'inventory.ask' WHERE schedule_id = '{id}'");

        await host.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(refusal, (await schedules.ListAsync()).Single(schedule => schedule.ScheduleId == id).LastRefusal);
        Assert.Contains(
            $"Schedule 'inventory.ask' could not start workflow ask_inventory this time: {refusal}",
            log.Entries.Select(static entry => entry.Text)
        );
    }

    [Fact]
    public async Task An_authorizer_that_throws_is_the_matter_of_the_schedule_that_it_was_asked_about()
    {
        var authorizer = new BreakableAuthorizer();
        await using var host = await EngineHost.StartAsync(
            time: _time,
            services: services => services.AddSingleton<IWorkflowAuthorizer>(authorizer)
        );
        var schedules = host.Services.GetRequiredService<ISchedules>();
        var failing = await schedules.CreateAsync("ask_inventory", "Failing", Hourly, NoAnswers, "ann");
        var innocent = await schedules.CreateAsync("beat_five_times", "Innocent", Hourly, NoAnswers, "ann");
        authorizer.Breaks = true;

        _time.Advance(TimeSpan.FromHours(1));
        await host.Services.GetRequiredService<SchedulerService>().FireAsync(CancellationToken.None);

        var listed = await schedules.ListAsync();
        var down = listed.Single(schedule => schedule.ScheduleId == failing);
        Assert.Equal(
            ("TimeoutException: The directory of users does not answer.", _time.GetUtcNow().AddHours(1)),
            (down.LastRefusal, down.NextRunAt)
        );
        Assert.NotNull(listed.Single(schedule => schedule.ScheduleId == innocent).LastProcessId);
    }

    [Fact]
    public async Task A_start_that_is_not_decided_in_time_is_given_up_holds_no_other_schedule_and_is_not_tried_until_it_has_ended()
    {
        using var authorizer = new SilentAuthorizer();
        await using var host = await EngineHost.StartAsync(
            time: _time,
            configure: static options => options.ScheduleStartTimeout = TimeSpan.FromSeconds(1),
            services: services => services.AddSingleton<IWorkflowAuthorizer>(authorizer)
        );
        var schedules = host.Services.GetRequiredService<ISchedules>();
        var scheduler = host.Services.GetRequiredService<SchedulerService>();
        var undecided = await schedules.CreateAsync("mop_floor", "Undecided", Hourly, NoAnswers, "ann");
        var innocent = await schedules.CreateAsync("beat_five_times", "Innocent", Hourly, NoAnswers, "ann");
        authorizer.IsSilent = true;

        // Again where the start had not got as far as the authorizer when its time was over.
        await EngineHost.UntilAsync(async () =>
        {
            await FireAsync(undecided);
            return authorizer.Asked > 0;
        });
        await EngineHost.UntilAsync(async () => (await FireAsync(innocent)).LastProcessId is not null);
        Schedule unfinished = null!;
        await EngineHost.UntilAsync(async () =>
        {
            unfinished = await FireAsync(undecided);
            return unfinished.LastRefusal?.Contains("has not ended in this host", StringComparison.Ordinal) == true;
        });
        var asked = authorizer.Asked;
        authorizer.Answer();

        Assert.Equal(1, asked);
        await EngineHost.UntilAsync(async () => (await FireAsync(undecided)).LastProcessId is not null);

        async Task<Schedule> FireAsync(Guid id)
        {
            _time.Advance(TimeSpan.FromHours(1));
            await scheduler.FireAsync(CancellationToken.None);
            return (await schedules.ListAsync()).Single(schedule => schedule.ScheduleId == id);
        }
    }

    [Fact]
    public async Task A_time_at_which_something_did_not_answer_once_is_late_and_is_passed_over_only_when_it_happens_again()
    {
        var authorizer = new HesitantAuthorizer();
        await using var host = await EngineHost.StartAsync(
            time: _time,
            configure: static options => options.ScheduleStartTimeout = TimeSpan.FromSeconds(1),
            services: services => services.AddSingleton<IWorkflowAuthorizer>(authorizer)
        );
        var schedules = host.Services.GetRequiredService<ISchedules>();
        var scheduler = host.Services.GetRequiredService<SchedulerService>();
        var id = await schedules.CreateAsync("mop_floor", "Late", Hourly, NoAnswers, "ann");

        authorizer.Hesitations = 1;
        _time.Advance(TimeSpan.FromHours(1));
        await EngineHost.UntilAsync(async () => (await FireAsync()).LastProcessId is not null);
        var late = await FireAsync();
        authorizer.Hesitations = 2;
        _time.Advance(TimeSpan.FromHours(1));
        await EngineHost.UntilAsync(async () => (await FireAsync()).LastRefusal is not null);
        var passed = await FireAsync();

        Assert.Null(late.LastRefusal);
        Assert.Equal(
            "'mop_floor' was not started within 00:00:01: its form or what decides whether it may start did not answer.",
            passed.LastRefusal
        );
        Assert.Equal(_time.GetUtcNow().AddHours(1), passed.NextRunAt);

        async Task<Schedule> FireAsync()
        {
            await scheduler.FireAsync(CancellationToken.None);
            return (await schedules.ListAsync()).Single(schedule => schedule.ScheduleId == id);
        }
    }

    [Theory]
    [InlineData("trigger_arguments", """{"hour": 3, "timezone": "Europe/Nowhere"}""", "knows no time zone 'Europe/Nowhere'")]
    [InlineData("trigger_arguments", "nonsense", "cannot be read")]
    [InlineData("trigger_arguments", "[]", "are an object")]
    [InlineData("trigger_kind", "sometimes", "'sometimes' is not a trigger")]
    [InlineData("pages", "{", "cannot be read")]
    [InlineData("pages", "{}", "cannot be read")]
    public async Task A_row_that_cannot_be_read_is_listed_with_the_reason_stops_no_other_and_can_be_changed_and_deleted(
        string column,
        string value,
        string reason
    )
    {
        var damaged = await Schedules.CreateAsync("beat_five_times", "Damaged", Hourly, NoAnswers, "ann");
        var innocent = await Schedules.CreateAsync("beat_five_times", "Innocent", Hourly, NoAnswers, "ann");
        _host.Database.Query(
            $"UPDATE schedules SET {column} = '{value}', next_run_at = '2029-01-01T00:00:00.000000Z' WHERE schedule_id = '{damaged}'"
        );

        await AdvanceAsync();

        var shown = await GetAsync(damaged);
        Assert.Contains(reason, shown.Trigger.Error, StringComparison.Ordinal);
        Assert.Equal(
            (shown.Trigger.Error, null, _time.GetUtcNow().AddMinutes(10)),
            (shown.LastRefusal, shown.LastProcessId, shown.NextRunAt)
        );
        Assert.NotNull((await GetAsync(innocent)).LastProcessId);
        await Schedules.UpdateAsync(damaged, "Renamed", trigger: null, "ann");
        Assert.Equal("Renamed", (await GetAsync(damaged)).Name);
        await Schedules.DeleteAsync(damaged, "ann");
        Assert.DoesNotContain(await Schedules.ListAsync(), schedule => schedule.ScheduleId == damaged);
    }

    [Fact]
    public async Task One_whose_time_cannot_be_read_says_so_and_ends_no_look_at_the_many_that_are_due_even_while_the_engine_is_paused()
    {
        const int readable = 99;
        var control = _host.Services.GetRequiredService<IEngineControl>();
        _host.Database.Query("DELETE FROM schedules");
        var damaged = await Schedules.CreateAsync("beat_five_times", "Damaged", Hourly, NoAnswers, "ann");
        _host.Database.Query(
            $"""
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {readable})
            INSERT INTO schedules (schedule_id, name, workflow_id, trigger_kind, trigger_arguments, pages, next_run_at,
                created_by, created_at)
            SELECT {_host.Database.NumberedId(
                "n"
            )}, 'Due', workflow_id, trigger_kind, trigger_arguments, pages, next_run_at, created_by, created_at
            FROM numbers CROSS JOIN (SELECT * FROM schedules WHERE schedule_id = '{damaged}') one
            """
        );
        var unreadable = _host.Database is SqliteTestDatabase ? "2020-13-45T00:00:00.000000Z" : "4000-01-01 00:00:00+00 BC";
        _host.Database.Query(
            $"""
            UPDATE schedules SET next_run_at = '2019-01-01T00:00:00.000000Z';
            UPDATE schedules SET next_run_at = '{unreadable}' WHERE schedule_id = '{damaged}'
            """
        );

        await control.PauseAsync("ann");
        await Scheduler.FireAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2));
        var told = await GetAsync(damaged);
        await control.ResumeAsync("ann");
        await Scheduler.FireAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Contains("next_run_at", told.LastRefusal, StringComparison.Ordinal);
        Assert.Equal(_time.GetUtcNow().AddMinutes(10), told.NextRunAt);
        Assert.Equal(
            [(null, true, readable), (told.LastRefusal, false, 1)],
            (await Schedules.ListAsync())
                .CountBy(static schedule => (schedule.LastRefusal, schedule.LastProcessId is not null))
                .Select(static count => (count.Key.LastRefusal, count.Key.Item2, count.Value))
                .OrderByDescending(static count => count.Value)
        );
    }

    [Fact]
    public async Task A_schedule_whose_workflow_is_gone_from_the_code_says_so_and_can_be_deleted()
    {
        var orphan = await Schedules.CreateAsync("beat_five_times", "Orphan", Hourly, NoAnswers, "ann");
        _host.Database.Query(
            "UPDATE schedules SET workflow_id = (SELECT workflow_id FROM workflows WHERE name = 'mop_floor') "
                + "WHERE name = 'Orphan'; UPDATE workflows SET name = 'gone' WHERE name = 'mop_floor'"
        );

        await AdvanceAsync();

        Assert.StartsWith("There is no workflow 'gone'. ", (await GetAsync(orphan)).LastRefusal, StringComparison.Ordinal);
        await Schedules.DeleteAsync(orphan, "ann");
        Assert.DoesNotContain(await Schedules.ListAsync(), schedule => schedule.ScheduleId == orphan);
    }

    [Fact]
    public async Task A_schedule_that_is_renamed_while_it_fires_fires_each_time_once()
    {
        var id = await Schedules.CreateAsync("beat_five_times", null, Hourly, NoAnswers, "ann");

        for (var hour = 0; hour < 10; hour++)
        {
            _time.Advance(TimeSpan.FromHours(1));
            await Task.WhenAll([
                .. Enumerable
                    .Range(0, 4)
                    .Select(number => Task.Run(() => Schedules.UpdateAsync(id, $"Name {number}", trigger: null, "ann"))),
                Task.Run(() => Scheduler.FireAsync(CancellationToken.None)),
            ]);
            await Scheduler.FireAsync(CancellationToken.None);
        }

        Assert.Equal(
            ["10"],
            _host.Database.Query(
                "SELECT count(*) FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id WHERE w.name = 'beat_five_times'"
            )
        );
    }

    private SchedulerService Scheduler => _host.Services.GetRequiredService<SchedulerService>();

    private async Task AdvanceAsync()
    {
        _time.Advance(TimeSpan.FromHours(1));
        await Scheduler.FireAsync(CancellationToken.None);
    }

    private sealed class BreakableAuthorizer : IWorkflowAuthorizer
    {
        internal bool Breaks { get; set; }

        public ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default) =>
            Breaks && request.WorkflowName == "ask_inventory"
                ? throw new TimeoutException("The directory of users does not answer.")
                : ValueTask.FromResult(true);
    }

    /// <summary>Does not answer some times, as something in its way that stands still for a while, and then does.</summary>
    private sealed class HesitantAuthorizer : IWorkflowAuthorizer
    {
        private int _hesitations;

        internal int Hesitations
        {
            set => Volatile.Write(ref _hesitations, value);
        }

        public async ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default)
        {
            if (request.WorkflowName == "mop_floor" && Interlocked.Decrement(ref _hesitations) >= 0)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return true;
        }
    }

    /// <summary>Blocks the thread that asks it about a workflow, until it is told to return.</summary>
    private sealed class SilentAuthorizer : IWorkflowAuthorizer, IDisposable
    {
        private readonly ManualResetEventSlim _answer = new();
        private int _asked;

        internal bool IsSilent { get; set; }

        internal int Asked => Volatile.Read(ref _asked);

        public ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default)
        {
            if (IsSilent && request.WorkflowName == "mop_floor")
            {
                Interlocked.Increment(ref _asked);
                _answer.Wait(CancellationToken.None);
            }

            return ValueTask.FromResult(true);
        }

        public void Dispose() => _answer.Dispose();

        internal void Answer() => _answer.Set();
    }

    private async Task<Schedule> GetAsync(Guid id) => (await Schedules.ListAsync()).Single(schedule => schedule.ScheduleId == id);
}
