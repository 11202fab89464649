using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using Orchestrator;
using static Orchestrator.Workflow;

namespace ExampleOrchestrator.Workflows.Ports;

public static partial class PortWorkflows
{
    [ValidateWorkflow(typeof(Port), "Validate port")]
    public static StepList ValidatePort() => Begin >> ComparePortWithNrm;

    [Step("Compare port with NRM")]
    private static async Task ComparePortWithNrm(Port.Provisioning subscription, INrmClient nrm, CancellationToken cancellationToken)
    {
        var desired = NrmPort.From(subscription);
        Drift.ThrowIfAny(desired, await nrm.FindAsync(desired, cancellationToken));
    }
}
