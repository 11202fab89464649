using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using Orchestrator;
using static Orchestrator.Workflow;

namespace ExampleOrchestrator.Workflows.L2vpns;

public static partial class L2vpnWorkflows
{
    [ValidateWorkflow(typeof(L2vpn), "Validate l2vpn")]
    public static StepList ValidateL2vpn() => Begin >> Compare<NrmL2vpnResource>();
}
