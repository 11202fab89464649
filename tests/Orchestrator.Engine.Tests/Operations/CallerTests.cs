using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.BulkReconciles;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations;

/// <summary>A reporter is recorded and never asked about, on every way on which a name travels to a later start.</summary>
public sealed class CallerTests : IAsyncLifetime
{
    private const string Child = "run_group";

    private static readonly JsonElement[] NoAnswers = [JsonElement.Parse("{}")];

    /// <summary>Signed in as Mallory, who reports for the administrator.</summary>
    private static readonly Caller Mallory = new("admin") { AuthenticatedName = "mallory" };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly Guard _guard = new();
    private EngineHost _host = null!;

    private ISchedules Schedules => _host.Services.GetRequiredService<ISchedules>();

    public async ValueTask InitializeAsync() =>
        _host = await EngineHost.StartAsync(services: services => services.AddSingleton<IWorkflowAuthorizer>(_guard), time: _time);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("start")]
    [InlineData("start once")]
    [InlineData("retry")]
    [InlineData("retry all")]
    [InlineData("skip")]
    [InlineData("answer")]
    [InlineData("make a schedule")]
    [InlineData("change a schedule")]
    public async Task What_a_step_starts_is_asked_about_who_was_signed_in_and_recorded_under_the_reporter(string way)
    {
        await StartChildAsync(way);
        await EngineHost.UntilAsync(async () =>
        {
            await _host.AdvanceAsync(TimeSpan.FromSeconds(1));
            return _guard.Asked.Any(static request => request.WorkflowName == Child);
        });

        var asked = Assert.Single(_guard.Asked, static request => request.WorkflowName == Child);
        Assert.Equal(("mallory", "admin"), (asked.User, asked.Reporter));
        Assert.Equal(
            ["admin"],
            _host.Database.Query(
                $"SELECT p.created_by FROM processes p JOIN workflows w ON w.workflow_id = p.workflow_id WHERE w.name = '{Child}'"
            )
        );
    }

    [Fact]
    public async Task A_schedule_that_gets_another_name_fires_as_before_and_says_who_has_named_it()
    {
        var id = await Schedules.CreateAsync(
            "work_then_start_child",
            "Work",
            ScheduleTrigger.Every(TimeSpan.FromHours(1)),
            NoAnswers,
            "ann"
        );
        await Schedules.UpdateAsync(id, "Work hard", trigger: null, Mallory);

        var schedule = (await Schedules.ListAsync()).Single(schedule => schedule.ScheduleId == id);

        Assert.Equal(("ann", "ann", "admin"), (schedule.CreatedBy, schedule.RunAs, schedule.UpdatedBy));
    }

    [Fact]
    public async Task A_bulk_reconcile_starts_what_who_is_signed_in_may_start()
    {
        var thing = await _host.CreateThingAsync();
        _guard.Forbids = static request => request is { User: "mallory", WorkflowName: "reconcile_thing" };

        var id = await _host.Services.GetRequiredService<IBulkReconciles>().StartAsync("", concurrency: 1, Mallory);
        await CompleteAsync(id);

        var bulk = await _host.Services.GetRequiredService<IBulkReconciles>().GetAsync(id);
        Assert.Equal(thing, Assert.Single(bulk.Refusals).SubscriptionId);
        Assert.Equal("admin", (await _host.Processes.GetAsync(id)).CreatedBy);
    }

    [Fact]
    public async Task A_validation_of_many_starts_what_who_is_signed_in_may_start()
    {
        await _host.CreateThingAsync();
        _guard.Forbids = static request => request is { User: "mallory", WorkflowName: "validate_thing" };

        var id = await _host.Processes.StartAsync("task_validate_subscriptions", NoAnswers, Mallory);
        await CompleteAsync(id);

        var state = (await _host.Processes.GetAsync(id)).CurrentState;
        Assert.Equal((0, 1), (state.Get<int>("started_validations"), state.Get<int>("refused_validations")));
    }

    private async Task CompleteAsync(Guid processId) =>
        await EngineHost.UntilAsync(async () =>
        {
            await _host.AdvanceAsync(TimeSpan.FromSeconds(1));
            return (await _host.Processes.GetAsync(processId)).Status == ProcessStatus.Completed;
        });

    private async Task StartChildAsync(string way)
    {
        switch (way)
        {
            case "start":
                await _host.Processes.StartAsync("work_then_start_child", NoAnswers, Mallory);
                break;
            case "start once":
                await _host.Processes.StartOnceAsync("work_then_start_child", NoAnswers, Mallory, "key");
                break;
            case "answer":
                var asking = await _host.RunPlainAsync("ask_then_start_child", ProcessStatus.Suspended);
                await _host.Processes.ResumeAsync(asking.ProcessId, [EngineHost.Page(new { name = "x" })], Mallory);
                break;
            case "make a schedule":
                await Schedules.CreateAsync(
                    "work_then_start_child",
                    "Work",
                    ScheduleTrigger.Once(_time.GetUtcNow().AddSeconds(1)),
                    NoAnswers,
                    Mallory
                );
                break;
            case "change a schedule":
                var id = await Schedules.CreateAsync(
                    "work_then_start_child",
                    "Work",
                    ScheduleTrigger.Cron("0 3 1 1 *"),
                    NoAnswers,
                    "admin"
                );
                await Schedules.UpdateAsync(id, name: null, ScheduleTrigger.Once(_time.GetUtcNow().AddSeconds(1)), Mallory);
                break;
            default:
                _host.External.FailNext(new InvalidOperationException("Down."));
                var failed = (await _host.RunPlainAsync("work_then_start_child", ProcessStatus.Failed)).ProcessId;
                await (
                    way switch
                    {
                        "retry" => _host.Processes.ResumeAsync(failed, [], Mallory),
                        "retry all" => _host.Processes.ResumeAllAsync(Mallory),
                        "skip" => _host.Processes.SkipAsync(failed, "Not needed.", Mallory),
                        _ => throw new ArgumentOutOfRangeException(nameof(way), way, null),
                    }
                );
                break;
        }
    }

    /// <summary>Remembers who asked for what, and forbids what a test says.</summary>
    private sealed class Guard : IWorkflowAuthorizer
    {
        private readonly ConcurrentQueue<WorkflowAuthorization> _asked = new();

        public Func<WorkflowAuthorization, bool> Forbids { get; set; } = static _ => false;

        public IReadOnlyCollection<WorkflowAuthorization> Asked => _asked;

        public ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default)
        {
            _asked.Enqueue(request);
            return ValueTask.FromResult(!Forbids(request));
        }
    }
}
