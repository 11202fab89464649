using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.StateKeys;

/// <summary>The state keys that are the engine's own, as the runtime has them.</summary>
internal static class ReservedKeys
{
    /// <summary>True for a key that a step may not give.</summary>
    public static bool IsReserved(string key) =>
        key is "process_id" or "reporter" or "workflow_name" or "workflow_target" || key.StartsWith("__", StringComparison.Ordinal);

    /// <summary>
    /// True for a key that the form of a workflow may not give: the first page gives it, and the runtime keeps what was chosen there.
    /// </summary>
    public static bool IsChosenFirst(string key, WorkflowTarget target) =>
        target switch
        {
            WorkflowTarget.System => false,
            WorkflowTarget.Create => key == "product",
            _ => key == "subscription_id",
        };

    /// <summary>
    /// True for a key that a step may not take out of the state: without its subscription's id a process could not unlock it.
    /// </summary>
    public static bool IsKept(string key) => key == "subscription_id" || IsReserved(key);
}
