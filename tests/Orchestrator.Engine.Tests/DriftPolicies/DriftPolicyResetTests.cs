using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Drift;
using Orchestrator.Options;
using Orchestrator.Schedules;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.DriftPolicies;

/// <summary>A policy that is given back to the code and the settings, and where the windows of a product come from.</summary>
public sealed class DriftPolicyResetTests
{
    private static readonly MaintenanceWindowOptions OfCode = Window("0 1 * * *");
    private static readonly MaintenanceWindowOptions OfSettings = Window("0 2 * * *");
    private static readonly MaintenanceWindowOptions OfOperator = Window("0 3 * * *");

    private readonly GadgetSystem _system = new();

    [Fact]
    public async Task A_reset_gives_back_what_the_code_and_the_settings_say_with_its_schedule_and_is_audited()
    {
        await using var host = await StartAsync(builder: static builder =>
            builder.AddDriftPolicy("gadget", new() { Check = "*/15 * * * *", MaxDriftPercent = 20 })
        );
        var declared = await ScheduleAsync(host);
        await Of(host).SetAsync("gadget", new() { Check = "0 3 * * *", Heal = DriftHealing.Heal }, "ann");

        var reset = await Of(host).ResetAsync("gadget", "bob");

        Assert.Equal(("*/15 * * * *", DriftHealing.Report, 20), (reset.Policy.Check, reset.Policy.Heal, reset.Policy.MaxDriftPercent));
        Assert.Equal((null, null), (reset.ChangedBy, reset.ChangedAt));
        Assert.Equal(declared!.Trigger.Arguments.GetRawText(), (await ScheduleAsync(host))!.Trigger.Arguments.GetRawText());
        Assert.Equal("task_bulk_check", (await ScheduleAsync(host))!.WorkflowName);
        Assert.Equal(
            ["bob|Product 'gadget'"],
            host.Database.Query("SELECT authenticated_name, reason FROM audit_entries WHERE action = 'reset_drift_policy'")
        );
    }

    [Fact]
    public async Task What_no_operator_has_set_cannot_be_reset()
    {
        await using var host = await StartAsync();

        var unset = await Assert.ThrowsAsync<NotFoundException>(() => Of(host).ResetAsync("gadget", "ann"));
        var unknown = await Assert.ThrowsAsync<NotFoundException>(() => Of(host).ResetAsync("none", "ann"));

        Assert.Equal(("drift_policy_not_found", "product_not_found"), (unset.Code, unknown.Code));
    }

    [Fact]
    public async Task The_windows_that_hold_are_shown_with_where_they_come_from()
    {
        await using var none = await StartAsync();
        await using var code = await StartAsync(builder: Declare);
        await using var settings = await StartAsync(static options => options.MaintenanceWindows["gadget"] = [OfSettings], Declare);
        await using var set = await StartAsync(static options => options.MaintenanceWindows["gadget"] = [OfSettings], Declare);
        await Of(set).SetAsync("gadget", new() { Windows = [OfOperator] }, "ann");
        await using var open = await StartAsync(builder: Declare);
        await Of(open).SetAsync("gadget", new() { Windows = [] }, "ann");

        Assert.Equal((MaintenanceWindowOrigin.None, ""), await ShownAsync(none));
        Assert.Equal((MaintenanceWindowOrigin.Code, "0 1 * * *"), await ShownAsync(code));
        Assert.Equal((MaintenanceWindowOrigin.Settings, "0 2 * * *"), await ShownAsync(settings));
        Assert.Equal((MaintenanceWindowOrigin.Policy, "0 3 * * *"), await ShownAsync(set));
        Assert.Equal((MaintenanceWindowOrigin.Policy, ""), await ShownAsync(open));
    }

    [Fact]
    public async Task Which_part_may_fail_is_a_setting_as_well()
    {
        await using var host = await StartAsync(
            static options => options.DriftPolicies["gadget"] = new() { StopAfterPercent = 5, MinEnded = 40 },
            Declare
        );

        var brakes = (await FindAsync(host)).Policy.Brakes;

        Assert.Equal((5, 40, 3), (brakes.StopAfterPercent, brakes.MinEnded, brakes.StopAfterFailed));
    }

    [Theory]
    [InlineData(101, null, "stop_after.percent is 101. It has to be 1 to 100.")]
    [InlineData(null, 0, "stop_after.min_ended is 0. It has to be 1 to 1000000.")]
    public async Task A_part_out_of_its_range_is_refused_when_the_host_starts(int? percent, int? minEnded, string problem)
    {
        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() =>
            StartAsync(options => options.DriftPolicies["gadget"] = new() { StopAfterPercent = percent, MinEnded = minEnded })
        );

        Assert.Equal($"Orchestrator:DriftPolicies:gadget: {problem}", refused.Message);
    }

    private static void Declare(IOrchestratorBuilder builder) => builder.AddDriftPolicy("gadget", new() { Windows = [OfCode] });

    private static MaintenanceWindowOptions Window(string cron) => new() { Cron = cron, Duration = TimeSpan.FromHours(1) };

    private static IDriftPolicies Of(EngineHost host) => host.Services.GetRequiredService<IDriftPolicies>();

    private static async Task<ProductDriftPolicy> FindAsync(EngineHost host) =>
        (await Of(host).ListAsync()).Single(static policy => policy.Product == "gadget");

    private static async Task<(MaintenanceWindowOrigin, string)> ShownAsync(EngineHost host)
    {
        var found = await FindAsync(host);
        return (found.WindowsFrom, string.Join(", ", found.EffectiveWindows.Select(static window => window.Cron)));
    }

    private static async Task<Schedule?> ScheduleAsync(EngineHost host) =>
        (await host.Services.GetRequiredService<ISchedules>().ListAsync()).SingleOrDefault(static schedule =>
            schedule.Key == "orchestrator.check_drift.gadget"
        );

    private Task<EngineHost> StartAsync(Action<OrchestratorOptions>? configure = null, Action<IOrchestratorBuilder>? builder = null) =>
        EngineHost.StartAsync(configure: configure, services: services => services.AddSingleton(_system), builder: builder);
}
