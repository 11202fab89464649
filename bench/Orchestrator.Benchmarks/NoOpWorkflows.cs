using static Orchestrator.Workflow;

namespace Orchestrator.Benchmarks;

/// <summary>A workflow of five steps that do nothing, so that what is measured is the engine.</summary>
public static partial class NoOpWorkflows
{
    [Workflow(Target.System, "Do nothing")]
    public static StepList DoNothing() => Begin >> Start >> First >> Second >> Third >> Fourth >> Fifth >> Done;

    [Step("First")]
    private static void First()
    {
    }

    [Step("Second")]
    private static void Second()
    {
    }

    [Step("Third")]
    private static void Third()
    {
    }

    [Step("Fourth")]
    private static void Fourth()
    {
    }

    [Step("Fifth")]
    private static void Fifth()
    {
    }
}
