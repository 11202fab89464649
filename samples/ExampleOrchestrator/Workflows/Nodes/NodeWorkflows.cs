using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using Orchestrator;
using static Orchestrator.Workflow;

namespace ExampleOrchestrator.Workflows.Nodes;

/// <summary>What can be done with a node. This part holds what its workflows share.</summary>
public static partial class NodeWorkflows
{
    /// <summary>The steps that bring the external systems in line with the subscription.</summary>
    [ExternalSystemSteps]
    private static StepList UpdateNodeInExternalSystems => Begin >> Apply<NrmNodeResource>();

    [Step("Update subscription description")]
    private static Node DescribeNode(Node subscription)
    {
        subscription.Description = $"Node {subscription.Equipment.Name} in {subscription.Equipment.Site}";
        return subscription;
    }
}
