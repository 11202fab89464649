using Orchestrator.Engine;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Engine;

public sealed class RemovedWorkflowTests
{
    [Fact]
    public async Task A_process_of_a_workflow_that_is_no_longer_in_the_code_is_shown_and_aborted_and_neither_resumed_nor_started()
    {
        await using var host = await EngineHost.StartAsync();
        var asking = await host.RunPlainAsync("move_house", ProcessStatus.Suspended);
        host.Database.Query("UPDATE workflows SET name = 'move_castle' WHERE name = 'move_house'");

        var shown = await host.Processes.GetAsync(asking.ProcessId);
        var resume = await Assert.ThrowsAsync<ConflictException>(() => host.Processes.ResumeAsync(asking.ProcessId, [EngineHost.Page(new { })], "ann"));
        var start = await Assert.ThrowsAsync<NotFoundException>(() => host.Processes.StartAsync("move_castle", [EngineHost.Page(new { })], "ann"));
        await host.Processes.AbortAsync(asking.ProcessId, "ann");

        Assert.Equal(("move_castle", ProcessStatus.Suspended), (shown.WorkflowName, shown.Status));
        Assert.Equal(["Start Success", "Live somewhere Success", "Ask where to Suspend"], shown.Steps.Select(static step => $"{step.Name} {step.Status}"));
        Assert.Equal(
            ("workflow_removed", $"Workflow 'move_castle' is no longer in the code, so process {asking.ProcessId} can only be aborted."),
            (resume.Code, resume.Message));
        Assert.Equal("Workflow does not exist", start.Message);
        var aborted = await host.Processes.GetAsync(asking.ProcessId);
        Assert.Equal((ProcessStatus.Aborted, "User Aborted"), (aborted.Status, aborted.LastStep));
    }
}
