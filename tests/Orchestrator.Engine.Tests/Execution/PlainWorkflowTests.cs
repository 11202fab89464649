using Orchestrator.Catalog;
using Orchestrator.Execution.Planning;
using Orchestrator.Processes;
using Orchestrator.Tests.Support;
using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Execution;

public sealed class PlainWorkflowTests
{
    [Fact]
    public async Task A_plain_workflow_runs_its_own_steps_and_nothing_around_them()
    {
        await using var host = await EngineHost.StartAsync();
        var process = await host.RunPlainAsync("retry_by_hand");

        Assert.Equal(["Start", "Apply patiently", "Done"], process.Steps.Select(static step => step.Name));
        Assert.True(process.IsTask);
        Assert.Empty(process.SubscriptionIds);
    }

    public static TheoryData<string, StepList> Endless { get; } =
        new()
        {
            { "without an end", Begin >> Start },
            { "with an end under a condition", Begin >> Start >> Conditional(static _ => false, Begin >> Done) },
            { "with an end in a group", Begin >> Start >> StepGroup("End", Begin >> Done) },
            { "with an end on a part of the state", Begin >> Start >> FocusSteps("part", Begin >> Done) },
        };

    [Theory]
    [MemberData(nameof(Endless))]
    public void A_plain_workflow_that_may_never_complete_is_refused_by_name(string how, StepList steps)
    {
        var catalog = new CatalogBuilder();
        var endless = new WorkflowDescriptor("endless", Target.System, how, [], () => steps) { IsPlain = true };
        catalog.Add(endless);

        var refused = Assert.Throws<CatalogException>(() => new WorkflowPlanner(catalog.Build()).GetPlan(endless));
        Assert.Contains("'endless'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workflow_whose_method_throws_is_refused_by_name_with_the_reason()
    {
        var catalog = new CatalogBuilder();
        var broken = new WorkflowDescriptor(
            "broken",
            Target.System,
            "Broken",
            [],
            static () => throw new ArithmeticException("No steps today.")
        )
        {
            IsPlain = true,
        };
        catalog.Add(broken);

        var refused = Assert.Throws<CatalogException>(() => new WorkflowPlanner(catalog.Build()).GetPlan(broken));
        Assert.Equal("workflow_throws", refused.Code);
        Assert.Contains(
            "'broken' gives no steps: it throws ArithmeticException: No steps today.",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_process_that_has_no_step_left_is_reported_and_refused_and_can_be_aborted()
    {
        await using var host = await EngineHost.StartAsync();
        var id = (await host.RunPlainAsync("mop_floor")).ProcessId;
        host.Database.Query($"UPDATE processes SET last_status = 'running' WHERE pid = '{id}'");

        var reported = await host.WaitAsync(id, ProcessStatus.Failed);
        var refused = await Assert.ThrowsAsync<ConflictException>(() => host.Processes.ResumeAsync(id, [], "ann"));
        await host.Processes.AbortAsync(id, "ann");

        Assert.Contains("has finished every step of workflow 'mop_floor'", reported.FailedReason, StringComparison.Ordinal);
        Assert.Equal("process_has_no_step_left", refused.Code);
        Assert.Equal(ProcessStatus.Aborted, (await host.Processes.GetAsync(id)).Status);
    }
}
