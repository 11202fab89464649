using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

public static partial class ShelfWorkflows
{
    [ValidateWorkflow(typeof(Shelf), "Validate shelf")]
    public static StepList ValidateShelf() => Begin;
}
