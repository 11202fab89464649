using System.Globalization;

namespace Orchestrator.Products.Actions;

/// <summary>The process that has taken a subscription.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Status">Its status as it is stored; null when the process is no longer there.</param>
internal sealed record LockHolder(Guid ProcessId, string? Status)
{
    /// <summary>Says which process keeps a subscription out of sync, and what to do about that.</summary>
    /// <param name="processId">The process; null when none is known.</param>
    /// <param name="status">Its status as it is stored; null when it is not known.</param>
    /// <param name="subscriptionId">The subscription.</param>
    internal static string Describe(Guid? processId, string? status, Guid subscriptionId)
    {
        var release = string.Create(
            CultureInfo.InvariantCulture,
            $"set it in sync with PUT /api/subscriptions/{subscriptionId}/set_in_sync"
        );
        if (processId is null)
        {
            return $"no process of this database holds it. Verify its external systems, and {release}";
        }

        var process = string.Create(CultureInfo.InvariantCulture, $"process {processId} ({status ?? "deleted"})");
        return status switch
        {
            "created" or "running" or "resumed" => $"{process} works on it. Start again when that process has ended",
            "suspended" => $"{process} waits for a person. Answer or abort it",
            "awaiting_callback" => $"{process} waits for an external system. Wait for it, or abort it",
            "waiting" => $"{process} waits for its next attempt. Wait for it, or abort it",
            "aborted" or "completed" or null => $"{process} has left it so. Verify its external systems, and {release}",
            _ => $"{process} holds it. Retry it, or abort it and then {release}",
        };
    }
}
