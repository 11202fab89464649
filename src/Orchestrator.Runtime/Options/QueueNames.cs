namespace Orchestrator.Options;

/// <summary>The queues that every host has unless its settings say otherwise.</summary>
internal static class QueueNames
{
    /// <summary>The queue of workflows for which the settings name no other.</summary>
    internal const string Default = "default";

    /// <summary>The queue of tasks.</summary>
    internal const string Tasks = "tasks";

    /// <summary>The queue of reconcile workflows: a night of them must not delay one create.</summary>
    internal const string Reconcile = "reconcile";
}
