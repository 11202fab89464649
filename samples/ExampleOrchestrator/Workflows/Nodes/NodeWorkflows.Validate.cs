using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using Orchestrator;
using static Orchestrator.Workflow;

namespace ExampleOrchestrator.Workflows.Nodes;

public static partial class NodeWorkflows
{
    [ValidateWorkflow(typeof(Node), "Validate node")]
    public static StepList ValidateNode() => Begin >> Compare<NrmNodeResource>();
}
