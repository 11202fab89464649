using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.Forms;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;

namespace Orchestrator.Testing.Tests;

public sealed class OrchestratorTestHostTests : IAsyncLifetime
{
    private readonly Carrier _carrier = new();
    private OrchestratorTestHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await OrchestratorTestHost.StartAsync(
            new()
            {
                Workflows = static builder => builder.AddOrchestrator_Testing_TestsWorkflows(),
                Services = services => services.AddSingleton<ICarrier>(_carrier).AddSingleton<LabelStore>().AddSingleton<CrateStore>(),
            }
        );

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_form_can_be_asked_without_a_host()
    {
        var answered = await ParcelWorkflows.AskWeight(OrchestratorTestHost.AnswerForm(new { Weight = 3 }));

        Assert.Equal(3, answered.Weight);
        await Assert.ThrowsAsync<FormInvalidException>(() =>
            ParcelWorkflows.AskWeight(OrchestratorTestHost.AnswerForm(new { Weight = "x" }))
        );
        await Assert.ThrowsAsync<FormNotCompleteException>(() => ParcelWorkflows.AskWeight(OrchestratorTestHost.AnswerForm()));
    }

    [Fact]
    public async Task A_subscription_is_made_changed_and_reconciled_as_in_production()
    {
        var parcel = await CreateParcelAsync(weight: 3);

        var modify = await _host.RunAsync("modify_parcel", new { subscription_id = parcel }, new { weight = 5 });
        modify.AssertStatus(ProcessStatus.Suspended);
        modify = await _host.ResumeAsync(modify.ProcessId, new { signed_by = "Ann" });
        var reconcile = await _host.RunAsync("reconcile_parcel", new { subscription_id = parcel });

        modify.AssertStatus(ProcessStatus.Completed);
        reconcile.AssertSteps(
            ("Start", StepStatus.Success),
            ("Create Process Subscription relation", StepStatus.Success),
            ("Lock subscription", StepStatus.Success),
            ("Collect parcel", StepStatus.Success),
            ("Unlock subscription", StepStatus.Success),
            ("Refresh subscription search index", StepStatus.Success),
            ("Refresh process search index", StepStatus.Success),
            ("Done", StepStatus.Complete)
        );
        Assert.Equal([3, 5, 5], _carrier.Weights);
        Assert.Equal(5, (await _host.GetSubscriptionAsync<Parcel>(parcel)).Block.Weight);
    }

    [Fact]
    public async Task A_policy_is_satisfied_unless_the_test_adds_policies_of_its_own()
    {
        await using var other = await OrchestratorTestHost.StartAsync(
            new()
            {
                Workflows = static builder => builder.AddOrchestrator_Testing_TestsWorkflows(),
                Services = static services => services.AddSingleton<IWorkflowPolicies, RefusingPolicies>(),
            }
        );

        (await _host.RunAsync("open_depot", new { })).AssertStatus(ProcessStatus.Completed);
        await Assert.ThrowsAsync<ForbiddenException>(() => other.RunAsync("open_depot", new { }));
    }

    [Fact]
    public async Task A_waiting_process_is_called_back_at_the_address_that_it_gave_out()
    {
        var waiting = await _host.RunAsync("track_parcel", new { });

        var process = await _host.CallBackAsync(waiting.ProcessId, new { number = "42" });

        waiting.AssertStatus(ProcessStatus.AwaitingCallback);
        process.AssertStatus(ProcessStatus.Completed);
    }

    [Fact]
    public async Task A_process_that_has_ended_is_not_waited_for()
    {
        var waiting = await _host.RunAsync("track_parcel", new { });
        await _host.CallBackAsync(waiting.ProcessId, new { number = "42" });

        var late = await Assert.ThrowsAsync<OrchestratorAssertionException>(() =>
            _host.CallBackAsync(waiting.ProcessId, new { number = "42" })
        );

        Assert.StartsWith("The process has ended, and cannot become AwaitingCallback:", late.Message, StringComparison.Ordinal);
        Assert.Contains("Completed", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hours_pass_when_the_test_says_so()
    {
        _carrier.Fails = true;
        var waiting = await _host.RunAsync("bother_carrier", new { });
        var tracking = await _host.RunAsync("track_parcel", new { });

        await _host.AdvanceAsync(TimeSpan.FromMinutes(59));
        waiting.AssertStatus(ProcessStatus.Waiting);
        Assert.Equal(1, _carrier.Calls);
        _carrier.Fails = false;
        await _host.AdvanceAsync(TimeSpan.FromMinutes(2));
        await _host.AdvanceAsync(TimeSpan.FromHours(5));

        (await _host.Processes.GetAsync(waiting.ProcessId)).AssertStatus(ProcessStatus.Completed);
        Assert.Equal(2, _carrier.Calls);
        var late = await _host.Processes.GetAsync(tracking.ProcessId);
        late.AssertStatus(ProcessStatus.Failed);
        Assert.Equal("Callback timed out", late.FailedReason);
    }

    [Fact]
    public async Task A_clock_that_a_step_moves_further_than_the_test_is_left_there()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await OrchestratorTestHost.StartAsync(
            new()
            {
                Workflows = static builder => builder.AddOrchestrator_Testing_TestsWorkflows(),
                Services = services => services.AddSingleton<ICarrier>(_carrier).AddSingleton<LabelStore>().AddSingleton<CrateStore>(),
                Time = clock,
            }
        );
        _carrier.Fails = true;
        var waiting = await host.RunAsync("bother_carrier", new { });
        _carrier.Fails = false;
        _carrier.Collecting = () => clock.Advance(TimeSpan.FromHours(2));
        var began = clock.GetUtcNow();

        await host.AdvanceAsync(TimeSpan.FromHours(1));

        (await host.Processes.GetAsync(waiting.ProcessId)).AssertStatus(ProcessStatus.Completed);

        // The attempt was due an hour after the first, to the microsecond that is stored.
        Assert.InRange(clock.GetUtcNow() - began, TimeSpan.FromHours(3) - TimeSpan.FromMicroseconds(1), TimeSpan.FromHours(3));
    }

    [Fact]
    public async Task A_jump_stops_at_every_moment_at_which_something_is_due()
    {
        var schedules = _host.Services.GetRequiredService<ISchedules>();
        var hourly = await schedules.CreateAsync(
            "track_parcel",
            name: null,
            ScheduleTrigger.Every(TimeSpan.FromHours(1)),
            [OrchestratorTestHost.Page(new { })],
            "test"
        );
        var began = _host.Now;

        // What is stored is exact to the microsecond.
        var stored = began.AddTicks(-(began.Ticks % TimeSpan.TicksPerMicrosecond));
        _carrier.Fails = true;
        var waiting = await _host.RunAsync("bother_carrier", new { });

        await _host.AdvanceAsync(TimeSpan.FromHours(24));

        // The third attempt is the last one: one hour after the first, and two more after the second.
        Assert.Equal(3, _carrier.Calls);
        (await _host.Processes.GetAsync(waiting.ProcessId)).AssertStatus(ProcessStatus.Failed);
        var tracking = (await _host.Processes.SearchAsync(new([new("workflow_name", "track_parcel")], [], Skip: 0, Take: 100))).Items;
        Assert.Equal(
            Enumerable.Range(1, 24).Select(hour => stored.AddHours(hour)),
            tracking.Select(static process => process.StartedAt).Order()
        );
        Assert.Equal(stored.AddHours(25), (await schedules.ListAsync()).Single(schedule => schedule.ScheduleId == hourly).NextRunAt);
        Assert.Equal(began.AddHours(24), _host.Now);
    }

    [Fact]
    public async Task A_process_that_is_not_as_expected_is_shown_as_a_whole()
    {
        _carrier.Fails = true;
        var failed = await _host.RunAsync("create_parcel", await PagesAsync(weight: 1));

        var steps = Assert.Throws<OrchestratorAssertionException>(() => failed.AssertSteps(("Start", StepStatus.Success)));
        var status = Assert.Throws<OrchestratorAssertionException>(() => failed.AssertStatus(ProcessStatus.Completed));

        Assert.Contains("Collect parcel: Failed", steps.Message, StringComparison.Ordinal);
        Assert.Contains("Done: to come", steps.Message, StringComparison.Ordinal);
        Assert.Contains("The carrier is on strike.", status.Message, StringComparison.Ordinal);
        Assert.StartsWith("The process is not Completed", status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_moves_on_its_own_is_not_moved_by_the_host()
    {
        await using var host = await OrchestratorTestHost.StartAsync(
            new()
            {
                Workflows = static builder => builder.AddOrchestrator_Testing_TestsWorkflows(),
                Services = services => services.AddSingleton<ICarrier>(_carrier).AddSingleton<LabelStore>().AddSingleton<CrateStore>(),
                Time = TimeProvider.System,
            }
        );

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.AdvanceAsync(TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task Hosts_with_one_clock_and_one_database_continue_each_others_processes()
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-two-hosts-");
        try
        {
            var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
            Task<OrchestratorTestHost> StartAsync() =>
                OrchestratorTestHost.StartAsync(
                    new()
                    {
                        Workflows = static builder => builder.AddOrchestrator_Testing_TestsWorkflows(),
                        Services = services =>
                            services.AddSingleton<ICarrier>(_carrier).AddSingleton<LabelStore>().AddSingleton<CrateStore>(),
                        Options = options => options.Database = $"Data Source={folder.FullName}/core.db;Pooling=false",
                        Time = clock,
                    }
                );
            _carrier.Fails = true;
            Guid waiting;
            await using (var first = await StartAsync())
            {
                waiting = (await first.RunAsync("bother_carrier", new { })).ProcessId;
            }

            _carrier.Fails = false;
            await using var second = await StartAsync();
            await second.AdvanceAsync(TimeSpan.FromHours(1));

            (await second.Processes.GetAsync(waiting)).AssertStatus(ProcessStatus.Completed);
            Assert.Equal(clock.GetUtcNow(), second.Now);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<object[]> PagesAsync(int weight) => [new { product = await _host.GetProductIdAsync("parcel") }, new { weight }];

    private async Task<Guid> CreateParcelAsync(int weight)
    {
        var process = await _host.RunAsync("create_parcel", await PagesAsync(weight));
        process.AssertStatus(ProcessStatus.Completed);
        return process.SubscriptionIds.Single();
    }

    private sealed class Carrier : ICarrier
    {
        private readonly List<int> _weights = [];

        public bool Fails { get; set; }

        /// <summary>What else it does when it is called.</summary>
        public Action? Collecting { get; set; }

        public int Calls { get; private set; }

        public IReadOnlyList<int> Weights => _weights;

        public Task CollectAsync(Guid parcel, int weight)
        {
            Calls++;
            Collecting?.Invoke();
            if (Fails)
            {
                throw new InvalidOperationException("The carrier is on strike.");
            }

            _weights.Add(weight);
            return Task.CompletedTask;
        }
    }

    private sealed class RefusingPolicies : IWorkflowPolicies
    {
        public ValueTask<bool?> IsSatisfiedAsync(string policy, ClaimsPrincipal user, CancellationToken cancellationToken = default) =>
            new(false);
    }
}
