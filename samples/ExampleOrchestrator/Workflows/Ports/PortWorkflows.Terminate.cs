using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using Orchestrator;
using static Orchestrator.Workflow;

namespace ExampleOrchestrator.Workflows.Ports;

public static partial class PortWorkflows
{
    [TerminateWorkflow(typeof(Port), "Terminate port")]
    public static StepList TerminatePort() => Begin >> RemovePortFromNrm;

    [Step("Remove port from NRM")]
    private static Task RemovePortFromNrm(Port.Provisioning subscription, INrmClient nrm, CancellationToken cancellationToken) =>
        nrm.DeleteAsync(NrmPort.From(subscription), cancellationToken);
}
