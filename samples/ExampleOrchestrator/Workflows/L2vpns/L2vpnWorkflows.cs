using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Workflows.L2vpns;

/// <summary>What can be done with a layer 2 VPN. This part holds what its workflows share.</summary>
public static partial class L2vpnWorkflows
{
    /// <summary>The steps that bring the external systems in line with the subscription.</summary>
    [ExternalSystemSteps]
    private static StepList UpdateL2vpnInExternalSystems => Begin >> Apply<NrmL2vpnResource>();

    [Step("Update subscription description")]
    private static L2vpn DescribeL2vpn(L2vpn subscription)
    {
        var circuit = subscription.VirtualCircuit;
        subscription.Description = $"L2VPN of {circuit.Speed} Mbit/s between "
            + $"{string.Join(" and ", circuit.Saps.Select(static sap => $"{sap.Port!.Node!.Name} {sap.Port.Name}"))}";
        return subscription;
    }
}
