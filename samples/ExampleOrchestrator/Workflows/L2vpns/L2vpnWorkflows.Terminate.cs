using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Workflows.L2vpns;

public static partial class L2vpnWorkflows
{
    [TerminateWorkflow(typeof(L2vpn), "Terminate l2vpn")]
    public static StepList TerminateL2vpn() => Begin >> Remove<NrmL2vpnResource>();
}
