using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Workflows.Ports;

public static partial class PortWorkflows
{
    [TerminateWorkflow(typeof(Port), "Terminate port")]
    public static StepList TerminatePort() => Begin >> Remove<NrmPortResource>();
}
