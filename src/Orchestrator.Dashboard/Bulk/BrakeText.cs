using Orchestrator.BulkReconciles;

namespace Orchestrator.Dashboard.Bulk;

/// <summary>Says in words what stops a bulk reconcile.</summary>
internal static class BrakeText
{
    internal static string Of(BulkReconcileBrakes brakes)
    {
        string?[] parts =
        [
            brakes.Canary is { } canary ? $"canary {canary}" : null,
            brakes.StopAfterFailed is { } failed ? $"stops after {failed} failures" : null,
            brakes.StopAfterPercent is { } percent ? $"stops at {percent} percent of failures" : null,
            brakes.WaveSize is { } wave ? $"waves of {wave}, {brakes.WaitSeconds} s apart" : null,
        ];
        var said = string.Join(", ", parts.OfType<string>());
        return said.Length == 0 ? "none" : said;
    }
}
