using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using Orchestrator;
using static Orchestrator.Workflow;

namespace ExampleOrchestrator.Workflows.Nodes;

public static partial class NodeWorkflows
{
    [TerminateWorkflow(typeof(Node), "Terminate node")]
    public static StepList TerminateNode() => Begin >> RemoveNodeFromNrm;

    [Step("Remove node from NRM")]
    private static Task RemoveNodeFromNrm(Node.Provisioning subscription, INrmClient nrm, CancellationToken cancellationToken) =>
        nrm.DeleteAsync(NrmNode.From(subscription), cancellationToken);
}
