using Orchestrator.Api.Drift;
using Orchestrator.BulkChecks;
using Orchestrator.BulkReconciles;

namespace Orchestrator.Api.BulkReconciles;

/// <summary>Turns bulk reconciles into the shapes of the wire.</summary>
internal static class BulkReconcileMapping
{
    internal static BulkReconcileDto ToDto(this BulkReconcile bulk) =>
        new(
            bulk.ProcessId,
            WireName.Of(bulk.Status),
            bulk.Counts.Describe(),
            bulk.Query,
            bulk.SubscriptionIds,
            bulk.ExceptSubscriptionIds,
            bulk.Concurrency,
            bulk.Brakes.Canary,
            StopAfterDto.Of(bulk.Brakes),
            bulk.Brakes.WaveSize,
            bulk.Brakes.WaitSeconds,
            bulk.NextWaveAt,
            bulk.Paused,
            bulk.Pause is { } pause ? new(pause.Brake, pause.Reason, pause.By, pause.At) : null,
            bulk.Counts.Total,
            bulk.Counts.ToStart,
            bulk.Counts.Running,
            bulk.Counts.Waiting,
            bulk.Counts.Done,
            bulk.Counts.Failed,
            bulk.Counts.Refused,
            [.. bulk.Refusals.Select(ToDto)],
            [
                .. bulk.Failures.Select(static failure => new BulkReconcileFailureDto(
                    failure.SubscriptionId,
                    failure.ProcessId,
                    failure.Reason
                )),
            ]
        );

    internal static BulkCheckDto ToDto(this BulkCheck check) =>
        new(
            check.ProcessId,
            WireName.Of(check.Status),
            check.Reason,
            check.Counts.Describe(),
            check.Query,
            check.SubscriptionIds,
            check.ExceptSubscriptionIds,
            check.Concurrency,
            check.Counts.Found,
            check.Counts.Checked,
            check.Counts.NoDrift,
            check.Counts.Drifted,
            check.Counts.Unknown,
            check.Counts.Unsupported,
            check.Counts.Refused,
            [.. check.Refusals.Select(ToDto)],
            [.. check.Groups.Select(static group => group.ToDto())]
        );

    private static BulkReconcileRefusalDto ToDto(BulkReconcileRefusal refusal) =>
        new(refusal.SubscriptionId, refusal.Reason, refusal.LockedBy);
}
