using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Drift;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Drift;

/// <summary>
/// A resource that is applied on a condition on the subscription: reconcile, check, plan and validate decide in the same way.
/// </summary>
public sealed class SubscriptionConditionTests : IAsyncLifetime
{
    private readonly GadgetSystem _system = new();
    private EngineHost _host = null!;
    private Guid _kettle;

    public async ValueTask InitializeAsync()
    {
        _host = await EngineHost.StartAsync(services: services => services.AddSingleton(_system));
        var created = await _host.WaitAsync(
            await _host.Processes.StartAsync("create_kettle", [EngineHost.Page(new { product = _host.ProductId("kettle") })], "test"),
            ProcessStatus.Completed
        );
        _kettle = created.SubscriptionIds.Single();
        Drift();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task While_the_condition_holds_the_object_is_checked_planned_validated_and_corrected()
    {
        var checkedDrift = await CheckAsync();
        var plan = await PlanAsync();
        var reconciled = await StartAsync(new() { Plan = plan.PlanId }, ProcessStatus.Completed);
        Drift();
        var validated = await RunAsync("validate_kettle", ProcessStatus.InconsistentData);

        Assert.Equal(DriftStatus.Drifted, checkedDrift.Status);
        Assert.Equal(ResourceEffect.Change, Assert.Single(plan.Steps).Effect);
        Assert.Equal(StepStatus.Success, StatusOf(reconciled, "Apply heater of the kettle"));
        Assert.Equal(StepStatus.Failed, StatusOf(validated, "Compare heater of the kettle"));
        Assert.Equal(["write heater 3 of revision 1"], _system.Writes);
    }

    [Fact]
    public async Task While_it_does_not_the_object_is_neither_read_nor_written_and_nothing_drifted()
    {
        await SwitchAsync("saves power");
        var reads = _system.Reads;

        var checkedDrift = await CheckAsync();
        var plan = await PlanAsync();
        var validated = await RunAsync("validate_kettle", ProcessStatus.Completed);
        var reconciled = await StartAsync(new() { Plan = plan.PlanId }, ProcessStatus.Completed);

        Assert.Equal((DriftStatus.NoDrift, DriftStatus.NoDrift), (checkedDrift.Status, Assert.Single(checkedDrift.Resources).Status));
        Assert.Equal(ResourceEffect.Nothing, Assert.Single(plan.Steps).Effect);
        Assert.Equal(StepStatus.Skipped, StatusOf(validated, "Compare heater of the kettle"));
        Assert.Equal(StepStatus.Skipped, StatusOf(reconciled, "Apply heater of the kettle"));
        Assert.Equal((reads, 0), (_system.Reads, _system.Writes.Count));
    }

    [Theory]
    [InlineData("", "saves power")]
    [InlineData("saves power", "")]
    public async Task A_plan_is_refused_when_the_condition_has_changed_since(string before, string after)
    {
        await SwitchAsync(before);
        Drift();
        var plan = await PlanAsync();
        await SwitchAsync(after);
        Drift();
        var writes = _system.Writes.Count;

        var refused = await StartAsync(new() { Plan = plan.PlanId }, ProcessStatus.Failed);

        Assert.Equal(StepStatus.Failed, StatusOf(refused, "Check plan"));
        Assert.StartsWith("heater of the kettle changed after the plan was made", refused.FailedReason, StringComparison.Ordinal);
        Assert.Equal(writes, _system.Writes.Count);
    }

    [Fact]
    public async Task A_modify_workflow_asks_with_what_its_own_step_has_saved()
    {
        var off = await SwitchAsync("saves power");
        var on = await SwitchAsync("");

        Assert.Equal(StepStatus.Skipped, StatusOf(off, "Apply heater of the kettle"));
        Assert.Equal(StepStatus.Success, StatusOf(on, "Apply heater of the kettle"));
    }

    private void Drift() => _system.Objects["heater"] = new(Size: 4, "", Revision: 1);

    private async Task<SubscriptionDrift> CheckAsync() =>
        await _host.Services.GetRequiredService<IDriftChecks>().CheckAsync(_kettle, "ann");

    private async Task<ReconcilePlan> PlanAsync() => await _host.Services.GetRequiredService<IReconcilePlans>().MakeAsync(_kettle, "ann");

    private async Task<ProcessDetail> SwitchAsync(string reason) =>
        await _host.WaitAsync(await _host.StartAsync("switch_kettle", _kettle, new { reason }), ProcessStatus.Completed);

    private async Task<ProcessDetail> RunAsync(string workflow, ProcessStatus status) =>
        await _host.WaitAsync(await _host.StartAsync(workflow, _kettle), status);

    private async Task<ProcessDetail> StartAsync(ReconcileStart start, ProcessStatus status) =>
        await _host.WaitAsync(
            await _host.Processes.StartReconcileAsync(
                "reconcile_kettle",
                [EngineHost.Page(new { subscription_id = _kettle })],
                "ann",
                start
            ),
            status
        );

    private static StepStatus? StatusOf(ProcessDetail process, string step) =>
        process.Steps.First(row => row.Name == step && row.Status is not null).Status;
}
