using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Drift;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Drift;

/// <summary>Reconciles with a plan of several resources: what happens between their steps, and steps that a plan cannot tell.</summary>
public sealed class PlannedKitTests : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.New();
    private readonly GadgetSystem _system = new();
    private EngineHost _host = null!;
    private Action? _then;
    private volatile bool _isLost;

    public async ValueTask InitializeAsync()
    {
        _host = await StartHostAsync();
        foreach (var part in (string[])["left", "right", "fixed", "optional", "separate"])
        {
            _system.Objects[part] = Part(size: 4);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _database.Dispose();
    }

    [Theory]
    [InlineData("left")]
    [InlineData("right")]
    public async Task A_host_that_dies_after_a_write_is_followed_by_one_that_accepts_it_and_writes_only_the_rest(string diesAt)
    {
        DieAfterWriteOf(diesAt);
        var process = await StartAsync("kit");
        await FollowAsync();

        await _host.WaitAsync(process, ProcessStatus.Completed);

        Assert.Equal(["write left 3 of revision 4", "write right 3 of revision 4"], _system.Writes);
    }

    [Fact]
    public async Task What_the_dead_host_wrote_and_someone_has_changed_is_not_written_again()
    {
        DieAfterWriteOf("left", then: () => _system.Objects["left"] = Part(size: 9));
        var process = await StartAsync("kit");
        await FollowAsync();

        var failed = await _host.WaitAsync(process, ProcessStatus.Failed);

        Assert.Equal(
            "left part changed after the plan was checked, so it was not written. Nothing was written before it.",
            failed.FailedReason
        );
        Assert.Single(_system.Writes);
    }

    [Fact]
    public async Task A_part_that_changed_after_the_host_died_fails_before_its_write_with_what_was_written_already()
    {
        DieAfterWriteOf("right", then: () => _system.Objects["right"] = Part(size: 9));
        var process = await StartAsync("kit");
        await FollowAsync();

        var failed = await _host.WaitAsync(process, ProcessStatus.Failed);

        Assert.Equal(
            "right part changed after the plan was checked, so it was not written. Already written: left part.",
            failed.FailedReason
        );
        var step = failed.Steps.Single(static step => step.Status == StepStatus.Failed);
        Assert.Equal("Apply right part", step.Name);
        Assert.Equal(9, step.State!["details"].GetProperty("differences")[0].GetProperty("actual").GetInt32());
        Assert.Equal(2, _system.Writes.Count);
        Assert.Equal([$"{process}"], _database.Query("SELECT locked_by FROM subscriptions WHERE NOT insync"));
    }

    [Theory]
    [InlineData(4, 3)]
    [InlineData(3, 2)]
    public async Task Its_retry_accepts_what_the_plan_saw_and_what_is_as_desired_by_now(int size, int writes)
    {
        DieAfterWriteOf("right", then: () => _system.Objects["right"] = Part(size: 9));
        var process = await StartAsync("kit");
        await FollowAsync();
        await _host.WaitAsync(process, ProcessStatus.Failed);

        _system.Objects["right"] = Part(size);
        await _host.Processes.ResumeAsync(process, [], "ann");
        await _host.WaitAsync(process, ProcessStatus.Completed);

        Assert.Equal(writes, _system.Writes.Count);
        Assert.Equal(3, _system.Objects["right"].Size);
    }

    [Fact]
    public async Task A_retry_of_what_is_neither_fails_again_and_writes_nothing()
    {
        DieAfterWriteOf("right", then: () => _system.Objects["right"] = Part(size: 9));
        var process = await StartAsync("kit");
        await FollowAsync();
        await _host.WaitAsync(process, ProcessStatus.Failed);

        _system.Objects["right"] = Part(size: 5);
        await _host.Processes.ResumeAsync(process, [], "ann");
        var failed = await _host.WaitAsync(process, ProcessStatus.Failed);

        Assert.Contains("Already written: left part.", failed.FailedReason, StringComparison.Ordinal);
        Assert.Equal(2, _system.Writes.Count);
    }

    [Fact]
    public async Task A_step_on_a_condition_or_on_a_part_of_the_state_cannot_be_told_and_is_executed_unchecked()
    {
        var subscription = await CreateAsync("loose kit");
        var plan = await PlanAsync(subscription);
        var drift = await _host.Services.GetRequiredService<IDriftChecks>().CheckAsync(subscription, "ann");
        _system.Objects["optional"] = Part(size: 8);
        _system.Objects["separate"] = Part(size: 8);

        await _host.WaitAsync(await StartAsync(subscription, plan), ProcessStatus.Completed);

        Assert.Equal(
            [
                ("fixed part", ResourceEffect.Change),
                ("Apply optional part", ResourceEffect.CannotTell),
                ("Set apart", ResourceEffect.CannotTell),
                ("Apply separate part", ResourceEffect.CannotTell),
            ],
            plan.Steps.Select(static step => (step.Name, step.Effect))
        );
        Assert.Equal(
            [DriftStatus.Drifted, DriftStatus.Unsupported, DriftStatus.Unsupported, DriftStatus.Unsupported],
            drift.Resources.Select(static resource => resource.Status)
        );
        Assert.Equal(["write fixed 3 of revision 4", "write optional 3 of revision 8", "write separate 3 of revision 8"], _system.Writes);
    }

    [Fact]
    public async Task What_can_be_told_is_checked_also_beside_steps_that_cannot()
    {
        var subscription = await CreateAsync("loose kit");
        var plan = await PlanAsync(subscription);
        _system.Objects["fixed"] = Part(size: 8);

        var failed = await _host.WaitAsync(await StartAsync(subscription, plan), ProcessStatus.Failed);

        Assert.StartsWith("fixed part changed after the plan was made", failed.FailedReason, StringComparison.Ordinal);
        Assert.Empty(_system.Writes);
    }

    // The revision is what the size was, so a write shows what it has replaced.
    private static GadgetState Part(int size) => new(size, "", Revision: size);

    private Task<EngineHost> StartHostAsync() => EngineHost.StartAsync(_database, services: services => services.AddSingleton(_system));

    /// <summary>The host is lost once a part was written and before that is recorded.</summary>
    private void DieAfterWriteOf(string part, Action? then = null)
    {
        var parts = new Queue<string>(["left", "right"]);
        _system.Store = state =>
        {
            if (parts.TryDequeue(out var written) && written == part)
            {
                LostHost.Lose(_database);
                _then = then;
                _isLost = true;
            }

            return state;
        };
    }

    /// <summary>Starts another host after the one that is lost.</summary>
    private async Task FollowAsync()
    {
        await EngineHost.UntilAsync(() => Task.FromResult(_isLost));
        await _host.DisposeAsync();
        _then?.Invoke();
        LostHost.EndLeases(_database);
        _host = await StartHostAsync();
    }

    private async Task<Guid> StartAsync(string product)
    {
        var subscription = await CreateAsync(product);
        return await StartAsync(subscription, await PlanAsync(subscription));
    }

    private Task<Guid> StartAsync(Guid subscription, ReconcilePlan plan) =>
        _host.Processes.StartReconcileAsync(
            plan.WorkflowName,
            [EngineHost.Page(new { subscription_id = subscription })],
            "ann",
            new() { Plan = plan.PlanId }
        );

    private Task<ReconcilePlan> PlanAsync(Guid subscription) =>
        _host.Services.GetRequiredService<IReconcilePlans>().MakeAsync(subscription, "ann");

    private async Task<Guid> CreateAsync(string product) =>
        (
            await _host.WaitAsync(
                await _host.Processes.StartAsync(
                    $"create_{product.Replace(' ', '_')}",
                    [EngineHost.Page(new { product = _host.ProductId(product) })],
                    "test"
                ),
                ProcessStatus.Completed
            )
        ).SubscriptionIds.Single();
}
