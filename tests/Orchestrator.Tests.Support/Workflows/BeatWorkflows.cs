using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

/// <summary>Is told when a step begins.</summary>
public interface IBeat
{
    void Begin(string step);
}

/// <summary>A beat that no one counts.</summary>
internal sealed class NoBeat : IBeat
{
    public void Begin(string step) { }
}

/// <summary>Steps that do nothing, so that what is counted is the engine.</summary>
public static partial class BeatWorkflows
{
    [Workflow(Target.System, "Beat five times")]
    public static StepList BeatFiveTimes() => Begin >> Start >> First >> Second >> Third >> Fourth >> Fifth >> Done;

    [Step("First")]
    private static void First(IBeat beat) => beat.Begin(nameof(First));

    [Step("Second")]
    private static void Second(IBeat beat) => beat.Begin(nameof(Second));

    [Step("Third")]
    private static void Third(IBeat beat) => beat.Begin(nameof(Third));

    [Step("Fourth")]
    private static void Fourth(IBeat beat) => beat.Begin(nameof(Fourth));

    [Step("Fifth")]
    private static void Fifth(IBeat beat) => beat.Begin(nameof(Fifth));
}
