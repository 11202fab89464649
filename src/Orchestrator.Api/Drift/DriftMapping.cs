using Orchestrator.Api.BulkReconciles;
using Orchestrator.Drift;
using Orchestrator.Options;

namespace Orchestrator.Api.Drift;

/// <summary>Turns what checks have found into the shapes of the wire.</summary>
internal static class DriftMapping
{
    internal static SubscriptionDriftDto ToDto(this SubscriptionDrift drift) =>
        new(
            drift.SubscriptionId,
            WireName.Of(drift.Status),
            drift.CheckedAt,
            drift.Since,
            drift.LockedBy,
            drift.Pauses.ToDtos(),
            drift.Attempts,
            drift.NextHealAt,
            ToDtos(drift.Resources)
        );

    internal static IReadOnlyList<DriftPauseDto> ToDtos(this IReadOnlyList<DriftPause> pauses) => [.. pauses.Select(ToDto)];

    internal static DriftPolicyDto ToDto(this ProductDriftPolicy found) =>
        new(
            found.Product,
            found.Policy.Check,
            WireName.Of(found.Policy.Heal),
            found.Policy.MaxDriftPercent,
            found.Policy.Brakes.Canary,
            StopAfterDto.Of(found.Policy.Brakes),
            found.Policy.Brakes.WaveSize,
            found.Policy.Brakes.WaitSeconds,
            found.Policy.Windows is { } windows ? ToDtos(windows) : null,
            ToDtos(found.EffectiveWindows),
            WireName.Of(found.WindowsFrom),
            found.ChangedBy,
            found.ChangedAt,
            found.Pause is { } pause ? ToDto(pause) : null
        );

    private static IReadOnlyList<MaintenanceWindowDto> ToDtos(IReadOnlyList<MaintenanceWindowOptions> windows) =>
        [
            .. windows.Select(static window => new MaintenanceWindowDto(
                window.Cron ?? "",
                (int)Math.Ceiling(window.Duration.TotalSeconds),
                window.TimeZone,
                window.Deny
            )),
        ];

    private static DriftPauseDto ToDto(DriftPause pause) =>
        new(pause.Target.Product, pause.Target.SubscriptionId, pause.Reason, pause.By, pause.At, pause.Until);

    internal static DriftChangeDto ToDto(this DriftChange change) =>
        new(change.OccurredAt, WireName.Of(change.Status), change.ProcessId, ToDtos(change.Resources));

    internal static DriftListItemDto ToDto(this DriftListItem item) =>
        new(item.SubscriptionId, item.Description, item.ProductName, WireName.Of(item.Status), item.CheckedAt, item.Since);

    internal static DriftCountDto ToDto(this DriftCount count) => new(count.ProductName, WireName.Of(count.Status), count.Count);

    internal static DriftGroupDto ToDto(this DriftGroup group) =>
        new(
            group.Resource,
            group.Difference.Path,
            WireName.Of(group.Difference.Kind),
            group.Difference.Desired,
            group.Difference.Actual,
            group.Subscriptions
        );

    internal static ReconcilePlanDto ToDto(this ReconcilePlan plan) =>
        new(
            plan.WorkflowName,
            plan.PlanId,
            plan.CanStart,
            plan.Reason,
            plan.Pauses.ToDtos(),
            [
                .. plan.Steps.Select(static step => new PlannedChangeDto(
                    step.Name,
                    WireName.Of(step.Effect),
                    step.Error,
                    ToDtos(step.Differences),
                    step.DifferenceCount
                )),
            ]
        );

    private static IReadOnlyList<DifferenceDto> ToDtos(IReadOnlyList<Difference> differences) =>
        [
            .. differences.Select(static difference => new DifferenceDto(
                difference.Path,
                WireName.Of(difference.Kind),
                difference.Desired,
                difference.Actual,
                difference.Accepted is { } accepted ? new(accepted.By, accepted.Reason, accepted.Until) : null
            )),
        ];

    private static IReadOnlyList<ResourceDriftDto> ToDtos(IReadOnlyList<ResourceDrift> resources) =>
        [
            .. resources.Select(static resource => new ResourceDriftDto(
                resource.Name,
                resource.System,
                WireName.Of(resource.Status),
                resource.Error,
                ToDtos(resource.Differences),
                resource.DifferenceCount
            )),
        ];
}
