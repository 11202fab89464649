using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;
using Orchestrator;
using static Orchestrator.Workflow;

namespace ExampleOrchestrator.Workflows.Ports;

public static partial class PortWorkflows
{
    [ValidateWorkflow(typeof(Port), "Validate port")]
    public static StepList ValidatePort() => Begin >> Compare<NrmPortResource>();
}
