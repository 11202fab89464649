using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Catalog;

public sealed class WorkflowStepsTests : IAsyncLifetime
{
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_create_workflow_runs_the_authors_steps_then_activates_and_unlocks()
    {
        var processId = await _host.Processes.StartAsync(
            "create_thing",
            [EngineHost.Page(new { product = _host.ProductId() }), EngineHost.Page(new { size = 3 })],
            "anna"
        );

        var process = await _host.WaitAsync(processId, ProcessStatus.Completed);

        Assert.Equal(
            [
                "Start",
                "Construct thing",
                "Create Process Subscription relation",
                "Apply thing",
                "Set subscription to 'active'",
                "Unlock subscription",
                "Refresh subscription search index",
                "Refresh process search index",
                "Done",
            ],
            process.Steps.Select(static step => step.Name)
        );
        Assert.Equal(StepStatus.Complete, process.Steps[^1].Status);
        Assert.All(process.Steps, static step => Assert.Equal("anna", step.CreatedBy));
        Assert.Equal(
            ["active|1|null|Thing of size 3"],
            _host.Database.Query("SELECT status, insync, locked_by, description FROM subscriptions")
        );
        Assert.Equal((process.SubscriptionIds.Single(), 3), Assert.Single(_host.External.Calls));
    }

    [Theory]
    [InlineData(
        "modify_thing",
        "Start|Create Process Subscription relation|Lock subscription|Set subscription to 'provisioning'|Resize thing|Set "
            + "subscription to 'active'|Apply thing|Unlock subscription|Refresh subscription search index|Refresh process search "
            + "index|Done"
    )]
    [InlineData(
        "reconcile_thing",
        "Start|Create Process Subscription relation|Lock subscription|Apply thing|Unlock subscription|Refresh subscription search "
            + "index|Refresh process search index|Done"
    )]
    [InlineData("validate_thing", "Start|Create Process Subscription relation|Lock subscription|Compare thing|Unlock subscription|Done")]
    [InlineData(
        "terminate_thing",
        "Start|Create Process Subscription relation|Lock subscription|Apply thing|Set subscription to 'terminated'|Unlock "
            + "subscription|Refresh subscription search index|Refresh process search index|Done"
    )]
    public async Task Each_kind_of_workflow_runs_its_own_steps_around_the_authors(string workflow, string steps)
    {
        var subscription = await _host.CreateThingAsync();

        var processId = await _host.StartAsync(workflow, subscription, workflow == "modify_thing" ? [new { size = 9 }] : []);

        var process = await _host.WaitAsync(processId, ProcessStatus.Completed);
        Assert.Equal(steps.Split('|'), process.Steps.Select(static step => step.Name));
        Assert.Equal([subscription], process.SubscriptionIds);
        Assert.Equal(["1|null"], _host.Database.Query("SELECT insync, locked_by FROM subscriptions"));
    }

    [Fact]
    public async Task Steps_are_logged_in_strictly_increasing_time_with_the_whole_state_and_what_changed()
    {
        var subscription = await _host.CreateThingAsync(size: 5);

        var process = await _host.WaitAsync(await _host.StartAsync("reconcile_thing", subscription), ProcessStatus.Completed);

        var times = process.Steps.Select(static step => step.CompletedAt!.Value).ToArray();
        Assert.Equal(times.Order().Distinct(), times);
        var apply = process.Steps.Single(static step => step.Name == "Apply thing");
        Assert.Equal(["apply_count", "attempt"], apply.StateDelta!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(2, apply.State!.Get<int>("apply_count"));
        Assert.Equal("RECONCILE", process.CurrentState.Get<string>("workflow_target"));
        Assert.Equal("test", process.CurrentState.Get<string>("reporter"));
    }

    [Fact]
    public async Task A_modify_workflow_changes_the_subscription_and_passes_on_what_the_database_says()
    {
        var subscription = await _host.CreateThingAsync(size: 1);

        await _host.WaitAsync(await _host.StartAsync("modify_thing", subscription, new { size = 42 }), ProcessStatus.Completed);

        Assert.Equal((subscription, 42), _host.External.Calls.Last());
        Assert.Equal(
            ["42"],
            _host.Database.Query(
                "SELECT v.value FROM subscription_instance_values v JOIN resource_types r USING (resource_type_id) "
                    + "WHERE r.resource_type = 'size'"
            )
        );
    }
}
