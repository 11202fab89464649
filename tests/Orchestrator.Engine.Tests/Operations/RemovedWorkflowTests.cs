using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Operations.Authorization;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Operations;

public sealed class RemovedWorkflowTests
{
    [Fact]
    public async Task A_process_of_a_workflow_that_is_no_longer_in_the_code_is_shown_and_aborted_and_neither_resumed_nor_started()
    {
        await using var host = await EngineHost.StartAsync();
        var asking = await host.RunPlainAsync("move_house", ProcessStatus.Suspended);
        host.Database.Query("UPDATE workflows SET name = 'move_castle' WHERE name = 'move_house'");

        var shown = await host.Processes.GetAsync(asking.ProcessId);
        var resume = await Assert.ThrowsAsync<ConflictException>(() =>
            host.Processes.ResumeAsync(asking.ProcessId, [EngineHost.Page(new { })], "ann")
        );
        var start = await Assert.ThrowsAsync<NotFoundException>(() =>
            host.Processes.StartAsync("move_castle", [EngineHost.Page(new { })], "ann")
        );
        await host.Processes.AbortAsync(asking.ProcessId, "ann");

        Assert.Equal(("move_castle", ProcessStatus.Suspended), (shown.WorkflowName, shown.Status));
        Assert.Equal(
            ["Start Success", "Live somewhere Success", "Ask where to Suspend"],
            shown.Steps.Select(static step => $"{step.Name} {step.Status}")
        );
        Assert.Equal(
            ("workflow_removed", $"Workflow 'move_castle' is no longer in the code, so process {asking.ProcessId} can only be aborted."),
            (resume.Code, resume.Message)
        );
        Assert.StartsWith("There is no workflow 'move_castle'. Workflows: '", start.Message, StringComparison.Ordinal);
        var aborted = await host.Processes.GetAsync(asking.ProcessId);
        Assert.Equal((ProcessStatus.Aborted, "User Aborted"), (aborted.Status, aborted.LastStep));
    }

    [Fact]
    public async Task A_process_that_was_under_a_policy_stays_under_it_when_its_workflow_is_no_longer_in_the_code()
    {
        using var database = TestDatabase.New();
        Guid id;
        await using (
            var first = await EngineHost.StartAsync(
                database,
                services: static services => services.AddSingleton<IWorkflowAuthorizer, Everyone>()
            )
        )
        {
            first.External.FailNext(new InvalidOperationException("Down."));
            id = (await first.RunPlainAsync("work_under_policies", ProcessStatus.Failed)).ProcessId;
        }

        database.Query("UPDATE workflows SET name = 'work_on_moon' WHERE name = 'work_under_policies'");
        await using var second = await EngineHost.StartAsync(database);

        foreach (
            var change in new Func<Task>[]
            {
                () => second.Processes.AbortAsync(id, "ann"),
                () => second.Processes.DeleteAsync(id, "ann"),
                () => second.Processes.SetNoteAsync(id, "Mine.", "ann"),
            }
        )
        {
            Assert.Equal("policy_without_authorizer", (await Assert.ThrowsAsync<ForbiddenException>(change)).Code);
        }

        Assert.Equal(0, await second.Processes.ResumeAllAsync("ann"));
    }

    [Fact]
    public async Task A_process_whose_steps_do_not_fit_any_longer_stays_under_the_policies_of_its_workflow()
    {
        using var database = TestDatabase.New();
        Guid id;
        await using (
            var first = await EngineHost.StartAsync(
                database,
                services: static services => services.AddSingleton<IWorkflowAuthorizer, Everyone>()
            )
        )
        {
            first.External.FailNext(new InvalidOperationException("Down."));
            id = (await first.RunPlainAsync("work_under_policies", ProcessStatus.Failed)).ProcessId;
        }

        database.Query("UPDATE process_steps SET step_key = 'gone'");
        await using var second = await EngineHost.StartAsync(database);

        Assert.Equal(
            "policy_without_authorizer",
            (await Assert.ThrowsAsync<ForbiddenException>(() => second.Processes.AbortAsync(id, "ann"))).Code
        );
    }

    private sealed class Everyone : IWorkflowAuthorizer
    {
        public ValueTask<bool> AllowsAsync(WorkflowAuthorization request, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(true);
    }
}
