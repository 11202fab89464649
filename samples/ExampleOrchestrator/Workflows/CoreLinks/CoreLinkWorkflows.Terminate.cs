using ExampleOrchestrator.Nrm;
using ExampleOrchestrator.Products;

namespace ExampleOrchestrator.Workflows.CoreLinks;

public static partial class CoreLinkWorkflows
{
    [TerminateWorkflow(typeof(CoreLink), "Terminate core link")]
    public static StepList TerminateCoreLink() => Begin >> Remove<NrmCoreLinkResource>();
}
