using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Workflows.Nodes;

public static partial class NodeWorkflows
{
    [TerminateWorkflow(typeof(Node), "Terminate node")]
    public static StepList TerminateNode() => Begin >> Remove<NrmNodeResource>();
}
