using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Processes;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Schedules;

/// <summary>What is kept of the times at which a schedule fired.</summary>
public sealed class ScheduleRunTests : IAsyncLifetime
{
    private static readonly JsonElement[] NoAnswers = [JsonElement.Parse("{}")];
    private static readonly ScheduleTrigger Hourly = ScheduleTrigger.Every(TimeSpan.FromHours(1));

    private readonly TestDatabase _database = TestDatabase.New();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private EngineHost _host = null!;

    private ISchedules Schedules => _host.Services.GetRequiredService<ISchedules>();

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync(_database, time: _time);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Each_run_has_its_process_with_its_status_the_newest_first()
    {
        var id = await Schedules.CreateAsync("mop_floor", "Mop", Hourly, NoAnswers, "ann");
        var began = _time.GetUtcNow();

        await _host.AdvanceAsync(TimeSpan.FromHours(3));

        var runs = await ListAsync(id, perSchedule: 2);
        Assert.Equal([began.AddHours(3), began.AddHours(2)], runs.Select(static run => run.RanAt));
        Assert.All(runs, run => Assert.Equal((id, ProcessStatus.Completed, null), (run.ScheduleId, run.Status, run.Refusal)));
        Assert.Equal((await GetAsync(id)).LastProcessId, runs[0].ProcessId);
    }

    [Fact]
    public async Task A_run_that_could_not_start_its_workflow_has_the_reason()
    {
        _host.External.Hold();
        await _host.Processes.StartAsync("mop_floor", NoAnswers, "test");
        var id = await Schedules.CreateAsync("mop_floor", "Mop", Hourly, NoAnswers, "ann");

        _time.Advance(TimeSpan.FromHours(1));
        await _host.Services.GetRequiredService<SchedulerService>().FireAsync(CancellationToken.None);

        var run = Assert.Single(await ListAsync(id, perSchedule: 10));
        Assert.Equal((null, null), (run.ProcessId, run.Status));
        Assert.Equal((await GetAsync(id)).LastRefusal, run.Refusal);
        Assert.NotNull(run.Refusal);
        _host.External.Open();
    }

    [Fact]
    public async Task Of_each_schedule_the_last_fifty_are_kept()
    {
        var id = await Schedules.CreateAsync("mop_floor", "Mop", Hourly, NoAnswers, "ann");
        var other = await Schedules.CreateAsync(
            "mop_floor",
            "Once",
            ScheduleTrigger.Once(_time.GetUtcNow().AddMinutes(1)),
            NoAnswers,
            "ann"
        );
        var began = _time.GetUtcNow();

        await _host.AdvanceAsync(TimeSpan.FromHours(53));

        Assert.Equal(
            Enumerable.Range(4, 50).Select(hour => began.AddHours(hour)),
            (await ListAsync(id, perSchedule: 50)).Select(static run => run.RanAt).Order()
        );
        Assert.Single(await ListAsync(other, perSchedule: 50));
    }

    [Fact]
    public async Task A_schedule_that_is_deleted_takes_its_runs_with_it()
    {
        var id = await Schedules.CreateAsync("mop_floor", "Mop", Hourly, NoAnswers, "ann");
        await _host.AdvanceAsync(TimeSpan.FromHours(1));

        await Schedules.DeleteAsync(id, "ann");

        Assert.Empty(await ListAsync(id, perSchedule: 1));
        Assert.Equal(
            ["0"],
            _database.Query("SELECT count(*) FROM schedule_runs r WHERE r.schedule_id NOT IN (SELECT schedule_id FROM schedules)")
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(51)]
    public async Task More_than_is_kept_cannot_be_asked_for(int number) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Schedules.ListRunsAsync(number));

    private async Task<Schedule> GetAsync(Guid id) => (await Schedules.ListAsync()).Single(schedule => schedule.ScheduleId == id);

    private async Task<IReadOnlyList<ScheduleRun>> ListAsync(Guid id, int perSchedule) =>
        [.. (await Schedules.ListRunsAsync(perSchedule)).Where(run => run.ScheduleId == id)];
}
