using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Workflows.Nsip2ps;

public static partial class Nsip2pWorkflows
{
    [TerminateWorkflow(typeof(Nsip2p), "Terminate nsip2p")]
    public static StepList TerminateNsip2p() => Begin >> Remove<NrmNsip2pResource>();
}
