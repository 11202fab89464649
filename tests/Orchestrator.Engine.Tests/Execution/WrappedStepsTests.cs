using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution;

public sealed class WrappedStepsTests : IAsyncLifetime
{
    private EngineHost _host = null!;
    private Guid _subscription;

    public async ValueTask InitializeAsync()
    {
        _host = await EngineHost.StartAsync();
        var created = await _host.Processes.StartAsync(
            "create_wrapped",
            [EngineHost.Page(new { product = _host.ProductId("wrapped") })],
            "test"
        );
        _subscription = (await _host.WaitAsync(created, ProcessStatus.Completed)).SubscriptionIds.Single();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(0, 2, "Success,Success,Skipped")]
    [InlineData(1, 2, "Success,Skipped,Skipped")]
    [InlineData(7, 7, "Skipped,Skipped,Skipped")]
    public async Task A_condition_is_asked_before_each_of_its_steps_and_a_skipped_step_leaves_a_row(
        int count,
        int expected,
        string statuses
    )
    {
        var process = await _host.WaitAsync(await _host.StartAsync("count_up", _subscription, new { count }), ProcessStatus.Completed);

        Assert.Equal(expected, process.CurrentState.Get<int>("count"));
        Assert.Equal(
            statuses,
            string.Join(',', process.Steps.Where(static step => step.Name == "Increase").Select(static step => step.Status))
        );
    }

    [Fact]
    public async Task A_condition_on_the_subscription_is_asked_with_what_the_step_before_has_saved()
    {
        var process = await _host.WaitAsync(await _host.StartAsync("grow_wrapped", _subscription), ProcessStatus.Completed);

        Assert.Equal(
            "Grow Success,Grow Success,Grow Skipped,Never Skipped,Grow Skipped",
            string.Join(
                ',',
                process.Steps.Where(static step => step.Name is "Grow" or "Never").Select(static step => $"{step.Name} {step.Status}")
            )
        );
    }

    [Fact]
    public async Task An_obsolete_step_does_nothing_and_has_the_identity_of_the_one_that_was_there()
    {
        var process = await _host.WaitAsync(await _host.StartAsync("count_up", _subscription, new { count = 7 }), ProcessStatus.Completed);

        Assert.Equal("Equalize workflow step count", process.Steps[6].Name);
        Assert.Empty(process.Steps[6].StateDelta!);
        Assert.Equal(
            ["WrappedWorkflows.Gone"],
            _host.Database.Query($"SELECT step_key FROM process_steps WHERE pid = '{process.ProcessId}' AND name LIKE 'Equalize%'")
        );
    }

    [Fact]
    public async Task Focused_steps_forms_and_conditions_see_and_change_their_part_of_the_state_only()
    {
        var suspended = await _host.WaitAsync(
            await _host.StartAsync("count_inside", _subscription, new { count = 0 }),
            ProcessStatus.Suspended
        );
        await _host.Processes.ResumeAsync(suspended.ProcessId, [EngineHost.Page(new { count = 9 })], "test");
        var process = await _host.WaitAsync(suspended.ProcessId, ProcessStatus.Completed);

        Assert.Equal(6, suspended.Form!["properties"]!["count"]!["default"]!.GetValue<int>());
        Assert.Equal(0, process.CurrentState.Get<int>("count"));
        EngineHost.AssertJson("""{"count":9,"deeper":{"count":5}}""", process.CurrentState["inner"]);
    }

    [Fact]
    public async Task A_step_takes_out_of_the_state_what_it_says_it_removes_and_nothing_else()
    {
        var process = await _host.WaitAsync(
            await _host.StartAsync("forget_count", _subscription, new { count = 3 }),
            ProcessStatus.Completed
        );

        Assert.True(process.Steps.Single(static step => step.Name == "Leave").State!.ContainsKey("count"));
        var forgotten = process.Steps.First(static step => step.Name == "Forget").State!;
        Assert.False(forgotten.ContainsKey("count"));
        Assert.Equal(3, forgotten.Get<int>("forgotten"));
        Assert.False(process.CurrentState.ContainsKey("count"));
        EngineHost.AssertJson("""{"forgotten":5,"done":true}""", process.CurrentState["inner"]);
    }
}
