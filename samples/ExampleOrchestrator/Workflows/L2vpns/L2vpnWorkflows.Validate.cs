using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using Orchestrator;
using static Orchestrator.Workflow;

namespace ExampleOrchestrator.Workflows.L2vpns;

public static partial class L2vpnWorkflows
{
    [ValidateWorkflow(typeof(L2vpn), "Validate l2vpn")]
    public static StepList ValidateL2vpn() => Begin >> CompareL2vpnWithNrm;

    [Step("Compare L2VPN with NRM")]
    private static async Task CompareL2vpnWithNrm(L2vpn.Provisioning subscription, INrmClient nrm, CancellationToken cancellationToken)
    {
        var desired = NrmL2vpn.From(subscription);
        Drift.ThrowIfAny(desired, await nrm.FindAsync(desired, cancellationToken));
    }
}
