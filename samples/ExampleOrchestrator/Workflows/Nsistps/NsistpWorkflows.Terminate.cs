using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Workflows.Nsistps;

public static partial class NsistpWorkflows
{
    [TerminateWorkflow(typeof(Nsistp), "Terminate nsistp")]
    public static StepList TerminateNsistp() => Begin;
}
