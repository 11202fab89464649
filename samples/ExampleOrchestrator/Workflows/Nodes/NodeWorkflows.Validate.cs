using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using Orchestrator;
using static Orchestrator.Workflow;

namespace ExampleOrchestrator.Workflows.Nodes;

public static partial class NodeWorkflows
{
    [ValidateWorkflow(typeof(Node), "Validate node")]
    public static StepList ValidateNode() => Begin >> CompareNodeWithNrm;

    [Step("Compare node with NRM")]
    private static async Task CompareNodeWithNrm(Node.Provisioning subscription, INrmClient nrm, CancellationToken cancellationToken)
    {
        var desired = NrmNode.From(subscription);
        Drift.ThrowIfAny(desired, await nrm.FindAsync(desired, cancellationToken));
    }
}
