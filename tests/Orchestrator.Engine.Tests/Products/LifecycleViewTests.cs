using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Products;

public sealed class LifecycleViewTests : IAsyncLifetime
{
    private EngineHost _host = null!;
    private Guid _subscription;

    public async ValueTask InitializeAsync()
    {
        _host = await EngineHost.StartAsync();
        var created = await _host.Processes.StartAsync(
            "create_gauge",
            [EngineHost.Page(new { product = _host.ProductId("gauge") })],
            "test"
        );
        _subscription = (await _host.WaitAsync(created, ProcessStatus.Completed)).SubscriptionIds.Single();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_step_takes_the_view_of_a_lifecycle()
    {
        var process = await _host.WaitAsync(await _host.StartAsync("read_gauge", _subscription), ProcessStatus.Completed);

        Assert.Equal((7, "grey"), (process.CurrentState.Get<int>("reading"), process.CurrentState.Get<string>("colour")));
    }

    [Theory]
    [InlineData("read_empty_gauge", "Take reading", "is not complete for active: 'block.size' is required from active on and has no value")]
    [InlineData(
        "activate_empty_gauge",
        "Set subscription to 'active'",
        "cannot become active: 'block.size' is required from active on and has no value"
    )]
    public async Task A_step_that_needs_what_is_missing_fails_with_its_path(string workflow, string step, string reason)
    {
        var process = await _host.WaitAsync(await _host.StartAsync(workflow, _subscription), ProcessStatus.Failed);

        Assert.Equal(step, process.LastStep);
        Assert.Contains($"Subscription {_subscription} {reason}", process.FailedReason, StringComparison.Ordinal);
        Assert.Equal(["provisioning"], _host.Database.Query("SELECT status FROM subscriptions"));
    }

    [Fact]
    public async Task A_subscription_that_is_not_correct_in_the_database_is_locked_by_its_row_and_the_step_says_what_is_missing()
    {
        _host.Database.Query("DELETE FROM subscription_instance_values WHERE value = 'grey'");

        var process = await _host.WaitAsync(await _host.StartAsync("read_gauge", _subscription), ProcessStatus.Failed);

        Assert.Equal("Take reading", process.LastStep);
        Assert.Contains(
            $"Subscription {_subscription} is not correct in the database: 'block.colour' is required in active and has no value",
            process.FailedReason,
            StringComparison.Ordinal
        );
        var shown = process.Steps.Single(static step => step.Name == "Lock subscription").State!["subscription"];
        Assert.Equal(
            (_subscription, "active", false),
            (
                shown.GetProperty("subscription_id").GetGuid(),
                shown.GetProperty("status").GetString(),
                shown.GetProperty("insync").GetBoolean()
            )
        );

        _host.Database.Query("UPDATE subscriptions SET insync = TRUE, locked_by = NULL");
        _host.Database.Query(
            "INSERT INTO subscription_instance_values SELECT '00000000-0000-0000-0000-000000000001', subscription_instance_id, "
                + "(SELECT resource_type_id FROM resource_types WHERE resource_type = 'colour'), 'red' FROM subscription_instances"
        );
        Assert.Equal(
            "red",
            (await _host.WaitAsync(await _host.StartAsync("read_gauge", _subscription), ProcessStatus.Completed)).CurrentState.Get<string>(
                "colour"
            )
        );
    }
}
