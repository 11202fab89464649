using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using Orchestrator;
using static Orchestrator.Workflow;

namespace ExampleOrchestrator.Workflows.L2vpns;

public static partial class L2vpnWorkflows
{
    [TerminateWorkflow(typeof(L2vpn), "Terminate l2vpn")]
    public static StepList TerminateL2vpn() => Begin >> RemoveL2vpnFromNrm;

    [Step("Remove L2VPN from NRM")]
    private static Task RemoveL2vpnFromNrm(L2vpn.Provisioning subscription, INrmClient nrm, CancellationToken cancellationToken) =>
        nrm.DeleteAsync(NrmL2vpn.From(subscription), cancellationToken);
}
