using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Execution;

/// <summary>The names of steps and groups are logged in full, however long they are.</summary>
public sealed class LongNameTests : IAsyncLifetime
{
    private const string Group = "Group: " + LongNameWorkflows.Long;

    private EngineHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await EngineHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Steps_with_long_names_are_executed_once_and_shown_with_them()
    {
        var process = await _host.RunPlainAsync("run_names_that_are_long");

        Assert.Single(_host.External.Calls);
        Assert.Equal(["Start", LongNameWorkflows.Long + "first", Group, "Done"], process.Steps.Select(static step => step.Name));
    }

    [Fact]
    public async Task A_failure_of_a_group_with_a_long_name_is_recorded_with_its_inner_step_and_can_be_retried()
    {
        _host.External.FailNext(new InvalidOperationException("no"));
        var failed = await _host.RunPlainAsync("run_names_that_are_long", ProcessStatus.Failed);
        await _host.Processes.ResumeAsync(failed.ProcessId, [], "ann");
        await _host.WaitAsync(failed.ProcessId, ProcessStatus.Completed);

        var row = failed.Steps.Single(static step => step.Status == StepStatus.Failed);
        Assert.Equal(Group, row.Name);
        Assert.Equal(LongNameWorkflows.Long + "second", row.State!.Get<string>("step"));
    }
}
