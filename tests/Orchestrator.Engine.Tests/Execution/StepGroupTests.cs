using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Operations;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution;

public sealed class StepGroupTests : IAsyncLifetime
{
    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_group_is_one_row_with_the_result_of_its_last_step()
    {
        var process = await _host.RunPlainAsync("run_group");

        Assert.Equal(["Start Success", "Before Success", "Provision Success", "After Success", "Done Complete"], Rows(process));
        Assert.Equal(111, process.CurrentState.Get<int>("count"));
        Assert.Equal(
            ["last", "count", "applied", "attempt", "first"],
            process
                .Steps[2]
                .StateDelta!.Keys.OrderByDescending(static key => key == "last")
                .ThenBy(static key => key != "count")
                .ThenBy(static key => key)
        );
    }

    [Fact]
    public async Task A_failed_attempt_leaves_its_row_and_a_retry_runs_the_group_from_its_first_step_with_the_state_from_before_it()
    {
        _host.External.FailNext(new InvalidOperationException("Refused."));
        var failed = await _host.RunPlainAsync("run_group", ProcessStatus.Failed);
        await _host.Processes.ResumeAsync(failed.ProcessId, [], "test");
        var process = await _host.WaitAsync(failed.ProcessId, ProcessStatus.Completed);

        Assert.Equal(
            ["Start Success", "Before Success", "Provision Failed", "Provision Pending", "After Pending", "Done Pending"],
            Rows(failed)
        );
        Assert.False(failed.Steps[2].State!.ContainsKey("retries"));
        Assert.Equal(
            ["Start Success", "Before Success", "Provision Failed", "Provision Success", "After Success", "Done Complete"],
            Rows(process)
        );
        Assert.Equal(111, process.CurrentState.Get<int>("count"));
    }

    [Fact]
    public async Task An_answer_inside_a_group_continues_after_the_question_and_the_next_group_runs_whole()
    {
        var suspended = await _host.RunPlainAsync("ask_in_group", ProcessStatus.Suspended);
        await _host.Processes.ResumeAsync(suspended.ProcessId, [EngineHost.Page(new { answer = 42 })], "test");
        var process = await _host.WaitAsync(suspended.ProcessId, ProcessStatus.Completed);

        Assert.Equal(Assignee.Noc, suspended.Assignee);
        Assert.NotNull(suspended.Form);
        Assert.Equal(["Start Success", "Ask Suspend", "Ask Pending", "Provision Pending", "Done Pending"], Rows(suspended));
        Assert.Equal(["Start Success", "Ask Suspend", "Ask Success", "Provision Success", "Done Complete"], Rows(process));
        Assert.Equal(42, process.CurrentState.Get<int>("answer"));
        Assert.Equal(12, process.CurrentState.Get<int>("count"));
    }

    [Fact]
    public async Task The_condition_of_a_group_is_asked_once_and_a_skipped_group_leaves_one_row()
    {
        var process = await _host.RunPlainAsync("run_conditional_groups");

        Assert.Equal(
            ["Start Success", "Before Success", "Once Success", "Never Skipped", "Inside Success", "Done Complete"],
            Rows(process)
        );
        Assert.Equal(11, process.CurrentState.Get<int>("count"));
        EngineHost.AssertJson("""{"first":1,"count":11,"last":1}""", process.CurrentState["inner"]);
    }

    [Fact]
    public async Task A_pause_inside_a_group_continues_with_the_step_that_did_not_run()
    {
        _host.External.Hold();
        var processId = await _host.Processes.StartAsync("run_group", [EngineHost.Page(new { })], "test");
        await _host.External.Entered;
        var engine = _host.Services.GetRequiredService<IEngineControl>();
        await engine.PauseAsync("test");
        _host.External.Open();
        await EngineHost.UntilAsync(async () => (await engine.GetStatusAsync()).RunningProcesses == 0);
        var paused = await _host.Processes.GetAsync(processId);
        await engine.ResumeAsync("test");
        var process = await _host.WaitAsync(processId, ProcessStatus.Completed);

        Assert.Equal(
            ["Start Success", "Before Success", "Provision Success", "Provision Pending", "After Pending", "Done Pending"],
            Rows(paused)
        );
        Assert.Equal(["Start Success", "Before Success", "Provision Success", "After Success", "Done Complete"], Rows(process));
        Assert.Equal(111, process.CurrentState.Get<int>("count"));
        Assert.Single(_host.External.Calls);
    }

    private static IEnumerable<string> Rows(ProcessDetail process) =>
        process.Steps.Select(static step => $"{step.Name} {step.Status?.ToString() ?? "Pending"}");

    [Fact]
    public async Task The_row_of_a_group_begins_when_the_group_began()
    {
        _host.External.Hold();
        var id = await _host.Processes.StartAsync("run_group", [EngineHost.Page(new { })], "test");
        await _host.External.Entered;
        var within = DateTimeOffset.UtcNow;
        _host.External.Open();
        var process = await _host.WaitAsync(id, ProcessStatus.Completed);

        var group = process.Steps.Single(static step => step.Name == "Provision");
        Assert.True(group.StartedAt < within && within < group.CompletedAt, $"{group.StartedAt:O} {within:O} {group.CompletedAt:O}");
    }
}
