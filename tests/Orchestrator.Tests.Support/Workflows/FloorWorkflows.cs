using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

public static partial class FloorWorkflows
{
    [Workflow(Target.System, "Mop floor", OneAtATime = true)]
    public static StepList MopFloor() => Begin >> Start >> Mop >> Done;

    [Step("Mop")]
    private static async Task Mop(IExternalSystem system, CancellationToken cancellationToken) =>
        await system.ApplyAsync(Guid.Empty, 0, cancellationToken);
}
