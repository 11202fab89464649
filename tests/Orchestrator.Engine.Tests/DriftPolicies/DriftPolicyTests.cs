using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Drift;
using Orchestrator.DriftPolicies;
using Orchestrator.Forms;
using Orchestrator.Options;
using Orchestrator.Schedules;
using Orchestrator.Tests.Drift;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.DriftPolicies;

/// <summary>Which policy a product has: what an operator has set, otherwise what the settings say, otherwise what the code does.</summary>
public sealed class DriftPolicyTests
{
    private readonly GadgetSystem _system = new();

    [Fact]
    public async Task A_product_without_a_policy_is_reported_on_and_checked_at_no_set_times()
    {
        await using var host = await StartAsync();

        var found = await PolicyAsync(host);

        Assert.Equal(
            (null, DriftHealing.Report, 10, 1, 3, null),
            (
                found.Policy.Check,
                found.Policy.Heal,
                found.Policy.MaxDriftPercent,
                found.Policy.Brakes.Canary,
                found.Policy.Brakes.StopAfterFailed,
                found.ChangedBy
            )
        );
        Assert.Null(await ScheduleAsync(host));
        Assert.DoesNotContain("gauge", (await Of(host).ListAsync()).Select(static policy => policy.Product));
    }

    [Fact]
    public async Task Each_setting_replaces_what_the_code_says_and_zero_takes_a_brake_away()
    {
        await using var host = await StartAsync(
            static options =>
                options.DriftPolicies["gadget"] = new()
                {
                    Heal = DriftHealing.Heal,
                    Canary = 0,
                    WaveSize = 7,
                },
            static builder =>
                builder.AddDriftPolicy(
                    "gadget",
                    new()
                    {
                        Check = "*/15 * * * *",
                        MaxDriftPercent = 20,
                        Brakes = new() { Canary = 2, StopAfterFailed = 5 },
                    }
                )
        );

        var policy = (await PolicyAsync(host)).Policy;

        Assert.Equal(("*/15 * * * *", DriftHealing.Heal, 20), (policy.Check, policy.Heal, policy.MaxDriftPercent));
        Assert.Equal(new() { StopAfterFailed = 5, WaveSize = 7 }, policy.Brakes);
        Assert.Equal("task_heal_drift", (await ScheduleAsync(host))!.WorkflowName);
    }

    [Fact]
    public async Task What_an_operator_sets_wins_over_code_and_settings_at_once_and_after_a_restart_and_is_audited()
    {
        using var database = TestDatabase.New();
        await using (var host = await StartAsync(database))
        {
            Assert.Equal("task_bulk_check", (await ScheduleAsync(host))!.WorkflowName);
            await Of(host)
                .SetAsync(
                    "gadget",
                    new()
                    {
                        Check = "0 3 * * *",
                        Heal = DriftHealing.Heal,
                        MaxDriftPercent = 5,
                    },
                    "ann"
                );
            Assert.Equal("task_heal_drift", (await ScheduleAsync(host))!.WorkflowName);
        }

        await using var next = await StartAsync(database);
        var found = await PolicyAsync(next);
        Assert.Equal(
            ("0 3 * * *", DriftHealing.Heal, 5, "ann"),
            (found.Policy.Check, found.Policy.Heal, found.Policy.MaxDriftPercent, found.ChangedBy)
        );
        Assert.Equal("task_heal_drift", (await ScheduleAsync(next))!.WorkflowName);
        await Of(next).SetAsync("gadget", new() { Check = "0 3 * * *", Heal = DriftHealing.Off }, "bob");
        Assert.Null(await ScheduleAsync(next));
        Assert.Equal(
            [
                "ann|Product 'gadget': heal, check 0 3 * * *, at most 5 percent",
                "bob|Product 'gadget': off, check 0 3 * * *, at most 10 percent",
            ],
            database
                .Query("SELECT authenticated_name, reason FROM audit_entries WHERE action = 'set_drift_policy' ORDER BY 1")
                .Select(static row => row[..row.IndexOf(", brakes", StringComparison.Ordinal)])
        );
    }

    [Fact]
    public async Task A_schedule_that_an_operator_has_deleted_comes_back_with_the_next_policy_that_is_set()
    {
        await using var host = await StartAsync();
        await Of(host).SetAsync("gadget", new() { Check = "0 3 * * *" }, "ann");
        await host.Services.GetRequiredService<ISchedules>().DeleteAsync((await ScheduleAsync(host))!.ScheduleId, "ann");
        Assert.Null(await ScheduleAsync(host));

        await Of(host).SetAsync("gadget", new() { Check = "0 4 * * *" }, "ann");

        Assert.NotNull(await ScheduleAsync(host));
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_and_changes_nothing()
    {
        await using var host = await StartAsync();
        foreach (
            var policy in new DriftPolicy[]
            {
                new() { Check = "often" },
                new() { Check = new('*', 300) },
                new() { MaxDriftPercent = 0 },
                new() { MaxDriftPercent = 101 },
                new() { Heal = (DriftHealing)7 },
                new() { Brakes = new() { Canary = 0 } },
                new() { Windows = [new() { Cron = "never", Duration = TimeSpan.FromHours(1) }] },
                new() { Windows = [new() { Cron = "0 2 * * *" }] },
                new()
                {
                    Windows =
                    [
                        new()
                        {
                            Cron = "0 2 * * *",
                            Duration = TimeSpan.FromHours(1),
                            TimeZone = "Nowhere",
                        },
                    ],
                },
                new()
                {
                    Windows =
                    [
                        .. Enumerable.Repeat(new MaintenanceWindowOptions { Cron = "0 2 * * *", Duration = TimeSpan.FromHours(1) }, 101),
                    ],
                },
            }
        )
        {
            await Assert.ThrowsAsync<InvalidRequestException>(() => Of(host).SetAsync("gadget", policy, "ann"));
        }

        await Assert.ThrowsAsync<NotFoundException>(() => Of(host).SetAsync("gauge", new(), "ann"));
        await Assert.ThrowsAsync<NotFoundException>(() => Of(host).SetAsync("none", new(), "ann"));
        Assert.Equal(["0"], host.Database.Query("SELECT count(*) FROM drift_policies"));
    }

    [Theory]
    [InlineData(0, null, "MaxDriftPercent")]
    [InlineData(null, -1, "canary")]
    public async Task Settings_out_of_their_range_are_refused_when_the_host_starts(int? percent, int? canary, string problem)
    {
        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() =>
            StartAsync(options => options.DriftPolicies["gadget"] = new() { MaxDriftPercent = percent, Canary = canary })
        );

        Assert.StartsWith("Orchestrator:DriftPolicies:gadget: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(
            problem.Replace("MaxDriftPercent", "max_drift_percent", StringComparison.Ordinal),
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_windows_that_an_operator_sets_replace_those_of_the_settings_for_people_as_well()
    {
        await using var host = await StartAsync(static options =>
            options.MaintenanceWindows["gadget"] = [
                new()
                {
                    Cron = "* * * * *",
                    Duration = TimeSpan.FromHours(1),
                    Deny = true,
                },
            ]
        );
        GadgetRows.Create(host, _system, 1);
        Task<Guid> ReconcileAsync() => host.StartAsync("reconcile_gadget", GadgetRows.IdOf(1));
        await Assert.ThrowsAsync<FormInvalidException>(ReconcileAsync);

        await Of(host).SetAsync("gadget", new() { Windows = [] }, "ann");
        await host.WaitAsync(await ReconcileAsync(), Processes.ProcessStatus.Completed);
        await Of(host).SetAsync("gadget", new(), "ann");

        await Assert.ThrowsAsync<FormInvalidException>(ReconcileAsync);
    }

    [Fact]
    public async Task Windows_of_the_code_are_those_of_the_product_where_the_settings_have_none()
    {
        static void Declare(IOrchestratorBuilder builder) =>
            builder.AddDriftPolicy(
                "gadget",
                new()
                {
                    Windows =
                    [
                        new()
                        {
                            Cron = "* * * * *",
                            Duration = TimeSpan.FromHours(1),
                            Deny = true,
                        },
                    ],
                }
            );
        await using (var host = await StartAsync(builder: Declare))
        {
            GadgetRows.Create(host, _system, 1);
            await Assert.ThrowsAsync<FormInvalidException>(() => host.StartAsync("reconcile_gadget", GadgetRows.IdOf(1)));
        }

        await using var other = await StartAsync(static options => options.MaintenanceWindows["gadget"] = [], Declare);
        GadgetRows.Create(other, _system, 1);
        await other.WaitAsync(await other.StartAsync("reconcile_gadget", GadgetRows.IdOf(1)), Processes.ProcessStatus.Completed);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_corrects_nothing()
    {
        await using var host = await StartAsync();
        await Of(host).SetAsync("gadget", new() { Heal = DriftHealing.Heal }, "ann");
        host.Database.Query("UPDATE drift_policies SET heal = 'always', windows = 'none'");

        Assert.Equal(DriftHealing.Report, (await PolicyAsync(host)).Policy.Heal);
        foreach (var brakes in new[] { "[", "null" })
        {
            host.Database.Query($"UPDATE drift_policies SET heal = 'heal', windows = NULL, brakes = '{brakes}'");
            Assert.Equal(DriftHealing.Report, (await PolicyAsync(host)).Policy.Heal);
        }
    }

    [Theory]
    [InlineData("none")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("""[{"cron": "* * * * *", "duration": "01:00:00", "time_zone": "Nowhere"}]""")]
    public async Task Windows_that_this_host_cannot_evaluate_keep_the_product_closed_and_correct_nothing(string windows)
    {
        await using var host = await StartAsync();
        GadgetRows.Create(host, _system, 1);
        await Of(host).SetAsync("gadget", new() { Heal = DriftHealing.Heal, Windows = [] }, "ann");
        await host.WaitAsync(await host.StartAsync("reconcile_gadget", GadgetRows.IdOf(1)), Processes.ProcessStatus.Completed);

        host.Database.Query($"UPDATE drift_policies SET windows = '{windows}'");

        await Assert.ThrowsAsync<FormInvalidException>(() => host.StartAsync("reconcile_gadget", GadgetRows.IdOf(1)));
        Assert.Equal(DriftHealing.Report, (await PolicyAsync(host)).Policy.Heal);
    }

    [Fact]
    public async Task A_policy_whose_checks_have_no_task_is_refused_as_a_whole()
    {
        await using var host = await StartAsync();
        host.Database.Query("UPDATE workflows SET deleted_at = created_at WHERE name = 'task_bulk_check'");

        var refused = await Assert.ThrowsAsync<ConflictException>(() => Of(host).SetAsync("gadget", new() { Check = "0 3 * * *" }, "ann"));

        Assert.Equal("schedule_without_workflow", refused.Code);
        Assert.Equal(["0"], host.Database.Query("SELECT count(*) FROM drift_policies"));
    }

    [Fact]
    public void The_schedule_of_a_product_with_a_long_name_fits_its_columns_and_is_its_own()
    {
        var (one, other) = (new string('x', 255), new string('x', 254) + "y");
        var schedule = HostDriftPolicies.ToSchedule(one, new() { Check = "0 3 * * *", Heal = DriftHealing.Heal })!;

        Assert.True(schedule.Key.Length <= 200 && schedule.Name.Length <= 255);
        Assert.NotEqual(schedule.Key, HostDriftPolicies.KeyOf(other));
        Assert.Equal("orchestrator.check_drift.gadget", HostDriftPolicies.KeyOf("gadget"));
    }

    private static IDriftPolicies Of(EngineHost host) => host.Services.GetRequiredService<IDriftPolicies>();

    private static async Task<ProductDriftPolicy> PolicyAsync(EngineHost host) =>
        (await Of(host).ListAsync()).Single(static policy => policy.Product == "gadget");

    private static async Task<Schedule?> ScheduleAsync(EngineHost host) =>
        (await host.Services.GetRequiredService<ISchedules>().ListAsync()).SingleOrDefault(static schedule =>
            schedule.Key == "orchestrator.check_drift.gadget"
        );

    /// <summary>A host whose code checks gadgets every hour, and whose settings do so every two hours.</summary>
    private Task<EngineHost> StartAsync(TestDatabase database) =>
        EngineHost.StartAsync(
            database,
            static options => options.DriftPolicies["gadget"] = new() { Check = "0 */2 * * *" },
            services => services.AddSingleton(_system),
            builder: static builder => builder.AddDriftPolicy("gadget", new() { Check = "0 * * * *" })
        );

    private Task<EngineHost> StartAsync(Action<OrchestratorOptions>? configure = null, Action<IOrchestratorBuilder>? builder = null) =>
        EngineHost.StartAsync(configure: configure, services: services => services.AddSingleton(_system), builder: builder);
}
