namespace Orchestrator.Storage.Webhooks;

/// <summary>The events that webhooks are told of, as they are written.</summary>
internal static class NotificationType
{
    /// <summary>A process has failed, and waits for a person.</summary>
    internal const string ProcessFailed = "process.failed";

    /// <summary>An external system differs from a subscription, and did not before.</summary>
    internal const string DriftAppeared = "drift.appeared";

    /// <summary>A bulk reconcile has paused.</summary>
    internal const string BulkPaused = "bulk.paused";

    /// <summary>The healing of a product has paused itself.</summary>
    internal const string HealPaused = "heal.paused";

    /// <summary>All of them.</summary>
    internal static readonly IReadOnlyList<string> All = [ProcessFailed, DriftAppeared, BulkPaused, HealPaused];
}
