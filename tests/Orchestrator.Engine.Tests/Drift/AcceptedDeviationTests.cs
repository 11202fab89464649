using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Drift;
using Orchestrator.Operations;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Products;
using Orchestrator.Storage.Drift;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Drift;

public sealed class AcceptedDeviationTests : IAsyncLifetime
{
    private const string Resource = "gadget in the workshop";

    private readonly GadgetSystem _system = new();
    private EngineHost _host = null!;
    private Guid _subscription;

    private IDriftChecks Checks => _host.Services.GetRequiredService<IDriftChecks>();

    private IAcceptedDeviations Deviations => _host.Services.GetRequiredService<IAcceptedDeviations>();

    public async ValueTask InitializeAsync()
    {
        _host = await EngineHost.StartAsync(services: services =>
            services.AddSingleton(_system).AddSingleton<IWorkflowAuthorizer>(new Guard())
        );
        var process = await _host.Processes.StartAsync(
            "create_gadget",
            [EngineHost.Page(new { product = _host.ProductId("gadget") }), EngineHost.Page(new { size = 3, secret = "s3cret" })],
            "test"
        );
        _subscription = (await _host.WaitAsync(process, ProcessStatus.Completed)).SubscriptionIds.Single();
        Hold(new(Size: 3, "0ther", Revision: 7));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_accepted_difference_is_shown_and_counts_nowhere()
    {
        var drift = await AcceptAsync("secret");

        Assert.Equal(DriftStatus.NoDrift, drift.Status);
        Assert.Equal(drift.Status, (await CheckAsync()).Status);
        var difference = Assert.Single((await Checks.GetAsync(_subscription)).Resources[0].Differences);
        Assert.Equal(("secret", new AcceptedDeviation("ann", "By hand.", Until: null)), (difference.Path, difference.Accepted));
        Assert.Empty(await Checks.GroupAsync(product: null));
        Assert.Equal([DriftStatus.NoDrift], (await Checks.SummarizeAsync()).Select(static count => count.Status));
        Assert.Equal(0, (await Checks.ListAsync(new(0, 10) { Status = DriftStatus.Drifted })).Total);
        Assert.Equal(0, (await _host.Services.GetRequiredService<ISubscriptionDirectory>().SearchAsync("drift:drifted", 0, 10)).Total);
        var plan = await PlanAsync();
        Assert.Equal((ResourceEffect.Nothing, 1), (plan.Steps[0].Effect, plan.Steps[0].Differences.Count));
        Assert.Equal(
            [DriftStatus.NoDrift, DriftStatus.Drifted, DriftStatus.NoDrift],
            (await Checks.GetHistoryAsync(_subscription, 0, 10)).Items.Select(static change => change.Status)
        );
    }

    [Fact]
    public async Task An_apply_that_corrects_something_else_writes_the_accepted_value()
    {
        await AcceptAsync("secret");
        Hold(new(Size: 4, "0ther", Revision: 7));
        Assert.Equal(DriftStatus.Drifted, (await CheckAsync()).Status);

        await ReconcileAsync();

        var held = _system.Objects["g1"];
        Assert.Equal((3, "0ther"), (held.Size, held.Secret));
        Assert.Equal("write g1 3 of revision 7", _system.Writes.Last());
        var drift = await Checks.GetAsync(_subscription);
        Assert.Equal(DriftStatus.NoDrift, drift.Status);
        Assert.Equal("ann", Assert.Single(drift.Resources[0].Differences).Accepted!.By);
    }

    [Fact]
    public async Task A_reconcile_of_nothing_but_accepted_differences_writes_nothing()
    {
        await AcceptAsync("secret");
        var writes = _system.Writes.Count;

        await ReconcileAsync();
        await _host.WaitAsync(await _host.StartAsync("validate_gadget", _subscription), ProcessStatus.Completed);

        Assert.Equal(writes, _system.Writes.Count);
        Assert.Equal("0ther", _system.Objects["g1"].Secret);
    }

    [Fact]
    public async Task An_object_whose_absence_is_accepted_is_not_created_even_when_forced()
    {
        _system.Objects.Clear();
        await AcceptAsync("");
        var writes = _system.Writes.Count;

        await ReconcileAsync(new() { Force = true });

        Assert.Equal(writes, _system.Writes.Count);
        Assert.Equal(DriftStatus.NoDrift, (await CheckAsync()).Status);
    }

    [Fact]
    public async Task An_object_whose_presence_is_accepted_is_not_removed_and_keeps_its_key()
    {
        var change = await _host.Processes.StartAsync(
            "modify_gadget",
            [EngineHost.Page(new { subscription_id = _subscription }), EngineHost.Page(new { size = 0, secret = "" })],
            "test"
        );
        await _host.WaitAsync(change, ProcessStatus.Completed);
        Hold(new(Size: 3, "0ther", Revision: 7));
        await AcceptAsync("");

        var process = await ReconcileAsync();

        Assert.Equal(7, _system.Objects["g1"].Revision);
        Assert.Equal("g1", process.CurrentState["gadget_key"].GetString());
        Assert.Equal(DriftStatus.NoDrift, (await CheckAsync()).Status);
        Assert.Equal(["0"], _host.Database.Query("SELECT count(*) FROM accepted_deviations WHERE ended_at IS NOT NULL"));
    }

    [Fact]
    public async Task Another_actual_value_ends_it_for_good()
    {
        await AcceptAsync("secret");
        Hold(new(Size: 3, "an0ther", Revision: 7));

        Assert.Equal(DriftStatus.Drifted, (await CheckAsync()).Status);
        Hold(new(Size: 3, "0ther", Revision: 7));
        Assert.Equal(DriftStatus.Drifted, (await CheckAsync()).Status);
        await ReconcileAsync();

        Assert.Equal("s3cret", _system.Objects["g1"].Secret);
        Assert.Equal(
            ["ann|null"],
            _host.Database.Query("SELECT accepted_by, ended_by FROM accepted_deviations WHERE ended_at IS NOT NULL")
        );
    }

    [Fact]
    public async Task Another_desired_value_ends_it()
    {
        await AcceptAsync("secret");

        await _host.WaitAsync(
            await _host.Processes.StartAsync(
                "modify_gadget",
                [EngineHost.Page(new { subscription_id = _subscription }), EngineHost.Page(new { size = 3, secret = "n3w" })],
                "test"
            ),
            ProcessStatus.Completed
        );

        Assert.Equal("n3w", _system.Objects["g1"].Secret);
    }

    [Fact]
    public async Task Its_time_ends_it()
    {
        await AcceptAsync("secret", _host.Services.GetRequiredService<TimeProvider>().GetUtcNow() + TimeSpan.FromHours(1));
        Assert.Equal(DriftStatus.NoDrift, (await CheckAsync()).Status);
        _host.Database.Query("UPDATE accepted_deviations SET accepted_until = '2020-01-01T00:00:00.000000Z'");

        Assert.Equal(DriftStatus.Drifted, (await CheckAsync()).Status);
        await Assert.ThrowsAsync<InvalidRequestException>(() => AcceptAsync("secret", DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public async Task It_is_withdrawn_and_drift_again_and_both_are_kept_with_who_and_when()
    {
        await AcceptAsync("secret");

        var drift = await Deviations.WithdrawAsync(_subscription, Resource, "secret", "Repaired soon.", "eve");

        Assert.Equal(DriftStatus.Drifted, drift.Status);
        Assert.Null(Assert.Single(drift.Resources[0].Differences).Accepted);
        Assert.Equal(["ann|eve"], _host.Database.Query("SELECT accepted_by, ended_by FROM accepted_deviations"));
        Assert.Equal(
            ["accept_drift|ann|secret: By hand.", "withdraw_accepted_drift|eve|secret: Repaired soon."],
            _host.Database.Query(
                "SELECT action, authenticated_name, reason FROM audit_entries WHERE action LIKE '%drift' ORDER BY occurred_at, action"
            )
        );
        await Assert.ThrowsAsync<NotFoundException>(() => Deviations.WithdrawAsync(_subscription, Resource, "secret", reason: null, "eve"));
    }

    [Fact]
    public async Task A_plan_made_before_it_was_withdrawn_is_refused()
    {
        await AcceptAsync("secret");
        Hold(new(Size: 4, "0ther", Revision: 7));
        var plan = (await PlanAsync()).PlanId;
        await Deviations.WithdrawAsync(_subscription, Resource, "secret", reason: null, "ann");

        await ReconcileAsync(new() { Plan = plan }, ProcessStatus.Failed);

        Assert.Equal((4, "0ther"), (_system.Objects["g1"].Size, _system.Objects["g1"].Secret));
    }

    [Fact]
    public async Task A_difference_in_a_list_without_keys_and_one_that_is_not_there_are_refused()
    {
        Hold(new(Size: 3, "s3cret", Revision: 7, Tags: ["x"]));

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => AcceptAsync("tags[]"));
        var missing = await Assert.ThrowsAsync<NotFoundException>(() => AcceptAsync("size"));
        var unknown = await Assert.ThrowsAsync<NotFoundException>(() =>
            Deviations.AcceptAsync(_subscription, new("gadget in the workshp", "size", "By hand."), "ann")
        );

        Assert.EndsWith(" has no difference at 'size'. Differences: 'tags[]'.", missing.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            " has no external resource 'gadget in the workshp'. Did you mean 'gadget in the workshop'?",
            unknown.Message,
            StringComparison.Ordinal
        );
        Assert.Equal("deviation_not_acceptable", refused.Code);
        Assert.Contains("[ElementKey]", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["0"], _host.Database.Query("SELECT count(*) FROM accepted_deviations"));
    }

    [Fact]
    public async Task A_difference_of_a_state_that_its_json_does_not_hold_is_refused()
    {
        Hold(new(Size: 3, "0ther", Revision: 7) { Pin = "1234" });

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => AcceptAsync("secret"));

        Assert.Equal("deviation_not_acceptable", refused.Code);
        Assert.Equal(["0"], _host.Database.Query("SELECT count(*) FROM accepted_deviations"));
    }

    [Fact]
    public async Task A_resource_that_does_not_answer_is_not_said_to_have_no_difference()
    {
        _system.Failure = new IOException("The workshop is closed.");

        var refused = await Assert.ThrowsAsync<ConflictException>(() => AcceptAsync("secret"));

        Assert.Equal("resource_not_compared", refused.Code);
        Assert.Contains("The workshop is closed.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_difference_of_a_check_that_is_not_the_last_one_is_refused()
    {
        var seen = await CheckAsync();
        var resource = seen.Resources[0];
        Hold(new(Size: 3, "an0ther", Revision: 7));
        await CheckAsync();

        var refused = await Assert.ThrowsAsync<ConflictException>(() =>
            _host
                .Services.GetRequiredService<AcceptedDeviationStore>()
                .AcceptAsync(
                    seen,
                    resource,
                    resource.Comparison!.Found[0],
                    new("ann", "By hand.", Until: null),
                    "ann",
                    TestContext.Current.CancellationToken
                )
        );

        Assert.Equal("subscription_changed", refused.Code);
        Assert.Equal(DriftStatus.Drifted, (await Checks.GetAsync(_subscription)).Status);
        Assert.Equal(["0"], _host.Database.Query("SELECT count(*) FROM accepted_deviations"));
    }

    [Fact]
    public async Task A_terminate_removes_the_object_whatever_was_accepted()
    {
        await AcceptAsync("secret");

        await _host.WaitAsync(await _host.StartAsync("terminate_gadget", _subscription), ProcessStatus.Completed);

        Assert.Empty(_system.Objects);
    }

    [Fact]
    public async Task Who_may_not_accepts_and_withdraws_nothing()
    {
        await Assert.ThrowsAsync<ForbiddenException>(() =>
            Deviations.AcceptAsync(_subscription, new(Resource, "secret", "By hand."), "bob")
        );
        await AcceptAsync("secret");
        await Assert.ThrowsAsync<ForbiddenException>(() =>
            Deviations.WithdrawAsync(_subscription, Resource, "secret", reason: null, "bob")
        );

        Assert.Equal(["ann|null"], _host.Database.Query("SELECT accepted_by, ended_by FROM accepted_deviations"));
    }

    [Fact]
    public async Task No_secret_is_stored_of_it()
    {
        await AcceptAsync("secret");

        var rows = string.Join('\n', _host.Database.Query("SELECT difference, difference_hash, reason FROM accepted_deviations"));

        Assert.Contains("•••", rows, StringComparison.Ordinal);
        Assert.DoesNotContain("0ther", rows, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", rows, StringComparison.Ordinal);
    }

    private void Hold(GadgetState state) => _system.Objects["g1"] = state;

    private Task<SubscriptionDrift> AcceptAsync(string path, DateTimeOffset? until = null) =>
        Deviations.AcceptAsync(_subscription, new(Resource, path, "By hand.") { Until = until }, "ann");

    private Task<SubscriptionDrift> CheckAsync() => Checks.CheckAsync(_subscription, "ann");

    private Task<ReconcilePlan> PlanAsync() => _host.Services.GetRequiredService<IReconcilePlans>().MakeAsync(_subscription, "ann");

    private async Task<ProcessDetail> ReconcileAsync(ReconcileStart? start = null, ProcessStatus until = ProcessStatus.Completed) =>
        await _host.WaitAsync(
            await _host.Processes.StartReconcileAsync(
                "reconcile_gadget",
                [EngineHost.Page(new { subscription_id = _subscription })],
                "ann",
                start ?? new()
            ),
            until
        );

    private sealed class Guard : IWorkflowAuthorizer
    {
        public ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(request.Action != WorkflowAction.AcceptDrift || request.User != "bob");
    }
}
