using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;

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

    // A node that was just started answers after a while, so it is asked again.
    [RetryStep("Read interfaces", MaxAttempts = 5, FirstDelaySeconds = 1)]
    private static async Task<Node> ReadInterfaces(Node subscription, INrmClient nrm, CancellationToken cancellationToken)
    {
        var interfaces = (await nrm.ReadInterfacesAsync(subscription.SubscriptionId, cancellationToken)).ToLookup(
            static item => item.Speed,
            static item => item.Name);
        subscription.Inventory.TenGigabitInterfaces = [.. interfaces[10_000]];
        subscription.Inventory.HundredGigabitInterfaces = [.. interfaces[100_000]];
        return subscription;
    }
}
