namespace Orchestrator.Engine.Dispatch;

/// <summary>The queues on which processes run. A night of reconciles must not delay one create, so they have one of their own.</summary>
internal static class ProcessQueue
{
    internal const string Default = "default";
    internal const string Reconcile = "reconcile";

    internal static string For(Target target) => target == Target.Reconcile ? Reconcile : Default;
}
