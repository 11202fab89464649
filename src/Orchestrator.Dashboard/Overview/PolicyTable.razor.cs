using Microsoft.AspNetCore.Components;
using Orchestrator.Dashboard.Live;
using Orchestrator.Drift;
using Orchestrator.Notifications;

namespace Orchestrator.Dashboard.Overview;

/// <summary>The drift policies and the maintenance windows in effect.</summary>
public sealed partial class PolicyTable : LiveComponent
{
    [Inject]
    internal IDriftPolicies AllPolicies { get; set; } = null!;

    private IReadOnlyList<ProductDriftPolicy> Policies { get; set; } = [];

    /// <inheritdoc/>
    protected override bool IsAffectedBy(Change change) => change.Kind is ChangeKind.Schedules;

    /// <inheritdoc/>
    protected override async Task LoadAsync(Caller user) => Policies = await AllPolicies.ListAsync(Closed);

    /// <inheritdoc/>
    protected override void Clear() => Policies = [];

    private static string HealingText(DriftPolicy policy) =>
        policy.Heal switch
        {
            DriftHealing.Off => "not checked",
            DriftHealing.Report => "reported",
            _ => $"corrected, up to {policy.MaxDriftPercent} percent",
        };
}
