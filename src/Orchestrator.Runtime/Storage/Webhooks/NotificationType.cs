namespace Orchestrator.Storage.Webhooks;

/// <summary>The events that webhooks receive, as they are written.</summary>
internal static class NotificationType
{
    /// <summary>A process has failed, and waits for a person.</summary>
    internal const string ProcessFailed = "process.failed";

    /// <summary>A subscription has become <c>drifted</c>.</summary>
    internal const string DriftAppeared = "drift.appeared";

    /// <summary>A brake has paused a bulk reconcile.</summary>
    internal const string BrakePulled = "brake.pulled";

    /// <summary>A round of a policy has found too much drift, and has paused the product.</summary>
    internal const string HealPaused = "heal.paused";

    /// <summary>All of them.</summary>
    internal static readonly IReadOnlyList<string> All = [ProcessFailed, DriftAppeared, BrakePulled, HealPaused];
}
