using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using Orchestrator;
using static Orchestrator.Workflow;

namespace ExampleOrchestrator.Workflows.Ports;

public static partial class PortWorkflows
{
    [TerminateWorkflow(typeof(Port), "Terminate port")]
    public static StepList TerminatePort() => Begin >> Remove<NrmPortResource>();
}
