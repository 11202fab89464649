using Orchestrator.BulkReconciles;

namespace Orchestrator.Api.BulkReconciles;

/// <summary>Turns bulk reconciles into the shapes of the wire.</summary>
internal static class BulkReconcileMapping
{
    internal static BulkReconcileDto ToDto(this BulkReconcile bulk) =>
        new(
            bulk.ProcessId,
            WireName.Of(bulk.Status),
            bulk.Query,
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
            [
                .. bulk.Refusals.Select(static refusal => new BulkReconcileRefusalDto(
                    refusal.SubscriptionId,
                    refusal.Reason,
                    refusal.LockedBy
                )),
            ],
            [
                .. bulk.Failures.Select(static failure => new BulkReconcileFailureDto(
                    failure.SubscriptionId,
                    failure.ProcessId,
                    failure.Reason
                )),
            ]
        );
}
