using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

public static partial class JunctionWorkflows
{
    [ValidateWorkflow(typeof(Junction), "Validate junction")]
    public static StepList ValidateJunction() => Begin;
}
