using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

public static partial class FloorWorkflows
{
    [Workflow(Target.System, "Sweep floor", OneAtATime = true)]
    public static StepList SweepFloor() => Begin >> Start >> Sweep >> Done;

    [Step("Sweep")]
    private static async Task Sweep(IExternalSystem system, CancellationToken cancellationToken) =>
        await system.ApplyAsync(Guid.Empty, 0, cancellationToken);
}
