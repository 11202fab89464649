using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Drift;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Drift;

public sealed class PlannedReconcileTests : IAsyncLifetime
{
    private readonly GadgetSystem _system = new();
    private EngineHost _host = null!;
    private Guid _subscription;

    public async ValueTask InitializeAsync()
    {
        _host = await EngineHost.StartAsync(services: services => services.AddSingleton(_system));
        _subscription = await CreateAsync();
        _system.Objects["g1"] = new(Size: 4, "0ther", Revision: 7);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_process_with_a_plan_checks_it_once_it_holds_the_subscription_and_does_what_it_says()
    {
        var plan = await PlanAsync();

        var process = await RunAsync(new() { Plan = plan }, ProcessStatus.Completed);

        Assert.Equal(
            ["Start", "Create Process Subscription relation", "Lock subscription", "Check plan", "Apply gadget in the workshop"],
            process.Steps.Take(5).Select(static step => step.Name)
        );
        Assert.Equal("write g1 3 of revision 7", _system.Writes.Last());
        Assert.Equal("change", ReportOf(process).GetProperty("effect").GetString());
    }

    [Fact]
    public async Task A_plan_says_what_each_step_would_do_and_writes_nothing()
    {
        var plan = await MakeAsync();

        Assert.True(plan.CanStart);
        Assert.Equal("reconcile_gadget", plan.WorkflowName);
        var step = Assert.Single(plan.Steps);
        Assert.Equal(("gadget in the workshop", ResourceEffect.Change, 2), (step.Name, step.Effect, step.DifferenceCount));
        Assert.Equal(["size", "secret"], step.Differences.Select(static difference => difference.Path));
        Assert.Equal("•••", step.Differences[1].Actual.GetString());
        Assert.Single(_system.Writes);
    }

    [Fact]
    public async Task A_plan_of_a_system_that_does_not_answer_or_of_an_object_that_was_never_created_cannot_be_started()
    {
        _system.Failure = new TimeoutException("no answer");
        var silent = await MakeAsync();
        _system.Failure = null;
        await _host.WaitAsync(await _host.StartAsync("forget_gadget", _subscription), ProcessStatus.Completed);
        var never = await MakeAsync();

        Assert.Equal((null, ReconcilePlan.Incomplete, "no answer"), (silent.PlanId, silent.Reason, silent.Steps[0].Error));
        Assert.Equal((null, ReconcilePlan.Incomplete), (never.PlanId, never.Reason));
        Assert.StartsWith("It was never created", never.Steps[0].Error, StringComparison.Ordinal);
        Assert.Equal(["0"], _host.Database.Query("SELECT count(*) FROM reconcile_plans"));
    }

    [Fact]
    public async Task A_plan_of_a_subscription_that_a_failed_process_holds_says_why_it_cannot_be_started()
    {
        _system.Store = static _ => new(Size: 9, "", Revision: 1);
        await _host.WaitAsync(await _host.StartAsync("reconcile_gadget", _subscription), ProcessStatus.Failed);

        var plan = await MakeAsync();

        Assert.False(plan.CanStart);
        Assert.Equal("subscription.not_in_sync", plan.Reason);
    }

    [Fact]
    public async Task A_process_without_a_plan_has_no_step_that_checks_one()
    {
        var process = await _host.WaitAsync(await _host.StartAsync("reconcile_gadget", _subscription), ProcessStatus.Completed);

        Assert.DoesNotContain(process.Steps, static step => step.Name == "Check plan");
    }

    [Fact]
    public async Task A_plan_whose_actual_state_changed_is_refused_with_both_values_nothing_written_and_the_subscription_in_sync()
    {
        var plan = await PlanAsync();
        _system.Objects["g1"] = new(Size: 5, "an0ther", Revision: 7);

        var process = await RunAsync(new() { Plan = plan }, ProcessStatus.Failed);

        AssertRefused(process);
        var details = process.Steps.Single(static step => step.Status == StepStatus.Failed).State!["details"];
        Assert.Equal("Check plan", process.Steps.Single(static step => step.Status == StepStatus.Failed).Name);
        var resource = details.GetProperty("resources")[0];
        Assert.Equal(4, resource.GetProperty("planned")[0].GetProperty("actual").GetInt32());
        Assert.Equal(5, resource.GetProperty("found")[0].GetProperty("actual").GetInt32());
        Assert.DoesNotContain("0ther", details.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_whose_secret_alone_changed_is_refused()
    {
        var plan = await PlanAsync();
        _system.Objects["g1"] = new(Size: 4, "an0ther", Revision: 7);

        AssertRefused(await RunAsync(new() { Plan = plan }, ProcessStatus.Failed));
    }

    [Fact]
    public async Task A_plan_is_followed_although_what_is_not_compared_has_changed()
    {
        var plan = await PlanAsync();
        _system.Objects["g1"] = new(Size: 4, "0ther", Revision: 70);

        await RunAsync(new() { Plan = plan }, ProcessStatus.Completed);

        Assert.Equal("write g1 3 of revision 70", _system.Writes.Last());
    }

    [Fact]
    public async Task A_plan_whose_desired_state_changed_is_refused()
    {
        var plan = await PlanAsync();
        _host.Database.Query("UPDATE subscription_instance_values SET value = '6' WHERE value = '3'");

        AssertRefused(await RunAsync(new() { Plan = plan }, ProcessStatus.Failed));
    }

    [Fact]
    public async Task A_process_that_could_not_follow_its_plan_is_not_retried()
    {
        var plan = await PlanAsync();
        _system.Failure = new TimeoutException("no answer");
        var process = await RunAsync(new() { Plan = plan }, ProcessStatus.Failed);
        _system.Failure = null;

        var conflict = await Assert.ThrowsAsync<ConflictException>(() => _host.Processes.ResumeAsync(process.ProcessId, [], "ann"));

        Assert.Equal("plan_not_followed", conflict.Code);
        Assert.Equal("no answer", process.FailedReason);
        Assert.True(IsInSync());
        await RunAsync(new() { Plan = plan }, ProcessStatus.Completed);
    }

    [Fact]
    public async Task An_object_that_changes_after_the_check_of_the_plan_is_not_written()
    {
        var plan = await PlanAsync();
        _system.Reading = AtRead(2, () => _system.Objects["g1"] = new(Size: 5, "", Revision: 7));

        var process = await RunAsync(new() { Plan = plan }, ProcessStatus.Failed);

        Assert.Single(_system.Writes);
        Assert.Equal(
            "gadget in the workshop changed after the plan was checked, so it was not written. Nothing was written before it.",
            process.FailedReason
        );
        Assert.False(IsInSync());
    }

    [Fact]
    public async Task An_object_that_is_already_as_desired_after_the_check_of_the_plan_is_accepted()
    {
        var plan = await PlanAsync();
        _system.Reading = AtRead(2, () => _system.Objects["g1"] = new(Size: 3, "s3cret", Revision: 8));

        var process = await RunAsync(new() { Plan = plan }, ProcessStatus.Completed);

        Assert.Single(_system.Writes);
        Assert.Equal("nothing", ReportOf(process).GetProperty("effect").GetString());
    }

    [Fact]
    public async Task A_forced_reconcile_writes_where_nothing_differs()
    {
        _system.Objects["g1"] = new(Size: 3, "s3cret", Revision: 7);

        var process = await RunAsync(new() { Force = true }, ProcessStatus.Completed);

        Assert.Equal("write g1 3 of revision 7", _system.Writes.Last());
        Assert.Equal("change", ReportOf(process).GetProperty("effect").GetString());
        Assert.DoesNotContain(process.Steps, static step => step.Name == "Check plan");
    }

    [Fact]
    public async Task A_plan_that_is_unknown_or_expired_or_of_another_subscription_starts_nothing()
    {
        var plan = await PlanAsync();
        var other = await CreateAsync();
        var before = _host.Database.Query("SELECT pid FROM processes").Count;

        Assert.Equal("plan_unknown", (await RefusedAsync("reconcile_gadget", _subscription, Guid.NewGuid())).Code);
        Assert.Equal("plan_of_other_subscription", (await RefusedAsync("reconcile_gadget", other, plan)).Code);
        Assert.Equal("workflow_not_reconcile", (await RefusedAsync("validate_gadget", _subscription, plan)).Code);
        _host.Database.Query("UPDATE reconcile_plans SET expires_at = '2020-01-01T00:00:00.000000Z'");
        Assert.Equal("plan_expired", (await RefusedAsync("reconcile_gadget", _subscription, plan)).Code);
        Assert.Equal(before, _host.Database.Query("SELECT pid FROM processes").Count);
    }

    [Fact]
    public async Task A_start_with_a_plan_can_be_repeated_and_its_key_is_not_one_of_another_plan()
    {
        var plan = await PlanAsync();
        var another = await PlanAsync();
        var start = new ReconcileStart { Plan = plan, IdempotencyKey = "k1" };

        var first = await StartAsync(start);
        var conflict = await Assert.ThrowsAsync<ConflictException>(() => StartAsync(start with { Plan = another }));

        Assert.Equal(first, await StartAsync(start));
        Assert.Equal("idempotency_key_taken", conflict.Code);
        await _host.WaitAsync(first, ProcessStatus.Completed);
    }

    [Fact]
    public async Task A_plan_that_has_expired_is_deleted_by_the_task_that_cleans_up()
    {
        await PlanAsync();
        _host.Database.Query("UPDATE reconcile_plans SET expires_at = '2020-01-01T00:00:00.000000Z'");
        var kept = await PlanAsync();

        await _host.RunPlainAsync("task_clean_up_tasks");

        Assert.Equal([$"{kept}"], _host.Database.Query("SELECT plan_id FROM reconcile_plans"));
    }

    [Fact]
    public async Task No_secret_is_stored_of_a_plan()
    {
        await PlanAsync();

        var rows = string.Join('\n', _host.Database.Query("SELECT seen, steps FROM reconcile_plans"));

        Assert.Contains("•••", rows, StringComparison.Ordinal);
        Assert.DoesNotContain("0ther", rows, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", rows, StringComparison.Ordinal);
    }

    private static Action<int> AtRead(int number, Action happens)
    {
        var reads = 0;
        return _ =>
        {
            if (++reads == number)
            {
                happens();
            }
        };
    }

    private static JsonElement ReportOf(ProcessDetail process) =>
        process.CurrentState["__external_resources__"].GetProperty("GadgetResource");

    private void AssertRefused(ProcessDetail process)
    {
        Assert.Single(_system.Writes);
        Assert.StartsWith(
            "gadget in the workshop changed after the plan was made, so nothing was written.",
            process.FailedReason,
            StringComparison.Ordinal
        );
        Assert.True(IsInSync());
    }

    private bool IsInSync() =>
        _host.Database.Query($"SELECT locked_by FROM subscriptions WHERE subscription_id = '{_subscription}' AND insync").Count == 1;

    private async Task<Guid> CreateAsync()
    {
        var process = await _host.Processes.StartAsync(
            "create_gadget",
            [EngineHost.Page(new { product = _host.ProductId("gadget") }), EngineHost.Page(new { size = 3, secret = "s3cret" })],
            "test"
        );
        return (await _host.WaitAsync(process, ProcessStatus.Completed)).SubscriptionIds.Single();
    }

    private async Task<ProcessDetail> RunAsync(ReconcileStart start, ProcessStatus until) =>
        await _host.WaitAsync(await StartAsync(start), until);

    private Task<Guid> StartAsync(ReconcileStart start) => StartAsync("reconcile_gadget", _subscription, start);

    private Task<Guid> StartAsync(string workflow, Guid subscription, ReconcileStart start) =>
        _host.Processes.StartReconcileAsync(workflow, [EngineHost.Page(new { subscription_id = subscription })], "ann", start);

    private Task<ConflictException> RefusedAsync(string workflow, Guid subscription, Guid plan) =>
        Assert.ThrowsAsync<ConflictException>(() => StartAsync(workflow, subscription, new() { Plan = plan }));

    private async Task<Guid> PlanAsync() => (await MakeAsync()).PlanId!.Value;

    private Task<ReconcilePlan> MakeAsync() => _host.Services.GetRequiredService<IReconcilePlans>().MakeAsync(_subscription, "ann");
}
