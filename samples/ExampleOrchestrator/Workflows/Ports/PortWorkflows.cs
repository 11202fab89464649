using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Workflows.Ports;

/// <summary>What can be done with a port. This part holds what its workflows share.</summary>
public static partial class PortWorkflows
{
    /// <summary>The steps that bring the external systems in line with the subscription.</summary>
    [ExternalSystemSteps]
    private static StepList UpdatePortInExternalSystems => Begin >> Apply<NrmPortResource>();

    [Step("Update subscription description")]
    private static Port DescribePort(Port subscription)
    {
        var port = subscription.Interface;
        subscription.Description = $"Port {port.Name} of node {port.Node!.Name}, {subscription.PortSpeed / 1_000} Gbit/s"
            + (port.Enabled ? "" : ", disabled");
        return subscription;
    }
}
