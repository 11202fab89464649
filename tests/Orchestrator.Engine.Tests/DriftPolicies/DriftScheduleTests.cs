using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orchestrator.BulkChecks;
using Orchestrator.Options;
using Orchestrator.Processes;
using Orchestrator.Schedules;
using Orchestrator.Schedules.Triggers;
using Orchestrator.Tests.Drift;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.DriftPolicies;

public sealed class DriftScheduleTests
{
    private const string Key = "orchestrator.check_drift.gadget";

    private readonly GadgetSystem _system = new();

    [Fact]
    public async Task The_subscriptions_of_a_product_are_checked_at_the_times_that_the_code_declares()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 12, 1, 0, TimeSpan.Zero));
        await using var host = await StartAsync(
            builder: static builder => builder.AddDriftPolicy("gadget", new() { Check = "*/15 * * * *" }),
            time: time
        );
        GadgetRows.Create(host, _system, 3);
        _system.Objects[GadgetRows.KeyOf(2)] = new(Size: 4, "x", Revision: 1);

        await host.AdvanceAsync(TimeSpan.FromMinutes(13));
        var before = _system.Reads;
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));

        var schedule = await GetAsync(host);
        await host.WaitAsync(schedule!.LastProcessId!.Value, ProcessStatus.Completed);
        Assert.Equal((0, 3), (before, _system.Reads));
        Assert.Equal(
            new BulkCheckCounts(Found: 3, NoDrift: 2, Drifted: 1, 0, 0, 0),
            (await host.Services.GetRequiredService<IBulkChecks>().GetAsync(schedule.LastProcessId.Value)).Counts
        );
    }

    [Theory]
    [InlineData("0 3 * * *", "0 3 * * *")]
    [InlineData("", null)]
    public async Task The_settings_replace_or_take_away_what_the_code_declares(string setting, string? expression)
    {
        await using var host = await StartAsync(
            options => options.DriftPolicies["gadget"] = new() { Check = setting },
            static builder => builder.AddDriftPolicy("gadget", new() { Check = "*/15 * * * *" })
        );

        Assert.Equal(
            expression is null ? null : ScheduleTrigger.Cron(expression).Arguments.GetRawText(),
            (await GetAsync(host))?.Trigger.Arguments.GetRawText()
        );
    }

    [Theory]
    [InlineData("gadgets", "0 3 * * *", "Orchestrator:DriftPolicies:gadgets: there is no product 'gadgets'. Did you mean 'gadget'?")]
    [InlineData("gadget", "often", "Orchestrator:DriftPolicies:gadget: The cron expression 'often'")]
    public async Task A_setting_that_means_nothing_is_refused_when_the_host_starts(string product, string expression, string problem)
    {
        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() =>
            StartAsync(options => options.DriftPolicies[product] = new() { Check = expression })
        );

        Assert.StartsWith(problem, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_that_does_not_exist_is_refused_when_the_host_starts_and_one_that_is_declared_twice_before()
    {
        var refused = await Assert.ThrowsAnyAsync<OptionsValidationException>(() =>
            StartAsync(builder: static builder => builder.AddDriftPolicy("gadgets", new() { Check = "0 3 * * *" }))
        );
        var twice = await Assert.ThrowsAsync<CatalogException>(() =>
            StartAsync(builder: static builder =>
                builder.AddDriftPolicy("gadget", new() { Check = "0 3 * * *" }).AddDriftPolicy("gadget", new() { Check = "0 4 * * *" })
            )
        );

        Assert.StartsWith(
            "AddDriftPolicy(\"gadgets\"): there is no product 'gadgets'. Did you mean 'gadget'?",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.Equal("drift_policy_taken", twice.Code);
    }

    [Fact]
    public async Task A_product_without_a_reconcile_workflow_is_refused_when_the_host_starts_as_nothing_of_it_would_be_checked()
    {
        var declared = await Assert.ThrowsAnyAsync<OptionsValidationException>(() =>
            StartAsync(builder: static builder => builder.AddDriftPolicy("gauge", new() { Check = "0 3 * * *" }))
        );
        var set = await Assert.ThrowsAnyAsync<OptionsValidationException>(() =>
            StartAsync(static options => options.DriftPolicies["gauge"] = new() { Check = "0 3 * * *" })
        );

        const string problem = "the product 'gauge' has no reconcile workflow, so there is nothing to check. Give it one, or remove this.";
        Assert.Equal($"AddDriftPolicy(\"gauge\"): {problem}", declared.Message);
        Assert.Equal($"Orchestrator:DriftPolicies:gauge: {problem}", set.Message);
    }

    [Fact]
    public async Task A_regular_check_leaves_out_what_an_earlier_one_has_still_to_check()
    {
        await using var host = await StartAsync();
        GadgetRows.Create(host, _system, 3);
        var pages = new[] { EngineHost.Page(new { product = "gadget", concurrency = 1 }) };
        _system.Hold();
        var earlier = await host.Processes.StartAsync("task_bulk_check", pages, "ann");
        await _system.ReadBegun;

        var later = await host.Processes.StartAsync("task_bulk_check", pages, "ann");
        await host.WaitAsync(later, ProcessStatus.Completed);
        _system.LetGo();
        await host.WaitAsync(earlier, ProcessStatus.Completed);

        var checks = host.Services.GetRequiredService<IBulkChecks>();
        Assert.Equal((0, 3), ((await checks.GetAsync(later)).Counts.Found, (await checks.GetAsync(earlier)).Counts.Checked));
        Assert.Equal(3, _system.Reads);
    }

    private static async Task<Schedule?> GetAsync(EngineHost host) =>
        (await host.Services.GetRequiredService<ISchedules>().ListAsync()).SingleOrDefault(static schedule => schedule.Key == Key);

    private Task<EngineHost> StartAsync(
        Action<OrchestratorOptions>? configure = null,
        Action<IOrchestratorBuilder>? builder = null,
        TimeProvider? time = null
    ) => EngineHost.StartAsync(configure: configure, services: services => services.AddSingleton(_system), time: time, builder: builder);
}
