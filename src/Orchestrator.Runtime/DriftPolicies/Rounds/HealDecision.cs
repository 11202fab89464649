using System.Globalization;
using Orchestrator.BulkChecks;
using Orchestrator.BulkReconciles;
using Orchestrator.Diagnostics;
using Orchestrator.Drift;
using Orchestrator.Execution;
using Orchestrator.Notifications;
using Orchestrator.Storage.Drift;

namespace Orchestrator.DriftPolicies;

/// <summary>
/// Decides what a round corrects: what it has found to have drifted, or nothing. When too much has, it pauses the product, which a person
/// ends: an external system that was restored empty looks like drift everywhere.
/// </summary>
internal sealed class HealDecision(
    HostDriftPolicies policies,
    BulkCheckStore checks,
    DriftPauseStore pauses,
    BulkReconcileOrder order,
    ChangePublisher changes,
    TimeProvider time,
    EngineLogger<HealDecision> logger
) : ISystemStep
{
    /// <summary>So few may have drifted however few there are.</summary>
    private const int AlwaysAllowed = 5;

    public async Task<StepWork> ExecuteAsync(StepExecution execution, CancellationToken cancellationToken)
    {
        var roundId = execution.Lease.ProcessId;
        var product = HealWorkflow.ProductOf(execution.State);
        var policy = await policies.GetAsync(product, cancellationToken);
        var counts = await checks.CountAsync(roundId, cancellationToken);
        if (policy.Heal == DriftHealing.Heal && FindExcess(policy, counts) is { } excess)
        {
            await PauseAsync(roundId, product, excess, counts, cancellationToken);
        }

        var drifted = await checks.ReadDriftedAsync(roundId, cancellationToken);
        return new(
            async (database, token) =>
            {
                // The row of the product is held from here on. What was decided about the pause is decided again: it may have ended since.
                var pause = await DriftPauseStore.HoldProductAsync(database, product, time.GetUtcNow(), token);
                var held = await policies.GetAsync(database, product, token);
                var asked = BulkReconcileWorkflow.Selection(execution.State) with { Brakes = held.Brakes };
                var reason =
                    held.Heal != DriftHealing.Heal ? HealRules.NotNow(product)
                    : FindExcess(held, counts) is { } tooMuch ? tooMuch
                    : pause is not null ? pause.Describe()
                    : await BulkReconcileStore.FindOtherRoundAsync(database, roundId, asked.Query, token) is { } other
                        ? $"The round {other} has not ended."
                    : null;
                await BulkReconcileStore.CreateAsync(database, roundId, asked, reason is null ? drifted : [], token);
                await order.WriteAsync(database, roundId, token);

                // A round that has selected nothing has said why.
                return new StepOutcome.Success(
                    reason is null || execution.State.ContainsKey(HealWorkflow.NotCorrected)
                        ? execution.State
                        : execution.State.With(HealWorkflow.NotCorrected, reason)
                );
            }
        );
    }

    /// <summary>Says how many have drifted when that is too many; null when it is not.</summary>
    private static string? FindExcess(DriftPolicy policy, BulkCheckCounts counts)
    {
        var compared = counts.NoDrift + counts.Drifted;
        return counts.Drifted > AlwaysAllowed && counts.Drifted * 100L > policy.MaxDriftPercent * (long)compared
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{counts.Drifted} of {compared} compared subscriptions have drifted, more than {policy.MaxDriftPercent} percent, "
                    + $"so nothing was corrected. Check whether the external system has lost its data."
            )
            : null;
    }

    /// <summary>In a transaction of its own: a host that dies afterwards finds the product paused.</summary>
    private async Task PauseAsync(Guid roundId, string product, string reason, BulkCheckCounts counts, CancellationToken cancellationToken)
    {
        if (await pauses.PauseHealingAsync(product, reason, roundId, counts.Drifted, cancellationToken) is { } productId)
        {
            Log.HealPaused(logger, product, roundId, reason);
            changes.Publish(ChangeKind.Drift, productId);
        }
    }
}
