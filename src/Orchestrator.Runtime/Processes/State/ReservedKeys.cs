namespace Orchestrator.Processes;

/// <summary>The state keys that have a meaning of their own.</summary>
internal static class ReservedKeys
{
    internal const string ProcessId = "process_id";
    internal const string Reporter = "reporter";
    internal const string WorkflowName = "workflow_name";
    internal const string WorkflowTarget = "workflow_target";
    internal const string SubscriptionId = "subscription_id";
    internal const string Subscription = "subscription";
    internal const string CallbackProgress = "callback_progress";
    internal const string ExternalResources = "__external_resources__";
    internal const string Reconcile = "__reconcile__";
    internal const string OldSubscriptions = "__old_subscriptions__";

    /// <summary>What a task about many subscriptions or processes has done, in words.</summary>
    internal const string BulkSummary = "bulk_summary";

    /// <summary>Refuses an output that would overwrite what identifies the process, or that uses a key of the framework's own.</summary>
    /// <exception cref="ReservedKeyException">A key is reserved.</exception>
    internal static void Check(string stepName, State output)
    {
        foreach (var key in output.Keys)
        {
            if (IsReserved(key))
            {
                throw ReservedKeyException.Given(stepName, key);
            }
        }
    }

    /// <summary>Refuses to take out what identifies the process and its subscription, or a key of the framework's own.</summary>
    /// <exception cref="ReservedKeyException">A key is reserved.</exception>
    internal static void CheckRemoved(string stepName, IReadOnlyCollection<string> keys)
    {
        if (keys.FirstOrDefault(static key => key == SubscriptionId || IsReserved(key)) is { } reserved)
        {
            throw ReservedKeyException.Removed(stepName, reserved);
        }
    }

    private static bool IsReserved(string key) =>
        key is ProcessId or Reporter or WorkflowName or WorkflowTarget || key.StartsWith("__", StringComparison.Ordinal);

    /// <summary>The state with which a process begins, whatever a form gave.</summary>
    internal static State Identify(State state, Guid processId, string workflowName, Target target, string user) =>
        state.With(ProcessId, processId).With(Reporter, user).With(WorkflowName, workflowName).With(WorkflowTarget, WireName.Of(target));
}
