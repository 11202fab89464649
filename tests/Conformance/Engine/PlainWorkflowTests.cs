using Orchestrator.Catalog;
using Orchestrator.Engine.Plans;
using Orchestrator.Tests.Support;
using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Engine;

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

    [Fact]
    public void A_plain_workflow_that_never_completes_is_refused_by_name()
    {
        var catalog = new CatalogBuilder();
        var endless = new WorkflowDescriptor("endless", Target.System, "Endless", [], static () => Begin >> Start) { IsPlain = true };
        catalog.Add(endless);

        var refused = Assert.Throws<CatalogException>(() => new WorkflowPlanner(catalog.Build()).GetPlan(endless));
        Assert.Contains("'endless'", refused.Message, StringComparison.Ordinal);
    }
}
